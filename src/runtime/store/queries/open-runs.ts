import { OPEN_RUN_STATES, type DeploymentKey, type RunRecord } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { withAttempts } from './with-attempts.ts';

/** Runs of a pipeline that have not ended, oldest fire first. */
export async function openRuns(db: Reader, key: DeploymentKey): Promise<readonly RunRecord[]> {
  const rows = await db
    .selectFrom('sluice_run')
    .selectAll()
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', '=', key.pipeline)
    .where('state', 'in', OPEN_RUN_STATES)
    .execute();
  // Not `order by`: SQLite would walk all that the pipeline ever ran, in order, to save sorting the few that are open.
  return withAttempts(
    db,
    rows.toSorted((left, right) => left.fire_time - right.fire_time),
  );
}
