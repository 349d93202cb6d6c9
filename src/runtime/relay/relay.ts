import { toOperatingError } from '../errors.ts';
import type { RuntimeMetrics } from '../observe/index.ts';
import type { Bus, Clock, Lease, Log, Random, Store, Wake } from '../ports/index.ts';

export interface RelayDependencies {
  readonly store: Store;
  readonly bus: Bus;
  /** One process at a time publishes. */
  readonly lease: Pick<Lease, 'held'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: RuntimeMetrics;
  /** Nudged when events were written in this process. */
  readonly wake: Wake;
  /** The pause after an empty look, in milliseconds; default 500. It doubles once while looks stay empty. */
  readonly pollMs?: number;
  /** How often chains that have grown are told of in head records; default a minute. */
  readonly headsEveryMs?: number;
}

/**
 * Carries committed events to the bus: oldest first, in sequence per key, at least once. An event is
 * marked only after the bus has stored it, so a crash in between publishes it again under the same id.
 * Who publishes also has the store tell, once in a while, how far each chain has come.
 */
export interface Relay {
  /** Publishes one batch; returns how many events it held. Throws what store and bus throw. */
  relayBatch(): Promise<number>;
  /** Publishes until aborted; with the bus down it backs off and nothing is lost. */
  run(signal: AbortSignal): Promise<void>;
}

/** Events that the bus has, and that the store is being told of. */
interface Marking {
  readonly ids: ReadonlySet<string>;
  readonly done: Promise<void>;
}

const NONE: ReadonlySet<string> = new Set();
const BATCH = 1_000;
const POLL_MS = 500;
/** So many looks in a row that found nothing: nothing is going on, and half as many looks are enough. */
const AT_REST_AFTER = 10;
/** Where one was there, more are to come, perhaps of processes that do not nudge this one. */
const BUSY_POLL_MS = 100;
const HEADS_EVERY_MS = 60_000;
/** Chains that one transaction tells of. */
const HEADS_AT_ONCE = 5_000;
const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 5_000;

export function createRelay(deps: RelayDependencies): Relay {
  const { store, bus, lease, clock, random, log, metrics, wake } = deps;
  let opened = false;
  const headsEveryMs = deps.headsEveryMs ?? HEADS_EVERY_MS;

  let marking: Marking | undefined;

  /** Until the store has noted what was published last; throws what it throws. */
  const settle = async (): Promise<void> => {
    const { done } = marking ?? {};
    marking = undefined;
    await done;
  };

  /** A topic that holds nothing, of which events were published before, was deleted, or is on another bus: it gets them all. */
  const openFirst = async (): Promise<number> => {
    for (const topic of await bus.open()) {
      const again = await store.publishAgain(topic);
      if (again > 0)
        log.warn('a topic holds nothing of what was published before: all is published again', {
          topic,
          events: again,
        });
    }
    opened = true;
    return publishNext();
  };

  /** Publishes the next batch while the one before is being noted. */
  const publishNext = async (): Promise<number> => {
    // Always from the oldest on, never from where the last page ended: an event that was written before those may be
    // committed after them, and is to come before the later ones of its key.
    const noted = marking?.ids ?? NONE;
    const page = await store.unpublishedEvents(BATCH + noted.size);
    const events = page.filter(({ id }) => !noted.has(id)).slice(0, BATCH);
    const oldest = events[0];
    metrics.relayLag(oldest === undefined ? 0 : Math.max(0, clock.now() - oldest.at));
    if (!opened) return openFirst();
    if (oldest === undefined) return 0;
    await bus.publish(events);
    await settle();
    const ids = events.map(({ id }) => id);
    const done = store.markPublished(ids, clock.now());
    // It is waited for later, and until then nobody listens.
    done.catch(() => undefined);
    marking = { ids: new Set(ids), done };
    metrics.eventsPublished(events.length);
    return events.length;
  };

  const relayBatch = async (): Promise<number> => {
    const published = await publishNext();
    await settle();
    return published;
  };

  const recordHeads = async (): Promise<void> => {
    for (let told = HEADS_AT_ONCE; told === HEADS_AT_ONCE;) told = await store.recordHeads(HEADS_AT_ONCE, clock.now());
  };

  return {
    relayBatch,
    async run(signal) {
      let failures = 0;
      // Not at once: what lives shorter than that has nothing to tell that its events do not.
      let headsAt = clock.monotonic() + headsEveryMs;
      let emptyLooks = 0;
      while (!signal.aborted) {
        const pollMs = deps.pollMs ?? POLL_MS;
        let restMs = pollMs;
        try {
          if (lease.held && clock.monotonic() >= headsAt) {
            await recordHeads();
            headsAt = clock.monotonic() + headsEveryMs;
          }
          const published = lease.held ? await publishNext() : 0;
          if (!lease.held) metrics.relayLag(0);
          if (published === BATCH) restMs = 0;
          else await settle();
          emptyLooks = published > 0 ? 0 : emptyLooks + 1;
          if (published > 0) restMs = Math.min(restMs, BUSY_POLL_MS);
          else if (emptyLooks >= AT_REST_AFTER) restMs = 2 * pollMs;
          if (failures > 0) log.info('events are published again');
          failures = 0;
        } catch (thrown) {
          const error = toOperatingError(thrown);
          if (error.code.startsWith('BUS_')) opened = false;
          // What it does not note is published once more.
          await settle().catch(() => undefined);
          if (failures === 0 || error.code === 'INTERNAL') {
            log.warn('events wait to be published', { code: error.code, message: error.message });
          }
          const longest = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
          failures++;
          // A nudge must not cut the back-off short, so this does not wait on it.
          await clock.sleep(longest / 2 + (random.fraction() * longest) / 2, signal);
          continue;
        }
        if (restMs > 0) await wake.wait(restMs, signal);
      }
      await settle().catch(() => undefined);
    },
  };
}
