import { createHash } from 'node:crypto';
import type { PublishedEvent, TopicRecord } from './read-topic.ts';

/**
 * What is wrong with published records, in words: per key, in the order read and without repeats of an id, the
 * sequence counts from 1 without gaps, each hash is that of its content, and each names the one before. Written
 * from the documentation of the events, not with the code that makes them.
 */
export function brokenChains(records: readonly TopicRecord[]): readonly string[] {
  const problems: string[] = [];
  const last = new Map<string, PublishedEvent>();
  const ids = new Set<string>();
  for (const { key, id, type, event } of records) {
    if (key !== event.key || id !== event.id || type !== event.type) problems.push(`${id}: key or headers differ`);
    if (ids.has(id)) continue;
    ids.add(id);
    const before = last.get(key);
    const name = `${key} ${event.sequence} ${type}`;
    if (event.sequence !== (before?.sequence ?? 0) + 1) problems.push(`${name} after ${before?.sequence ?? 0}`);
    if (event.previousHash !== (before?.hash ?? '0'.repeat(64))) problems.push(`${name}: hangs on another event`);
    if (event.hash !== hashOf(event)) problems.push(`${name}: its content is not what was hashed`);
    last.set(key, event);
  }
  return problems;
}

/** Records of each id, when there are several of it. */
export function repeated(records: readonly TopicRecord[]): readonly string[] {
  const seen = new Set<string>();
  return records.map(({ id }) => id).filter((id) => seen.has(id) || !seen.add(id));
}

function hashOf({ topic, key, sequence, type, at, data, previousHash }: PublishedEvent): string {
  const text = sortedJson({ topic, key, sequence, type, at, data, previousHash });
  return createHash('sha256').update(text).digest('hex');
}

/** JSON with the keys of every object in order, and no spaces. */
function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${sortedJson(member)}`).join(',')}}`;
}
