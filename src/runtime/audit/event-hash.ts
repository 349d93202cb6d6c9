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
 */
export function hashEvent(event: HashedEvent): string {
  const { topic, key, sequence, type, at, data, previousHash } = event;
  return createHash('sha256')
    .update(canonicalJson({ topic, key, sequence, type, at, data, previousHash }))
    .digest('hex');
}

/**
 * The id of an event, by which readers drop repeats: it follows from the content, so that a transaction
 * that is repeated after an unclear commit cannot give one fact two ids.
 */
export function eventId(hash: string): string {
  return hash.slice(0, 32);
}
