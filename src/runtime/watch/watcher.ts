import { toOperatingError } from '../errors.ts';
import type { Clock, Log, Source, Wake } from '../ports/index.ts';

export interface WatcherDependencies {
  readonly source: Source;
  readonly clock: Clock;
  readonly log: Log;
  /** Nudged at every change. Nudges add up to one, so a slow reconciliation is followed by the newest state. */
  readonly reconciler: Wake;
}

const LONGEST_BACKOFF_MS = 30_000;

/** Watches the source until aborted; a watch that fails is set up again, and the gap reconciled. */
export async function runWatcher(deps: WatcherDependencies, signal: AbortSignal): Promise<void> {
  const { source, clock, log, reconciler } = deps;
  let failures = 0;
  while (!signal.aborted) {
    try {
      await source.watch(signal, () => {
        failures = 0;
        reconciler.wake();
      });
    } catch (thrown) {
      const error = toOperatingError(thrown);
      log.warn('watching the definitions failed, trying again', { code: error.code, message: error.message });
    }
    if (signal.aborted) return;
    await clock.sleep(Math.min(LONGEST_BACKOFF_MS, 500 * 2 ** failures++), signal);
    reconciler.wake();
  }
}
