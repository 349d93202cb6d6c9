import { expect } from 'vitest';
import { profileOf, type Profile } from './profile.ts';
import { simulate } from './simulate.ts';

/** Runs these seeds one after the other; a history that falls is named with what it broke and how to see it again. */
export async function runSeeds(
  seeds: readonly number[],
  profile: (seed: number) => Profile = profileOf,
): Promise<void> {
  const fallen: string[] = [];
  for (const seed of seeds) {
    const { problems } = await simulate(seed, profile(seed));
    if (problems.length === 0) continue;
    fallen.push(`npm run proof runtime -- --seed ${seed} --trace`, ...problems.slice(0, 5));
  }
  expect(fallen).toEqual([]);
}

export function seedsFrom(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
