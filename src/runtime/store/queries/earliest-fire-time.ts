import type { Scope } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';

/** When the next clock comes, of any active deployment that is not paused of a scope. */
export async function earliestFireTime(db: Reader, { project, environment }: Scope): Promise<number | undefined> {
  const row = await db
    .selectFrom('sluice_deployment as d')
    .leftJoin('sluice_condition as p', (join) =>
      join
        .onRef('p.project', '=', 'd.project')
        .onRef('p.environment', '=', 'd.environment')
        .onRef('p.pipeline', '=', 'd.pipeline')
        .on('p.type', '=', 'paused'),
    )
    .select('d.next_fire_time')
    .where('d.project', '=', project)
    .where('d.environment', '=', environment)
    .where('d.state', '=', 'active')
    .where('d.next_fire_time', 'is not', null)
    .where('p.since', 'is', null)
    .orderBy('d.next_fire_time')
    .limit(1)
    .executeTakeFirst();
  return row?.next_fire_time ?? undefined;
}
