import { test } from 'vitest';
import { EDITED_SCHEDULES } from './profile.ts';
import { runSeeds, seedsFrom } from './run-seeds.ts';

test('the runtime keeps its promises in histories 101 to 200', { timeout: 900_000 }, () =>
  runSeeds(seedsFrom(101, 100)),
);

test(
  'schedules that people edit fire as what was deployed at the time says, in histories 201 to 206',
  { timeout: 900_000 },
  () => runSeeds(seedsFrom(201, 6), () => EDITED_SCHEDULES),
);
