import type { Clock } from '../ports/index.ts';

/**
 * Waits for `work`, but no longer than `ms`. The timer goes when the work ends: one left behind would
 * keep the process from ending. Rejects as `work` does, while it is still waited for.
 */
export async function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  try {
    await Promise.race([work, clock.sleep(ms, done.signal)]);
  } finally {
    done.abort('done');
  }
}
