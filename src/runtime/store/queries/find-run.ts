import type { DeploymentKey, RunRecord } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { withAttempts } from './with-attempts.ts';

/** The run of a fire. */
export async function findRun(
  db: Reader,
  fire: DeploymentKey & { readonly fireTime: number },
): Promise<RunRecord | undefined> {
  const rows = await db
    .selectFrom('sluice_run')
    .selectAll()
    .where('project', '=', fire.project)
    .where('environment', '=', fire.environment)
    .where('pipeline', '=', fire.pipeline)
    .where('fire_time', '=', fire.fireTime)
    .execute();
  const [run] = await withAttempts(db, rows);
  return run;
}
