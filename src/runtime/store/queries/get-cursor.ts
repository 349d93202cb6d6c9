import type { DeploymentKey } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';

/** A pipeline's cursor, whether or not the pipeline is deployed. */
export async function getCursor(db: Reader, key: DeploymentKey): Promise<string | undefined> {
  const row = await db
    .selectFrom('sluice_cursors')
    .select('value')
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', '=', key.pipeline)
    .executeTakeFirst();
  return row?.value;
}
