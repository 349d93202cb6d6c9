import { FINAL_RUN_STATES, type DeploymentKey, type Forgetting } from '../../ports/index.ts';
import type { Reader, Transaction } from '../transaction.ts';

/**
 * Removes runs of long ago, pipeline by pipeline, each from its earliest fire on. Runs of ranges of cursor values, which stand before
 * 1970 and for no fire, hold up none of these, and go by their own end.
 */
export async function forgetRuns({ db }: Transaction, forgetting: Forgetting): Promise<number> {
  const { scope, before, limit } = forgetting;
  const pipelines = await db
    .selectFrom('sluice_run')
    .select('pipeline')
    .where('project', '=', scope.project)
    .where('environment', '=', scope.environment)
    .where('created_at', '<', before)
    .groupBy('pipeline')
    .orderBy('pipeline')
    .execute();
  let forgotten = 0;
  for (const { pipeline } of pipelines) {
    if (forgotten >= limit) break;
    forgotten += await forgetOf(db, { ...scope, pipeline }, { ...forgetting, limit: limit - forgotten });
  }
  return forgotten;
}

async function forgetOf(db: Reader, key: DeploymentKey, forgetting: Forgetting): Promise<number> {
  const keptFrom = await firstKeptFire(db, key, forgetting);
  if (keptFrom === undefined) return 0;
  const rows = await ofPipeline(db, key)
    .select(['id', 'trigger_kind'])
    .where('fire_time', '<', keptFrom)
    .where((where) =>
      where.or([
        where('fire_time', '>=', 0),
        where.and([where('state', 'in', FINAL_RUN_STATES), where('finished_at', '<', forgetting.before)]),
      ]),
    )
    .orderBy('fire_time')
    .limit(forgetting.limit + 1)
    .execute();
  const started = rows.some(({ trigger_kind: trigger }) => trigger === 'upstream');
  const spared = started ? await lastStarted(db, key) : undefined;
  const ids = rows.flatMap(({ id }) => (id === spared ? [] : [id])).slice(0, forgetting.limit);
  if (ids.length === 0) return 0;
  await db.deleteFrom('sluice_attempt').where('run_id', 'in', ids).execute();
  await db.deleteFrom('sluice_run').where('id', 'in', ids).execute();
  return ids.length;
}

/** The fire from which on all runs stay: the earliest that is not over long ago, or the first of the last ones. */
async function firstKeptFire(
  db: Reader,
  key: DeploymentKey,
  { before, keepLast }: Forgetting,
): Promise<number | undefined> {
  const last = await ofPipeline(db, key)
    .select('fire_time')
    .where('fire_time', '>=', 0)
    .orderBy('fire_time', 'desc')
    .limit(1)
    .offset(keepLast - 1)
    .executeTakeFirst();
  if (last === undefined) return undefined;
  const young = await ofPipeline(db, key)
    .select('fire_time')
    .where('fire_time', '>=', 0)
    .where((where) =>
      where.or([
        where('state', 'not in', FINAL_RUN_STATES),
        where('finished_at', 'is', null),
        where('finished_at', '>=', before),
      ]),
    )
    .orderBy('fire_time')
    .limit(1)
    .executeTakeFirst();
  return Math.min(last.fire_time, young?.fire_time ?? last.fire_time);
}

/** The last run that an upstream has started: without it the pipeline would be started for the same fire once more. */
async function lastStarted(db: Reader, key: DeploymentKey): Promise<string | undefined> {
  const row = await ofPipeline(db, key)
    .select('id')
    .where('trigger_kind', '=', 'upstream')
    .orderBy('fire_time', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

function ofPipeline(db: Reader, { project, environment, pipeline }: DeploymentKey) {
  return db
    .selectFrom('sluice_run')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline);
}
