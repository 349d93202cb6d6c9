import { pinsAmong, toPin, type DeploymentKey, type Pin, type Scope } from '../../ports/index.ts';
import { toCondition } from '../records.ts';
import type { Reader } from '../transaction.ts';

/** All pins of a scope, by pipeline. Few at any time: a person makes each. */
export async function pinsOf(db: Reader, { project, environment }: Scope): Promise<ReadonlyMap<string, Pin>> {
  const rows = await db
    .selectFrom('sluice_condition')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('type', '=', 'pinned')
    .execute();
  return pinsAmong(rows.map(toCondition));
}

/** The pin of a deployment; undefined = nobody has rolled it back. */
export async function pinOf(db: Reader, { project, environment, pipeline }: DeploymentKey): Promise<Pin | undefined> {
  const row = await db
    .selectFrom('sluice_condition')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .where('type', '=', 'pinned')
    .executeTakeFirst();
  return row === undefined ? undefined : toPin(toCondition(row));
}
