import type { Page, RunFilter, RunRecord } from '../../ports/index.ts';
import { readPageCursor, writePageCursor } from '../page-cursor.ts';
import type { Reader } from '../transaction.ts';
import { withAttempts } from './with-attempts.ts';

/** Runs by when they were recorded, newest first. Throws INVALID_REQUEST for a foreign cursor. */
export async function listRuns(db: Reader, filter: RunFilter): Promise<Page<RunRecord>> {
  const after = filter.cursor === undefined ? undefined : readPageCursor(filter.cursor);
  let query = db.selectFrom('sluice_run').selectAll();
  if (filter.project !== undefined) query = query.where('project', '=', filter.project);
  if (filter.environment !== undefined) query = query.where('environment', '=', filter.environment);
  if (filter.pipeline !== undefined) query = query.where('pipeline', '=', filter.pipeline);
  if (filter.states !== undefined && filter.states.length > 0) query = query.where('state', 'in', filter.states);
  if (after !== undefined) {
    query = query.where((where) =>
      where.or([
        where('created_at', '<', after.number),
        where.and([where('created_at', '=', after.number), where('id', '<', after.id)]),
      ]),
    );
  }
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const shown = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? shown.at(-1) : undefined;
  const items = await withAttempts(db, shown);
  return last === undefined
    ? { items }
    : { items, nextCursor: writePageCursor({ number: last.created_at, id: last.id }) };
}
