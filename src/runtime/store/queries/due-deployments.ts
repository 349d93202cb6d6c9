import type { Deployment } from '../../ports/index.ts';
import { toDeployment } from '../records.ts';
import type { Reader } from '../transaction.ts';

/** Active deployments whose clock has come, earliest first. */
export async function dueDeployments(db: Reader, now: number, limit: number): Promise<readonly Deployment[]> {
  const rows = await db
    .selectFrom('sluice_deployment')
    .selectAll()
    .where('state', '=', 'active')
    .where('next_fire_time', '<=', now)
    .orderBy('next_fire_time')
    .limit(limit)
    .execute();
  return rows.map(toDeployment);
}
