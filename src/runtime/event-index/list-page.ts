import { OperatingError } from '../errors.ts';
import type { EventFilter, EventRecord, Page, Topic } from '../ports/index.ts';

interface Row {
  readonly id: string;
  readonly topic: Topic;
  readonly event_key: string;
  readonly sequence: number;
  readonly type: string;
  readonly at: number;
  readonly moment: number;
  readonly data: string;
  readonly previous_hash: string;
  readonly hash: string;
  readonly published_at: number | null;
}

type Value = string | number;
interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** A page of the index, which holds one environment only. Throws INVALID_REQUEST for a foreign cursor. */
export function pageOf(
  filter: EventFilter,
  all: (sql: string, values: readonly Value[]) => readonly unknown[],
): Page<EventRecord> {
  const ascending = filter.oldestFirst === true;
  const conditions = [...conditionsOf(filter), ...after(filter.cursor, ascending)];
  const where = conditions.length === 0 ? '' : `where ${conditions.map(({ sql }) => sql).join(' and ')}`;
  const order = ['moment', 'sequence', 'id'].map((column) => `${column} ${ascending ? 'asc' : 'desc'}`).join(', ');
  const values = conditions.flatMap((condition) => condition.values);
  const sql = `select * from event ${where} order by ${order} limit ?`;
  const rows = all(sql, [...values, filter.limit + 1]) as readonly Row[]; // of the table above
  const shown = rows.slice(0, filter.limit);
  const items = shown.map(toEvent);
  const last = rows.length > filter.limit ? shown.at(-1) : undefined;
  return last === undefined ? { items } : { items, nextCursor: writeCursor(last) };
}

/** True for a cursor that a list of the index gave out, and not the store. */
export function isIndexCursor(cursor: string): boolean {
  return textOf(cursor).startsWith('i ');
}

function conditionsOf({ topic, pipeline, types, actor, since, until }: EventFilter): readonly Condition[] {
  return [
    ...(topic === undefined ? [] : [{ sql: 'topic = ?', values: [topic] }]),
    ...(pipeline === undefined ? [] : [{ sql: 'pipeline = ?', values: [pipeline] }]),
    // The moment is never before it, and is what the index is sorted by.
    ...(since === undefined ? [] : [{ sql: 'moment >= ? and at >= ?', values: [since, since] }]),
    ...(until === undefined ? [] : [{ sql: 'at < ?', values: [until] }]),
    ...(types === undefined ? [] : [oneOf(types.map(ofType))]),
    ...(actor === undefined ? [] : [{ sql: 'actor = ?', values: [actor] }]),
  ];
}

function oneOf(conditions: readonly Condition[]): Condition {
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' or ')})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

function ofType(type: string): Condition {
  if (!type.endsWith('*')) return { sql: 'type = ?', values: [type] };
  const start = type.slice(0, -1);
  return { sql: 'substr(type, 1, ?) = ?', values: [start.length, start] };
}

function after(cursor: string | undefined, ascending: boolean): readonly Condition[] {
  if (cursor === undefined) return [];
  const [, moment, sequence, id] = /^i (-?\d{1,16}) (\d{1,16}) ([0-9a-f]+)$/.exec(textOf(cursor)) ?? [];
  if (moment === undefined || sequence === undefined || id === undefined)
    throw new OperatingError('INVALID_REQUEST', 'the cursor of the list is not one this server gave out', {
      retryable: false,
      help: 'leave the cursor out to start from the newest',
    });
  const sql = `(moment, sequence, id) ${ascending ? '>' : '<'} (?, ?, ?)`;
  return [{ sql, values: [Number(moment), Number(sequence), id] }];
}

function writeCursor({ moment, sequence, id }: Row): string {
  return Buffer.from(`i ${moment} ${sequence} ${id}`).toString('base64url');
}

function textOf(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString();
}

function toEvent(row: Row): EventRecord {
  return {
    id: row.id,
    topic: row.topic,
    key: row.event_key,
    sequence: row.sequence,
    type: row.type,
    at: row.at,
    // What was written is an object: only events are.
    data: JSON.parse(row.data) as EventRecord['data'],
    previousHash: row.previous_hash,
    hash: row.hash,
    publishedAt: row.published_at ?? undefined,
  };
}
