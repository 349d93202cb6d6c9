import { AUDIT_TOPIC, RUNS_TOPIC, type ChainHead, type EventRecord, type Topic } from '../ports/index.ts';

/** An event as others have it: without when it was published. */
export type PublishedEvent = Omit<EventRecord, 'publishedAt'>;

/** The event in a value that somebody else has kept: as it was published, or as the API gives it. Undefined = it is none. */
export function readEvent(value: unknown): PublishedEvent | undefined {
  if (!isObject(value)) return undefined;
  const { id, topic, key, sequence, type, data, previousHash, hash } = value;
  const at = timeOf(value['at']);
  if (!isTopic(topic) || !isObject(data) || at === undefined) return undefined;
  if (typeof sequence !== 'number' || !Number.isSafeInteger(sequence) || sequence < 1) return undefined;
  if (typeof id !== 'string' || typeof key !== 'string' || typeof type !== 'string') return undefined;
  if (typeof previousHash !== 'string' || typeof hash !== 'string') return undefined;
  return { id, topic, key, sequence, type, at, data, previousHash, hash };
}

/** What a head record tells of its own topic and of the other one. Its hash was checked: what it has no words for is a newer version's. */
export function readHeads(event: PublishedEvent): {
  readonly heads: readonly ChainHead[];
  readonly beside: { readonly topic: Topic; readonly sequence: number; readonly hash: string } | undefined;
} {
  const { heads, beside } = event.data;
  return {
    heads: Array.isArray(heads) ? heads.filter(isHead) : [],
    beside:
      isObject(beside) && isTopic(beside['topic']) && isPlace(beside)
        ? { ...beside, topic: beside['topic'] }
        : undefined,
  };
}

function isHead(head: unknown): head is ChainHead {
  return isObject(head) && typeof head['key'] === 'string' && typeof head['after'] === 'number' && isPlace(head);
}

function isPlace(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & { readonly sequence: number; readonly hash: string } {
  return typeof value['sequence'] === 'number' && typeof value['hash'] === 'string';
}

function isTopic(value: unknown): value is Topic {
  return value === AUDIT_TOPIC || value === RUNS_TOPIC;
}

/** Milliseconds; the API writes them as ISO 8601. */
function timeOf(at: unknown): number | undefined {
  const time = typeof at === 'string' ? Date.parse(at) : at;
  return typeof time === 'number' && Number.isSafeInteger(time) ? time : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
