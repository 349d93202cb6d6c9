import type { Deployment, Store } from '../../ports/index.ts';
import { toDeployment } from '../records.ts';
import type { Reader } from '../transaction.ts';
import { deploymentsWithCursor } from './deployments-with-cursor.ts';

/** Deployments by name. */
export async function listDeployments(
  db: Reader,
  filter: Parameters<Store['listDeployments']>[0],
): Promise<readonly Deployment[]> {
  const { project, environment } = filter;
  const rows = await deploymentsWithCursor(db)
    .$if(project !== undefined, (query) => query.where('d.project', '=', project ?? ''))
    .$if(environment !== undefined, (query) => query.where('d.environment', '=', environment ?? ''))
    .$if(filter.includeDeleted !== true, (query) => query.where('d.state', '<>', 'deleted'))
    .orderBy('d.project')
    .orderBy('d.environment')
    .orderBy('d.pipeline')
    .execute();
  return rows.map(toDeployment);
}
