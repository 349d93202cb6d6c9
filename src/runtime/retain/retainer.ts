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
  /** Undefined = runs are kept for ever. */
  readonly keep: KeepRuns | undefined;
}

/** Forgets runs of long ago, and requests that nobody repeats any more, where this process leads. */
export interface Retainer {
  /** Forgets all that is old enough under this fence, a little at a time; returns how much that was. */
  forget(fence: number, signal?: AbortSignal): Promise<Forgotten>;
  run(signal: AbortSignal): Promise<void>;
}

/** What was forgotten. */
export interface Forgotten {
  readonly runs: number;
  readonly events: number;
  readonly requests: number;
}

/** A request can be repeated for so long after it was done, and until the next look. */
const KEEP_REQUESTS_MS = 86_400_000;
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
    /** Again and again until nothing is left or somebody else leads; gives how much that was. */
    const all = async (once: () => Promise<number>, least = BATCH): Promise<number> => {
      let sum = 0;
      for (let more = true; more && mayGoOn(fence, signal); await clock.sleep(PAUSE_MS, signal)) {
        const count = await once();
        sum += count;
        more = count >= least;
      }
      return sum;
    };
    const now = clock.now();
    const old = { scope, before: now - KEEP_REQUESTS_MS, limit: BATCH };
    const requests = await all(() => store.forgetRequests(fence, old));
    if (keep === undefined) return { runs: 0, events: 0, requests };
    const before = now - keep.ms;
    const runs = await all(() => store.forgetRuns(fence, { scope, before, keepLast: keep.last, limit: BATCH }));
    await all(() => store.forgetBackfills(fence, { scope, before, limit: BATCH }), 1);
    const events = await all(() => store.forgetRunEvents(fence, { scope, before }), 1);
    return { runs, events, requests };
  };

  return {
    forget,
    async run(signal) {
      await clock.sleep(FIRST_LOOK_MS, signal);
      while (!signal.aborted) {
        const { fence } = lease;
        if (lease.held && fence !== undefined) {
          try {
            const { runs, events, requests } = await forget(fence, signal);
            if (runs + events + requests > 0)
              log.info('what is kept no longer is forgotten', { runs, events, requests });
          } catch (thrown) {
            const { code, message } = toOperatingError(thrown);
            log.warn('what is kept no longer could not be forgotten, trying again in an hour', { code, message });
          }
        }
        await clock.sleep(EVERY_MS, signal);
      }
    },
  };
}
