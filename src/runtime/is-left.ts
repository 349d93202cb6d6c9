import { CLAIM_TTL_MS } from './execute/index.ts';
import type { RunRecord } from './ports/index.ts';

/**
 * Whether nobody drives a run any more: its claim has passed, or nobody has claimed it for as long as a claim holds since it could be.
 * One that waits for its next attempt may be waited for by the process that has begun it.
 */
export function isLeft(
  { state, claimedUntil, createdAt, notBefore }: Pick<RunRecord, 'state' | 'claimedUntil' | 'createdAt' | 'notBefore'>,
  now: number,
): boolean {
  if (claimedUntil !== undefined) return claimedUntil <= now;
  if (state !== 'scheduled' && state !== 'retry-wait') return false;
  return Math.max(createdAt, notBefore) + CLAIM_TTL_MS <= now;
}
