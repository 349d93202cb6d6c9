import type { Condition, ConditionStore } from '../../ports/index.ts';
import { toCondition } from '../records.ts';
import type { Reader } from '../transaction.ts';

/** Conditions by pipeline. */
export async function listConditions(
  db: Reader,
  { project, environment, pipeline }: Parameters<ConditionStore['listConditions']>[0],
): Promise<readonly Condition[]> {
  const rows = await db
    .selectFrom('sluice_condition')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .$if(pipeline !== undefined, (query) => query.where('pipeline', '=', pipeline ?? ''))
    .orderBy('pipeline')
    .orderBy('type')
    .orderBy('subject')
    .execute();
  return rows.map(toCondition);
}
