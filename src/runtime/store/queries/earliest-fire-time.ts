import type { Scope } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';

/** When the next clock comes, of any active deployment of a scope. */
export async function earliestFireTime(db: Reader, { project, environment }: Scope): Promise<number | undefined> {
  const row = await db
    .selectFrom('sluice_deployment')
    .select('next_fire_time')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', '=', 'active')
    .where('next_fire_time', 'is not', null)
    .orderBy('next_fire_time')
    .limit(1)
    .executeTakeFirst();
  return row?.next_fire_time ?? undefined;
}
