import type { EventRecord } from '../../runtime/index.ts';
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
