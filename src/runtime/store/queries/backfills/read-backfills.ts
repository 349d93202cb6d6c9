import type {
  BackfillFilter,
  BackfillFire,
  BackfillRecord,
  DeploymentKey,
  Page,
  RunState,
  Scope,
} from '../../../ports/index.ts';
import { readPageCursor, writePageCursor } from '../../page-cursor.ts';
import type { Reader } from '../../transaction.ts';
import { formerNames } from '../former-names.ts';
import { withCounts } from './backfill-records.ts';

export async function getBackfill(db: Reader, id: string): Promise<BackfillRecord | undefined> {
  const rows = await db.selectFrom('sluice_backfill').selectAll().where('id', '=', id).execute();
  return (await withCounts(db, rows))[0];
}

/** Newest first. Throws INVALID_REQUEST for a foreign cursor. */
export async function listBackfills(db: Reader, filter: BackfillFilter): Promise<Page<BackfillRecord>> {
  const { project, environment, pipeline, states = [], limit, cursor } = filter;
  const after = cursor === undefined ? undefined : readPageCursor(cursor);
  let query = db
    .selectFrom('sluice_backfill')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment);
  if (pipeline !== undefined) query = query.where('pipeline', '=', pipeline);
  if (states.length > 0) query = query.where('state', 'in', states);
  if (after !== undefined)
    query = query.where((where) =>
      where.or([
        where('created_at', '<', after.number),
        where.and([where('created_at', '=', after.number), where('id', '<', after.id)]),
      ]),
    );
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const items = await withCounts(db, shown);
  return last === undefined
    ? { items }
    : { items, nextCursor: writePageCursor({ number: last.created_at, id: last.id }) };
}

/** Those with something to hand out or to look after, oldest first. */
export async function openBackfills(db: Reader, scope: Scope): Promise<readonly BackfillRecord[]> {
  const rows = await openOf(db, scope).selectAll().orderBy('created_at').orderBy('id').execute();
  return withCounts(db, rows);
}

/** Runs that backfills have handed out and that are not over, as far as it was looked. */
export async function backfillRuns(db: Reader, scope: Scope): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('sluice_backfill_fire')
    .select('run_id')
    .where('standing', '=', 'open')
    .where('backfill_id', 'in', openOf(db, scope).select('id'))
    .execute();
  return new Set(rows.map(({ run_id: id }) => id));
}

function openOf(db: Reader, { project, environment }: Scope) {
  return db
    .selectFrom('sluice_backfill')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('is_open', 'in', [1, 2]);
}

/** Fires to run once more that are looked at together: as many as run at a time at most. */
const LOOKED_AT = 100;

/** What is handed out and not over, and the next of what is to run once more; oldest fire first. */
export async function openBackfillFires(db: Reader, id: string): Promise<readonly BackfillFire[]> {
  const row = await db.selectFrom('sluice_backfill').select('fire_order').where('id', '=', id).executeTakeFirst();
  const direction = row?.fire_order === 'newest-first' ? 'desc' : 'asc';
  const open = await ofStanding(db, id, 'open').execute();
  const again = await ofStanding(db, id, 'again').orderBy('f.fire_time', direction).limit(LOOKED_AT).execute();
  return [...open, ...again]
    .toSorted((left, right) => left.fire_time - right.fire_time)
    .map(({ fire_time: fireTime, run_id: runId, standing, state }) => ({
      fireTime,
      runId,
      // `as` because only this store writes the columns
      standing: standing as BackfillFire['standing'],
      runState: (state ?? undefined) as RunState | undefined,
    }));
}

/** Runs that a backfill has handed out, or whose end it waits for, and that are not known to be over. */
export async function openRunIds(db: Reader, id: string): Promise<readonly string[]> {
  const rows = await ofStanding(db, id, 'open').execute();
  return rows.map(({ run_id: runId }) => runId);
}

/** Runs that a backfill has made or given one more attempt, and that are not known to be over. */
export async function ownOpenRuns(
  db: Reader,
  id: string,
): Promise<readonly { readonly runId: string; readonly runState: RunState }[]> {
  const rows = await ofStanding(db, id, 'open').where('f.is_own', '=', 1).execute();
  return rows.flatMap(({ run_id: runId, state }) =>
    // `as` because only this store writes the column
    state === null ? [] : [{ runId, runState: state as RunState }],
  );
}

function ofStanding(db: Reader, id: string, standing: BackfillFire['standing']) {
  return db
    .selectFrom('sluice_backfill_fire as f')
    .leftJoin('sluice_run as r', 'r.id', 'f.run_id')
    .select(['f.fire_time', 'f.run_id', 'f.standing', 'r.state'])
    .where('f.backfill_id', '=', id)
    .where('f.standing', '=', standing);
}

/** The newest backfill that has handed out a run. */
export async function backfillOfRun(db: Reader, runId: string): Promise<BackfillRecord | undefined> {
  const row = await db
    .selectFrom('sluice_backfill_fire as f')
    .innerJoin('sluice_backfill as b', 'b.id', 'f.backfill_id')
    .select('b.id')
    .where('f.run_id', '=', runId)
    .orderBy('b.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : getBackfill(db, row.id);
}

/** How many fires of a pipeline are on record from `from` up to and at `to`, also under names that it had before. */
export async function recordedFires(
  db: Reader,
  key: DeploymentKey,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  const former = await formerNames(db, key);
  const { fires } = await db
    .selectFrom('sluice_run')
    .select(({ fn }) => fn.count<number>('fire_time').distinct().as('fires'))
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', 'in', [...new Set([key.pipeline, ...former.map(({ name }) => name)])])
    .where('fire_time', '>=', from)
    .where('fire_time', '<=', to)
    .where((where) =>
      where.or([
        where('pipeline', '=', key.pipeline),
        ...former.map(({ name, after, until }) =>
          where.and([
            where('pipeline', '=', name),
            where('created_at', '<=', until),
            // -Infinity is no number of a database
            ...(Number.isFinite(after) ? [where('created_at', '>', after)] : []),
          ]),
        ),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(fires);
}
