import type { DeploymentKey, RunRecord } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { withAttempts } from './with-attempts.ts';

/** The run of the first fire after a moment that is on record; asked of the index of fires. */
export async function nextRun(db: Reader, key: DeploymentKey, after: number): Promise<RunRecord | undefined> {
  const rows = await db
    .selectFrom('sluice_run')
    .selectAll()
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', '=', key.pipeline)
    .where('fire_time', '>', after)
    .orderBy('fire_time')
    .limit(1)
    .execute();
  const [run] = await withAttempts(db, rows);
  return run;
}
