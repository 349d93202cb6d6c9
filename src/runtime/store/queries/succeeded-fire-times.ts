import type { DeploymentKey } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';

/** Fire times whose runs have succeeded, newest first. */
export async function succeededFireTimes(db: Reader, key: DeploymentKey, limit: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('sluice_run')
    .select('fire_time')
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', '=', key.pipeline)
    .where('state', '=', 'succeeded')
    .orderBy('fire_time', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.fire_time);
}
