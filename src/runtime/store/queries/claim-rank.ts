/** One point of priority is worth this much waiting, in milliseconds. */
const POINT_MS = 600_000;

/**
 * The place of a run in the order of claims, the least first: a higher priority goes before, and before a lower one that has
 * waited ten minutes longer for each point between them it does not, so that none waits for ever. It never changes while the run
 * waits, so that an index has all runs in this order; of runs with one rank the oldest fire is first.
 */
export function claimRank(priority: number, now: number): number {
  return Math.floor(now / POINT_MS) - priority;
}
