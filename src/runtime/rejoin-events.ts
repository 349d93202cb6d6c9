import { hashEvent, readEvent } from './audit/index.ts';
import type { ChainEnd, Store } from './ports/index.ts';
import { eventsOf, type EventLog, type VerifyLogOptions } from './verify-event-log.ts';

/** A chain that cannot be gone on with: the store and the bus have different events of one sequence. */
export type ForkedChain = Pick<ChainEnd, 'topic' | 'key' | 'sequence'>;

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
  store: Pick<Store, 'chainEnds' | 'rejoinChains'>,
  actor: string,
  options: Pick<VerifyLogOptions, 'clock' | 'random' | 'log'>,
): Promise<RejoinedEvents> {
  const own = new Map((await store.chainEnds()).map((end) => [nameOf(end), end]));
  const onBus = new Map<string, ChainEnd>();
  const forked = new Map<string, ForkedChain>();
  for await (const { value } of await eventsOf(place, options)) {
    const event = readEvent(value);
    // What was changed there is no end to go on from; `events --verify` names it.
    if (event === undefined || hashEvent(event) !== event.hash) continue;
    const { topic, key, sequence, hash } = event;
    const name = nameOf(event);
    const end = own.get(name);
    if (end?.sequence === sequence && end.hash !== hash) forked.set(name, { topic, key, sequence });
    if (sequence > (onBus.get(name)?.sequence ?? 0)) onBus.set(name, { topic, key, sequence, hash });
  }
  if (forked.size > 0) return { rejoined: 0, forked: [...forked.values()] };
  const later = [...onBus.values()].filter((end) => end.sequence > (own.get(nameOf(end))?.sequence ?? 0));
  return { rejoined: await store.rejoinChains(later, actor, options.clock.now()), forked: [] };
}

function nameOf({ topic, key }: Pick<ChainEnd, 'topic' | 'key'>): string {
  return `${topic} ${key}`;
}
