import type { Deployment, DeploymentKey, Scope } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { toDeployment } from '../records.ts';
import type { Reader } from '../transaction.ts';
import { deploymentsWithCursor } from './deployments-with-cursor.ts';

/** Deployments asked for at once. */
const CHUNK = 500;

/** One deployment, deleted ones too. */
export async function getDeployment(db: Reader, key: DeploymentKey): Promise<Deployment | undefined> {
  const row = await deploymentsWithCursor(db)
    .where('d.project', '=', key.project)
    .where('d.environment', '=', key.environment)
    .where('d.pipeline', '=', key.pipeline)
    .executeTakeFirst();
  return row === undefined ? undefined : toDeployment(row);
}

/** Deployments of a scope by these names, deleted ones too. */
export async function deploymentsNamed(
  db: Reader,
  { project, environment }: Scope,
  pipelines: readonly string[],
): Promise<readonly Deployment[]> {
  const found: Deployment[] = [];
  for (const part of chunks(pipelines, CHUNK)) {
    const rows = await deploymentsWithCursor(db)
      .where('d.project', '=', project)
      .where('d.environment', '=', environment)
      .where('d.pipeline', 'in', part)
      .execute();
    found.push(...rows.map(toDeployment));
  }
  return found;
}
