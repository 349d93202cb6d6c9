import type { EventFilter, EventRecord, Page } from '../../ports/index.ts';
import { readPageCursor, writePageCursor } from '../page-cursor.ts';
import { toEventRecord } from '../records.ts';
import type { Reader } from '../transaction.ts';

/** Events, newest first. Throws INVALID_REQUEST for a foreign cursor. */
export async function listEvents(db: Reader, filter: EventFilter): Promise<Page<EventRecord>> {
  const { topic, project, environment, pipeline } = filter;
  const after = filter.cursor === undefined ? undefined : readPageCursor(filter.cursor);
  let query = db.selectFrom('sluice_event').selectAll();
  if (topic !== undefined) query = query.where('topic', '=', topic);
  if (project !== undefined) query = query.where('project', '=', project);
  if (environment !== undefined) query = query.where('environment', '=', environment);
  if (pipeline !== undefined) query = query.where('pipeline', '=', pipeline);
  if (after !== undefined) query = query.where('position', '<', after.number);
  const rows = await query
    .orderBy('position', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const shown = rows.slice(0, filter.limit);
  const items = shown.map(toEventRecord);
  const last = rows.length > filter.limit ? shown.at(-1) : undefined;
  return last === undefined
    ? { items }
    : { items, nextCursor: writePageCursor({ number: last.position, id: last.id }) };
}
