import type { DeploymentKey } from '../../ports/index.ts';
import type { Transaction } from '../transaction.ts';

/** The key under which a pipeline is known today: another one where it was moved and nothing is deployed under the old name. */
export async function currentKey(transaction: Transaction, key: DeploymentKey): Promise<DeploymentKey> {
  const { project, environment, pipeline } = key;
  const moved = await transaction.db
    .selectFrom('sluice_former_name as f')
    .leftJoin('sluice_deployment as d', (join) =>
      join
        .onRef('d.project', '=', 'f.project')
        .onRef('d.environment', '=', 'f.environment')
        .onRef('d.pipeline', '=', 'f.former'),
    )
    .select('f.pipeline')
    .where('f.project', '=', project)
    .where('f.environment', '=', environment)
    .where('f.former', '=', pipeline)
    .where((where) => where.or([where('d.state', 'is', null), where('d.state', '=', 'deleted')]))
    .orderBy('f.moved_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return moved === undefined ? key : { project, environment, pipeline: moved.pipeline };
}
