import { toOperatingError } from '../errors.ts';
import type { Clock, Lease, Log, RetentionStore, Scope } from '../ports/index.ts';

/** How long runs are kept. */
export interface KeepRuns {
  /** After their end, in milliseconds. */
  readonly ms: number;
  /** So many of the latest fires of each pipeline stay whatever their age. */
  readonly last: number;
}

export interface RetainerDependencies {
  readonly store: RetentionStore;
  readonly scope: Scope;
  readonly lease: Pick<Lease, 'held' | 'fence'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly keep: KeepRuns;
}

/** Forgets runs of long ago, where this process leads. */
export interface Retainer {
  /** Forgets all that is old enough under this fence, a little at a time; returns how much that was. */
  forget(fence: number, signal?: AbortSignal): Promise<Forgotten>;
  run(signal: AbortSignal): Promise<void>;
}

/** What was forgotten. */
export interface Forgotten {
  readonly runs: number;
  readonly events: number;
}

const FIRST_LOOK_MS = 60_000;
const EVERY_MS = 3_600_000;
/** Rows of a transaction; short enough that nobody waits for it. */
const BATCH = 500;
/** Between two of them, so that who works is not held up. */
const PAUSE_MS = 50;

export function createRetainer({ store, scope, lease, clock, log, keep }: RetainerDependencies): Retainer {
  const mayGoOn = (fence: number, signal: AbortSignal | undefined): boolean =>
    lease.held && lease.fence === fence && signal?.aborted !== true;

  const forget = async (fence: number, signal?: AbortSignal): Promise<Forgotten> => {
    const before = clock.now() - keep.ms;
    let runs = 0;
    let events = 0;
    for (let more = true; more && mayGoOn(fence, signal); await clock.sleep(PAUSE_MS, signal)) {
      const count = await store.forgetRuns(fence, { scope, before, keepLast: keep.last, limit: BATCH });
      runs += count;
      more = count >= BATCH;
    }
    for (let more = true; more && mayGoOn(fence, signal); await clock.sleep(PAUSE_MS, signal)) {
      const count = await store.forgetRunEvents(fence, { scope, before });
      events += count;
      more = count > 0;
    }
    return { runs, events };
  };

  return {
    forget,
    async run(signal) {
      await clock.sleep(FIRST_LOOK_MS, signal);
      while (!signal.aborted) {
        const { fence } = lease;
        if (lease.held && fence !== undefined) {
          try {
            const { runs, events } = await forget(fence, signal);
            if (runs + events > 0) log.info('runs of long ago are forgotten', { runs, events });
          } catch (thrown) {
            const { code, message } = toOperatingError(thrown);
            log.warn('runs of long ago could not be forgotten, trying again in an hour', { code, message });
          }
        }
        await clock.sleep(EVERY_MS, signal);
      }
    },
  };
}
