import {
  OPEN_RUN_STATES,
  type DeploymentKey,
  type OpenRunSummary,
  type RunRecord,
  type RunState,
  type Scope,
} from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { readOptionalDocument } from '../document.ts';
import type { Reader } from '../transaction.ts';
import { runsByIndex } from './runs-by-index.ts';
import { withAttempts } from './with-attempts.ts';

/** Pipelines asked for at once. */
const CHUNK = 500;

/** Runs of a pipeline that have not ended, oldest fire first. */
export async function openRuns(db: Reader, key: DeploymentKey): Promise<readonly RunRecord[]> {
  const rows = await openRowsOf(db, key, [key.pipeline]).selectAll().execute();
  return withAttempts(db, rows.toSorted(byFire));
}

/** What overlap goes by of runs of pipelines of a scope that have not ended, oldest fire first: without their attempts and values. */
export async function openRunsOf(
  db: Reader,
  scope: Scope,
  pipelines: readonly string[],
): Promise<readonly OpenRunSummary[]> {
  const rows = [];
  for (const part of chunks(pipelines, CHUNK)) {
    const columns = openRowsOf(db, scope, part).select(['id', 'pipeline', 'state', 'fire_time', 'reason']);
    rows.push(...(await columns.execute()));
  }
  return rows.toSorted(byFire).map(({ id, pipeline, state, fire_time: fireTime, reason }) => ({
    id,
    pipeline,
    // `as` because only this store writes the column
    state: state as RunState,
    fireTime,
    reason: readOptionalDocument(reason),
  }));
}

/**
 * Open runs of pipelines, or those of some open states. By pipeline and state: MariaDB would read what is open of the whole scope, as often as fires are recorded (4,200 rows for 165
 * pipelines, a fifth of all that a store at its limit did). Not `order by`: SQLite would walk all that the pipeline ever ran, in
 * order, to save sorting the few that are open.
 */
export function openRowsOf(
  db: Reader,
  { project, environment }: Scope,
  pipelines: readonly string[],
  states: readonly RunState[] = OPEN_RUN_STATES,
) {
  return db
    .selectFrom(runsByIndex(db, 'sluice_run_in_state'))
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', 'in', pipelines)
    .where('state', 'in', states);
}

function byFire(left: { readonly fire_time: number }, right: { readonly fire_time: number }): number {
  return left.fire_time - right.fire_time;
}
