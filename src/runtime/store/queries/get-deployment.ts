import type { Deployment, DeploymentKey } from '../../ports/index.ts';
import { toDeployment } from '../records.ts';
import type { Reader } from '../transaction.ts';

/** One deployment, deleted ones too. */
export async function getDeployment(db: Reader, key: DeploymentKey): Promise<Deployment | undefined> {
  const row = await db
    .selectFrom('sluice_deployment')
    .selectAll()
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', '=', key.pipeline)
    .executeTakeFirst();
  return row === undefined ? undefined : toDeployment(row);
}
