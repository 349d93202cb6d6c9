import type { Artefact } from '../../compiler/index.ts';
import type { AttemptRecord, RunReason } from '../ports/index.ts';

export type RetryPolicy = Artefact['pipeline']['retry'];

/** An attempt that did not succeed and was not cancelled. */
export interface BadEnd {
  readonly attemptState: 'failed' | 'timed-out' | 'lost';
  readonly reason: RunReason;
  /** Whether doing the same again can help, as far as its engine knows. */
  readonly retryable: boolean;
  readonly exitCode?: number;
}

export type Verdict =
  | { readonly runState: 'retry-wait'; readonly notBefore: number }
  | { readonly runState: 'failed' | 'timed-out' };

/** An attempt that ended because its executor was stopped: no failure, so it counts for nothing. */
export const SHUTDOWN = 'SHUTDOWN';
/** An attempt whose executor died with it. */
export const EXECUTOR_LOST = 'EXECUTOR_LOST';

/** At most this share is added to a delay, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * What becomes of a run after an attempt ended badly. A lost attempt counts, but the first one is
 * given back: a daemon that was killed goes on with its runs also where nothing is to be retried.
 *
 * @param earlier The attempts before this one.
 * @param fraction Between 0 and 1, for the jitter.
 */
export function judgeBadEnd(
  policy: RetryPolicy,
  earlier: readonly Pick<AttemptRecord, 'state' | 'reason'>[],
  end: BadEnd,
  now: number,
  fraction: number,
): Verdict {
  const counted = earlier.filter((attempt) => attempt.reason?.code !== SHUTDOWN);
  const made = counted.length + 1;
  const lost = end.attemptState === 'lost' || counted.some((attempt) => attempt.state === 'lost');
  if (mayHelp(policy, end) && made < policy.attempts + (lost ? 1 : 0)) {
    const delayMs = end.attemptState === 'lost' ? 0 : retryDelay(policy, made, fraction);
    return { runState: 'retry-wait', notBefore: now + delayMs };
  }
  return { runState: end.attemptState === 'timed-out' ? 'timed-out' : 'failed' };
}

/** What the pipeline says of a failure goes before what is known of its kind. */
function mayHelp({ never = [], always = [] }: RetryPolicy, end: BadEnd): boolean {
  if (never.some((failure) => isOne(failure, end))) return false;
  return end.retryable || always.some((failure) => isOne(failure, end));
}

function isOne(failure: number | string, { reason, exitCode }: BadEnd): boolean {
  return typeof failure === 'number'
    ? failure === exitCode
    : failure === reason.code || reason.message.includes(failure);
}

/** Milliseconds before the next attempt, after `made` attempts. */
export function retryDelay(policy: RetryPolicy, made: number, fraction: number): number {
  const doubled = policy.backoff === 'exponential' ? policy.initialMs * 2 ** (made - 1) : policy.initialMs;
  return Math.round(Math.min(doubled, policy.maxMs) * (1 + JITTER * fraction));
}
