import type { Deployment, Store } from '../../ports/index.ts';
import { toDeployment } from '../records.ts';
import type { Reader } from '../transaction.ts';

/** Deployments by name. */
export async function listDeployments(
  db: Reader,
  filter: Parameters<Store['listDeployments']>[0],
): Promise<readonly Deployment[]> {
  const { project, environment } = filter;
  const rows = await db
    .selectFrom('sluice_deployment')
    .selectAll()
    .$if(project !== undefined, (query) => query.where('project', '=', project ?? ''))
    .$if(environment !== undefined, (query) => query.where('environment', '=', environment ?? ''))
    .$if(filter.includeDeleted !== true, (query) => query.where('state', '<>', 'deleted'))
    .orderBy('project')
    .orderBy('environment')
    .orderBy('pipeline')
    .execute();
  return rows.map(toDeployment);
}
