import { say, type Message } from '../../message/index.ts';
import type { HeldDeletesJson, RestorableJson } from '../../server/index.ts';
import { ago, until } from './moments.ts';
import { renderTable } from './table.ts';

type Words = (message: Message) => string;

/** Deletes that wait for a person, and why they do. */
export function heldText({ items, digest }: HeldDeletesJson, now: number, words: Words): readonly string[] {
  if (items.length === 0) return [words(say`no delete waits for a yes`)];
  const reasons = new Map(items.map(({ reason }) => [reason.code, reason.message]));
  return [
    renderTable(
      ['PIPELINE', 'HELD', 'WHY'],
      items.map(({ pipeline, since, reason }) => [pipeline, ago(Date.parse(since), now), reason.code]),
    ),
    ...[...reasons].map(([code, message]) => `${code}: ${message}`),
    words(say`held set: ${digest}`),
  ];
}

/** Deleted pipelines that can be restored. */
export function restorableText({ items }: RestorableJson, now: number, words: Words): readonly string[] {
  if (items.length === 0) return [words(say`nothing was deleted that can be restored`)];
  return [
    renderTable(
      ['PIPELINE', 'DELETED', 'GONE FOR GOOD'],
      items.map(({ pipeline, deletedAt, restorableUntil }) => [
        pipeline,
        ago(Date.parse(deletedAt), now),
        restorableUntil === null ? '-' : until(Date.parse(restorableUntil), now),
      ]),
    ),
  ];
}
