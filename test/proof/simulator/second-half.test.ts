import { test } from 'vitest';
import { runSeeds, seedsFrom } from './run-seeds.ts';

test('the runtime keeps its promises in histories 101 to 200', { timeout: 900_000 }, () =>
  runSeeds(seedsFrom(101, 100)),
);
