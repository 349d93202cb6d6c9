import type { Scope } from '../../ports/index.ts';
import { toCondition } from '../records.ts';
import type { Reader } from '../transaction.ts';
import { endOf } from './pause-of.ts';

/** Names of the paused pipelines of a scope whose time is over, sorted. */
export async function dueResumes(db: Reader, { project, environment }: Scope, now: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('sluice_condition')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('type', '=', 'paused')
    .orderBy('pipeline')
    .execute();
  return rows.map(toCondition).flatMap((condition) => {
    const end = endOf(condition);
    return end !== undefined && end <= now ? [condition.pipeline] : [];
  });
}
