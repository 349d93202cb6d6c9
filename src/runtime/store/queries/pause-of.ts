import type { Condition, DeploymentKey } from '../../ports/index.ts';
import { toCondition } from '../records.ts';
import type { Reader } from '../transaction.ts';

/** That a person has paused a pipeline; undefined = nobody has. */
export async function pauseOf(
  db: Reader,
  { project, environment, pipeline }: DeploymentKey,
): Promise<Condition | undefined> {
  const row = await db
    .selectFrom('sluice_condition')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .where('type', '=', 'paused')
    .executeTakeFirst();
  return row === undefined ? undefined : toCondition(row);
}

/** When a pause ends by itself, UTC milliseconds; undefined = it does not. */
export function endOf({ details }: Condition): number | undefined {
  const until = details?.['until'];
  return typeof until === 'number' ? until : undefined;
}
