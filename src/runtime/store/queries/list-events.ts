import { type ExpressionBuilder, type ExpressionWrapper, sql, type SqlBool } from 'kysely';
import type { EventFilter, EventRecord, Page } from '../../ports/index.ts';
import { readPageCursor, writePageCursor } from '../page-cursor.ts';
import { toEventRecord } from '../records.ts';
import type { StoreSchema } from '../schema.ts';
import type { Reader } from '../transaction.ts';

type Where = ExpressionBuilder<StoreSchema, 'sluice_event'>;

/** A page of events. Throws INVALID_REQUEST for a foreign cursor. */
export async function listEvents(db: Reader, filter: EventFilter): Promise<Page<EventRecord>> {
  const after = filter.cursor === undefined ? undefined : readPageCursor(filter.cursor);
  const ascending = filter.oldestFirst === true;
  let query = db.selectFrom('sluice_event').selectAll();
  query = query.where((where) => where.and(conditions(where, filter)));
  if (after !== undefined) query = query.where('position', ascending ? '>' : '<', after.number);
  const rows = await query
    .orderBy('position', ascending ? 'asc' : 'desc')
    .limit(filter.limit + 1)
    .execute();
  const shown = rows.slice(0, filter.limit);
  const items = shown.map(toEventRecord);
  const last = rows.length > filter.limit ? shown.at(-1) : undefined;
  return last === undefined
    ? { items }
    : { items, nextCursor: writePageCursor({ number: last.position, id: last.id }) };
}

function conditions(where: Where, filter: EventFilter): ExpressionWrapper<StoreSchema, 'sluice_event', SqlBool>[] {
  const { topic, project, environment, pipeline, types, actor, since, until } = filter;
  return [
    ...(topic === undefined ? [] : [where('topic', '=', topic)]),
    ...(project === undefined ? [] : [where('project', '=', project)]),
    ...(environment === undefined ? [] : [where('environment', '=', environment)]),
    ...(pipeline === undefined ? [] : [where('pipeline', '=', pipeline)]),
    ...(since === undefined ? [] : [where('at', '>=', since)]),
    ...(until === undefined ? [] : [where('at', '<', until)]),
    ...(types === undefined ? [] : [where.or(types.map((type) => ofType(where, type)))]),
    ...(actor === undefined ? [] : [byActor(where, actor)]),
  ];
}

function ofType(where: Where, type: string): ExpressionWrapper<StoreSchema, 'sluice_event', SqlBool> {
  if (!type.endsWith('*')) return where('type', '=', type);
  const start = type.slice(0, -1);
  return where(sql`substr(${sql.ref('type')}, 1, ${start.length})`, '=', start);
}

/** The document is canonical: in no string of it does a quote stand alone, so that this text is the member and its value. */
function byActor(where: Where, actor: string): ExpressionWrapper<StoreSchema, 'sluice_event', SqlBool> {
  const member = `"actor":${JSON.stringify(actor)}`;
  return where(sql`instr(${sql.ref('data')}, ${member})`, '>', 0);
}
