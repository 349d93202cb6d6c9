import type { Deployment, Scope } from '../../ports/index.ts';
import { toDeployment } from '../records.ts';
import type { Reader } from '../transaction.ts';
import { deploymentsWithCursor } from './deployments-with-cursor.ts';

/** Active deployments, the paused left out, of a scope without a time at which they fire next, by name. */
export async function unclockedDeployments(
  db: Reader,
  { project, environment }: Scope,
): Promise<readonly Deployment[]> {
  const rows = await deploymentsWithCursor(db)
    .where('d.project', '=', project)
    .where('d.environment', '=', environment)
    .where('d.state', '=', 'active')
    .where('d.next_fire_time', 'is', null)
    .where('p.since', 'is', null)
    .orderBy('d.pipeline')
    .execute();
  return rows.map(toDeployment);
}
