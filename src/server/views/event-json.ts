import type { EventIndexState, EventRecord } from '../../runtime/index.ts';
import { isoTime, isoTimeOrNull } from './format-version.ts';

/** An event as people and programs see it (schemas/events.schema.json). */
export interface EventJson {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  /** From the event's data; null for events of no single pipeline. */
  readonly pipeline: string | null;
  readonly run: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly hash: string;
  readonly previousHash: string;
  readonly publishedAt: string | null;
}

/** The published form of an event; nothing of it is left out, so that its hash can be checked. */
export function toEventJson(event: EventRecord): EventJson {
  const { pipeline, run } = event.data;
  return {
    id: event.id,
    topic: event.topic,
    key: event.key,
    sequence: event.sequence,
    type: event.type,
    at: isoTime(event.at),
    pipeline: typeof pipeline === 'string' ? pipeline : null,
    run: typeof run === 'string' ? run : null,
    data: event.data,
    hash: event.hash,
    previousHash: event.previousHash,
    publishedAt: isoTimeOrNull(event.publishedAt),
  };
}

/** How far the index of the bus has come that a list of events was found in. */
export interface EventIndexJson {
  readonly state: EventIndexState['state'];
  /** With `unusable`: why, for people; else null. */
  readonly trouble: string | null;
  /** Records of the bus that were read, of so many. */
  readonly read: number;
  readonly total: number;
  /** When all that the bus held was in it; null = not since the server was started. */
  readonly asOf: string | null;
  readonly notices: readonly {
    readonly kind: string;
    readonly topic: string;
    readonly message: string;
    readonly at: string;
  }[];
}

/** Null where events come from the store alone. */
export function toEventIndexJson(index: EventIndexState | undefined): EventIndexJson | null {
  if (index === undefined) return null;
  const { state, trouble = null, read, total, asOf, notices } = index;
  const told = notices.map(({ kind, topic, message, at }) => ({ kind, topic, message, at: isoTime(at) }));
  return { state, trouble, read, total, asOf: isoTimeOrNull(asOf), notices: told };
}
