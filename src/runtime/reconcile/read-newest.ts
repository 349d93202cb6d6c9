import { toOperatingError, type OperatingError } from '../errors.ts';
import type { Clock, DesiredState, Log, ReadRequest, Source, Wake } from '../ports/index.ts';

export interface NewestReaderDependencies {
  readonly source: Source;
  readonly clock: Clock;
  readonly log: Log;
  /** Nudged when the source may have changed; a nudge that comes during a reading is kept for who waits next. */
  readonly wake: Wake;
}

/** What the source says, or why it says nothing; undefined where the reading was given up: look again. */
export type NewestReader = (
  request: Omit<ReadRequest, 'signal'>,
  signal: AbortSignal,
) => Promise<DesiredState | OperatingError | undefined>;

/**
 * How long a reading goes on after there is something newer: most end before, and what they read is applied first. Compiling 10,000
 * pipelines for the first time takes 12 s on a slow machine, while the watch says that it has begun.
 */
const PATIENCE_MS = 30_000;
/**
 * Longer than a fetch may take. Each reading that was given up is followed by one with more patience, so that one ends also
 * under a stream of changes.
 */
const LONGEST_PATIENCE_MS = 160_000;

/**
 * Reads the source. A fetch from a remote that stands still, or a compilation that does not end, must not keep a newer state
 * from being applied: such a reading is given up when something newer has waited for it, and what becomes of it is nobody's.
 */
export function createNewestReader({ source, clock, log, wake }: NewestReaderDependencies): NewestReader {
  let givenUp = 0;

  /** Resolves when the reading has had its time since something newer came, and when it is over. */
  const patience = async (reading: AbortSignal): Promise<void> => {
    let isNewer = false;
    while (!isNewer && !reading.aborted) isNewer = await wake.wait(LONGEST_PATIENCE_MS, reading);
    if (!isNewer) return;
    await clock.sleep(Math.min(LONGEST_PATIENCE_MS, PATIENCE_MS * 2 ** givenUp), reading);
    wake.wake();
  };

  return async (request, signal) => {
    const reading = new AbortController();
    const stop = (): void => reading.abort();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const late = patience(reading.signal);
    const read = source
      .read({ ...request, signal: reading.signal })
      .catch((thrown: unknown) => toOperatingError(thrown));
    const desired = await Promise.race([read, late.then(() => undefined)]);
    signal.removeEventListener('abort', stop);
    stop();
    await late;
    if (signal.aborted) return undefined;
    if (desired === undefined) {
      givenUp++;
      log.warn('a reading does not end while there is something newer, which is read now', { times: givenUp });
    } else {
      givenUp = 0;
    }
    return desired;
  };
}
