import { type JobContext, stopIfAsked } from '../../job-context.ts';
import { isBusy, sqliteError } from './sqlite-error.ts';

/** How long one connection waits for another's lock. */
export const LOCK_WAIT_MS = 60_000;
/** How often it looks. */
const LOCK_POLL_MS = 25;

/** Tries again, outside of SQLite, while another connection holds the lock. */
export async function whenFree<T>(
  work: () => T,
  context: Pick<JobContext, 'signal' | 'clock'>,
  what: string,
): Promise<T> {
  const end = context.clock.monotonic() + LOCK_WAIT_MS;
  for (;;) {
    stopIfAsked(context.signal);
    try {
      return work();
    } catch (thrown) {
      if (!isBusy(thrown) || context.clock.monotonic() >= end) throw sqliteError(thrown, what);
    }
    await context.clock.sleep(LOCK_POLL_MS, context.signal);
  }
}
