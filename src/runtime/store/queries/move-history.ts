import { OPEN_RUN_STATES, type DeploymentKey, type RunState } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { runEvent } from '../events/run-event.ts';
import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import type { Application } from './apply-changes.ts';
import { pauseOf } from './pause-of.ts';
import { putConditions, removeConditions } from './set-conditions.ts';

/**
 * What goes with a pipeline to its new name: its open runs, its cursor, and which runs that are over are its own.
 * The deployment of the old name is locked already; runs are locked before the cursor, as by what ends them.
 */
export async function moveHistory(
  transaction: Transaction,
  from: DeploymentKey,
  to: DeploymentKey,
  { actor, now }: Pick<Application, 'actor' | 'now'>,
): Promise<void> {
  await moveOpenRuns(transaction, from, to, { actor, now });
  await moveCursorRow(transaction, from, to);
  await movePause(transaction, from, to);
  await moveBackfills(transaction, from, to);
  await rememberName(transaction, from, to, now);
}

/** A fire that the new name has on record too, from an earlier life, ends under the old one: one fire is one run. */
async function moveOpenRuns(
  transaction: Transaction,
  from: DeploymentKey,
  to: DeploymentKey,
  { actor, now }: Pick<Application, 'actor' | 'now'>,
): Promise<void> {
  const { db } = transaction;
  const open = await db
    .selectFrom('sluice_run')
    .selectAll()
    .where('project', '=', from.project)
    .where('environment', '=', from.environment)
    .where('pipeline', '=', from.pipeline)
    .where('state', 'in', OPEN_RUN_STATES)
    .forUpdate()
    .execute();
  if (open.length === 0) return;
  const taken = await db
    .selectFrom('sluice_run')
    .select('fire_time')
    .where('project', '=', to.project)
    .where('environment', '=', to.environment)
    .where('pipeline', '=', to.pipeline)
    .where(
      'fire_time',
      'in',
      open.map((run) => run.fire_time),
    )
    .execute();
  const fires = new Set(taken.map((run) => run.fire_time));
  const moving = open.filter((run) => !fires.has(run.fire_time));
  if (moving.length === 0) return;
  await db
    .updateTable('sluice_run')
    .set({ pipeline: to.pipeline })
    .where(
      'id',
      'in',
      moving.map((run) => run.id),
    )
    .execute();
  await appendEvents(
    transaction,
    moving.map((run) => movedEvent(run, to, actor, now)),
  );
}

function movedEvent(run: RunTable, to: DeploymentKey, actor: string, now: number): ReturnType<typeof runEvent> {
  const state = run.state as RunState; // only this store writes it
  return runEvent(
    { ...run, pipeline: to.pipeline },
    { type: 'run.moved', from: state, to: state, at: now, actor, more: { movedFrom: run.pipeline } },
  );
}

/** The new name has the position of the pipeline that it now is, or none: an old one of its own would leave rows out. */
async function moveCursorRow(transaction: Transaction, from: DeploymentKey, to: DeploymentKey): Promise<void> {
  const { db } = transaction;
  await db
    .deleteFrom('sluice_cursors')
    .where('project', '=', to.project)
    .where('environment', '=', to.environment)
    .where('pipeline', '=', to.pipeline)
    .execute();
  await db
    .updateTable('sluice_cursors')
    .set({ pipeline: to.pipeline })
    .where('project', '=', from.project)
    .where('environment', '=', from.environment)
    .where('pipeline', '=', from.pipeline)
    .execute();
}

/** Whoever has paused it has not paused a name. */
async function movePause(transaction: Transaction, from: DeploymentKey, to: DeploymentKey): Promise<void> {
  const present = await pauseOf(transaction.db, from);
  if (present === undefined) return;
  await removeConditions(transaction, [present]);
  await putConditions(transaction, [{ ...present, pipeline: to.pipeline }]);
}

/** They go on with the pipeline; what the new name had of its own is over with its former life. */
async function moveBackfills({ db }: Transaction, from: DeploymentKey, to: DeploymentKey): Promise<void> {
  await db
    .updateTable('sluice_backfill')
    .set((row) => ({ pipeline: to.pipeline, version: row('version', '+', 1) }))
    .where('project', '=', from.project)
    .where('environment', '=', from.environment)
    .where('pipeline', '=', from.pipeline)
    .execute();
}

async function rememberName(
  transaction: Transaction,
  from: DeploymentKey,
  to: DeploymentKey,
  now: number,
): Promise<void> {
  const { db } = transaction;
  const { project, environment } = from;
  const earlier = await db
    .selectFrom('sluice_former_name')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', from.pipeline)
    .execute();
  const rows = [
    ...earlier.filter((row) => row.former !== to.pipeline).map((row) => ({ ...row, pipeline: to.pipeline })),
    { project, environment, pipeline: to.pipeline, former: from.pipeline, moved_at: now },
  ];
  await db
    .deleteFrom('sluice_former_name')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', from.pipeline)
    .execute();
  await db.replaceInto('sluice_former_name').values(rows).execute();
}
