import type { Page, RunFilter, RunRecord } from '../../ports/index.ts';
import { readPageCursor, writePageCursor, type PagePlace } from '../page-cursor.ts';
import type { RunTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';
import { formerNames, type FormerName } from './former-names.ts';
import { withAttempts } from './with-attempts.ts';

/** Runs by when they were recorded, newest first. Throws INVALID_REQUEST for a foreign cursor. */
export async function listRuns(db: Reader, filter: RunFilter): Promise<Page<RunRecord>> {
  const after = filter.cursor === undefined ? undefined : readPageCursor(filter.cursor);
  const rows = [...(await newestRows(db, filter, after))];
  const former = await formerNamesOf(db, filter);
  // each name by its own index; one condition for all of them would sort everything that they ever ran
  for (const name of former) rows.push(...(await newestRows(db, filter, after, name)));
  if (former.length > 0) rows.sort((a, b) => b.created_at - a.created_at || (a.id < b.id ? 1 : -1));
  const shown = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? shown.at(-1) : undefined;
  const items = await withAttempts(db, shown);
  return last === undefined
    ? { items }
    : { items, nextCursor: writePageCursor({ number: last.created_at, id: last.id }) };
}

async function formerNamesOf(db: Reader, filter: RunFilter): Promise<readonly FormerName[]> {
  const { project, environment, pipeline } = filter;
  if (project === undefined || environment === undefined || pipeline === undefined) return [];
  return formerNames(db, { project, environment, pipeline });
}

async function newestRows(
  db: Reader,
  filter: RunFilter,
  after: PagePlace | undefined,
  former?: FormerName,
): Promise<readonly RunTable[]> {
  const pipeline = former?.name ?? filter.pipeline;
  let query = db.selectFrom('sluice_run').selectAll();
  if (filter.project !== undefined) query = query.where('project', '=', filter.project);
  if (filter.environment !== undefined) query = query.where('environment', '=', filter.environment);
  if (pipeline !== undefined) query = query.where('pipeline', '=', pipeline);
  if (filter.states !== undefined && filter.states.length > 0) query = query.where('state', 'in', filter.states);
  if (filter.trigger !== undefined) query = query.where('trigger_kind', '=', filter.trigger);
  if (former !== undefined) {
    query = query.where('created_at', '<=', former.until);
    if (Number.isFinite(former.after)) query = query.where('created_at', '>', former.after);
  }
  if (after !== undefined) {
    query = query.where((where) =>
      where.or([
        where('created_at', '<', after.number),
        where.and([where('created_at', '=', after.number), where('id', '<', after.id)]),
      ]),
    );
  }
  return query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute();
}
