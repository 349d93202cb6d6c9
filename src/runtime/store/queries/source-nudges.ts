import type { Scope } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';

/** How often an environment's source was nudged. */
export async function sourceNudges(db: Reader, { project, environment }: Scope): Promise<number> {
  const row = await db
    .selectFrom('sluice_nudge')
    .select('times')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .executeTakeFirst();
  return row?.times ?? 0;
}
