import { expect, test } from 'vitest';
import { profileOf } from './profile.ts';
import { REGRESSIONS } from './regressions.ts';
import { runSeeds, seedsFrom } from './run-seeds.ts';
import { simulate } from './simulate.ts';

// Two files, because files are what runs side by side.
test(
  'the runtime keeps its promises in histories 1 to 100, and in those in which it once did not',
  { timeout: 900_000 },
  () => runSeeds([...REGRESSIONS.map(({ seed }) => seed), ...seedsFrom(1, 100)]),
);

test('a seed is one history', async () => {
  const tell = async (seed: number): Promise<readonly string[]> => {
    const lines: string[] = [];
    await simulate(seed, profileOf(seed), (line) => lines.push(line));
    return lines;
  };
  const once = await tell(5);
  expect(once.length).toBeGreaterThan(100);
  expect(await tell(5)).toEqual(once);
  expect(await tell(6)).not.toEqual(once);
});
