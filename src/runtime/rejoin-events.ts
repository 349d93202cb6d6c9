import { hashEvent, readEvent } from './audit/index.ts';
import type { ChainEnd, Store } from './ports/index.ts';
import { eventsOf, type EventLog, type VerifyLogOptions } from './verify-event-log.ts';

/** A chain that cannot be gone on with: the first sequence of which the store and the bus have different events. */
export type ForkedChain = Pick<ChainEnd, 'topic' | 'key' | 'sequence'>;

/** Events that the store is asked for in one go. */
const COMPARED_AT_ONCE = 1_000;

/** What became of the chains of a store that was put back. */
export interface RejoinedEvents {
  /** Chains that go on behind what the bus has. */
  readonly rejoined: number;
  /** Of those that could not, where. With any of them nothing was done. */
  readonly forked: readonly ForkedChain[];
}

/**
 * After a backup was put back: lets the store's chains go on where the bus has them, so that nothing is published under a sequence
 * that is taken. Before a daemon has written, which would fork them. Throws what reading the bus and the store throws.
 */
export async function rejoinEvents(
  place: EventLog,
  store: Pick<Store, 'chainEnds' | 'unlikeEvents' | 'rejoinChains'>,
  actor: string,
  options: Pick<VerifyLogOptions, 'clock' | 'random' | 'log'>,
): Promise<RejoinedEvents> {
  const own = new Map((await store.chainEnds()).map((end) => [nameOf(end), end]));
  const onBus = new Map<string, ChainEnd>();
  const forked = new Map<string, ForkedChain>();
  const fork = ({ topic, key, sequence }: ForkedChain): void => {
    const name = nameOf({ topic, key });
    if (sequence < (forked.get(name)?.sequence ?? Number.POSITIVE_INFINITY)) forked.set(name, { topic, key, sequence });
  };
  let toCompare: ChainEnd[] = [];
  const compare = async (): Promise<void> => {
    for (const event of await store.unlikeEvents(toCompare)) fork(event);
    toCompare = [];
  };
  for await (const { value } of await eventsOf(place, options)) {
    const event = readEvent(value);
    // What was changed there is no end to go on from; `events --verify` names it.
    if (event === undefined || hashEvent(event) !== event.hash) continue;
    const { topic, key, sequence, hash, previousHash } = event;
    const name = nameOf(event);
    const end = own.get(name);
    if (end !== undefined) {
      // the store's end itself may be gone from the bus, or from the store
      if (sequence === end.sequence && hash !== end.hash) fork(event);
      if (sequence === end.sequence + 1 && previousHash !== end.hash) fork(event);
      if (sequence < end.sequence && toCompare.push({ topic, key, sequence, hash }) >= COMPARED_AT_ONCE)
        await compare();
    }
    if (sequence > (onBus.get(name)?.sequence ?? 0)) onBus.set(name, { topic, key, sequence, hash });
  }
  await compare();
  if (forked.size > 0) return { rejoined: 0, forked: [...forked.values()] };
  const later = [...onBus.values()].filter((end) => end.sequence > (own.get(nameOf(end))?.sequence ?? 0));
  return { rejoined: await store.rejoinChains(later, actor, options.clock.now()), forked: [] };
}

function nameOf({ topic, key }: Pick<ChainEnd, 'topic' | 'key'>): string {
  return `${topic} ${key}`;
}
