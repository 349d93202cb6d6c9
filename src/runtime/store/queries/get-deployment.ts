import type { Deployment, DeploymentKey } from '../../ports/index.ts';
import { toDeployment } from '../records.ts';
import type { Reader } from '../transaction.ts';
import { deploymentsWithCursor } from './deployments-with-cursor.ts';

/** One deployment, deleted ones too. */
export async function getDeployment(db: Reader, key: DeploymentKey): Promise<Deployment | undefined> {
  const row = await deploymentsWithCursor(db)
    .where('d.project', '=', key.project)
    .where('d.environment', '=', key.environment)
    .where('d.pipeline', '=', key.pipeline)
    .executeTakeFirst();
  return row === undefined ? undefined : toDeployment(row);
}
