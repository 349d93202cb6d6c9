import type { Deployment, Scope } from '../../ports/index.ts';
import { toDeployment } from '../records.ts';
import type { Reader } from '../transaction.ts';
import { deploymentsWithCursor } from './deployments-with-cursor.ts';

/** Active deployments, the paused left out, of a scope whose clock has come, earliest first. */
export async function dueDeployments(
  db: Reader,
  { project, environment }: Scope,
  now: number,
  limit: number,
): Promise<readonly Deployment[]> {
  const rows = await deploymentsWithCursor(db)
    .where('d.project', '=', project)
    .where('d.environment', '=', environment)
    .where('d.state', '=', 'active')
    .where('d.next_fire_time', '<=', now)
    .where('p.since', 'is', null)
    .orderBy('d.next_fire_time')
    .limit(limit)
    .execute();
  return rows.map(toDeployment);
}
