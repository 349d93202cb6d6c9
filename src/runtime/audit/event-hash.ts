import { createHash } from 'node:crypto';
import type { EventRecord } from '../ports/index.ts';
import { canonicalJson } from '../../compiler/index.ts';

/** The previous hash of the first event of a chain. */
export const CHAIN_START = '0'.repeat(64);

/** What the hash of an event covers. */
export type HashedEvent = Pick<EventRecord, 'topic' | 'key' | 'sequence' | 'type' | 'at' | 'data' | 'previousHash'>;

/**
 * SHA-256, in hex, over the canonical JSON of topic, key, sequence, type, at, data and the hash before.
 * Anyone who has the events can recompute it: a removed, changed or reordered one shows.
 *
 * @param data Canonical JSON of the data, where the caller has it.
 */
export function hashEvent(event: HashedEvent, data = canonicalJson(event.data)): string {
  const { topic, key, sequence, type, at, previousHash } = event;
  // Members in the order of canonical JSON, so that the data is written down once.
  const place = `"previousHash":${canonicalJson(previousHash)},"sequence":${canonicalJson(sequence)}`;
  const kind = `"topic":${canonicalJson(topic)},"type":${canonicalJson(type)}`;
  return createHash('sha256')
    .update(`{"at":${canonicalJson(at)},"data":${data},"key":${canonicalJson(key)},${place},${kind}}`)
    .digest('hex');
}

/**
 * The id of an event, by which readers drop repeats: it follows from the content, so that a transaction
 * that is repeated after an unclear commit cannot give one fact two ids.
 */
export function eventId(hash: string): string {
  return hash.slice(0, 32);
}
