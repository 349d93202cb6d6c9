import { FINAL_RUN_STATES, type DeploymentKey, type RunRecord } from '../../ports/index.ts';
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
    .where('state', 'not in', FINAL_RUN_STATES)
    .orderBy('fire_time')
    .execute();
  return withAttempts(db, rows);
}
