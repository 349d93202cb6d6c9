import { OPEN_RUN_STATES, type DeploymentKey, type RunRecord, type Scope } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { withAttempts } from './with-attempts.ts';

/** Runs of a pipeline that have not ended, oldest fire first. */
export function openRuns(db: Reader, key: DeploymentKey): Promise<readonly RunRecord[]> {
  return openRunsOf(db, key, [key.pipeline]);
}

/** Runs of pipelines of a scope that have not ended, oldest fire first. */
export async function openRunsOf(
  db: Reader,
  { project, environment }: Scope,
  pipelines: readonly string[],
): Promise<readonly RunRecord[]> {
  if (pipelines.length === 0) return [];
  const rows = await db
    .selectFrom('sluice_run')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', 'in', pipelines)
    .where('state', 'in', OPEN_RUN_STATES)
    .execute();
  // Not `order by`: SQLite would walk all that the pipeline ever ran, in order, to save sorting the few that are open.
  return withAttempts(
    db,
    rows.toSorted((left, right) => left.fire_time - right.fire_time),
  );
}
