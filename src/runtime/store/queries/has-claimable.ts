import { sql } from 'kysely';
import type { RunState, Scope } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { runsByIndex } from './runs-by-index.ts';

/** Whether a claim of these engine types would find a run, unless others are at it. Locks nothing, waits for nobody. */
export async function hasClaimable(
  db: Reader,
  { project, environment }: Scope,
  engineTypes: readonly string[],
  now: number,
): Promise<boolean> {
  if (engineTypes.length === 0) return false;
  const anyOf = (state: RunState) =>
    db
      .selectFrom(runsByIndex(db, 'sluice_run_claimable'))
      .select(sql<number>`1`.as('found'))
      .where('project', '=', project)
      .where('environment', '=', environment)
      .where('state', '=', state)
      .where('engine_type', 'in', engineTypes);
  const row = await db
    .selectNoFrom(({ or, exists }) =>
      or([exists(anyOf('scheduled')), exists(anyOf('retry-wait').where('not_before', '<=', now))]).as('found'),
    )
    .executeTakeFirstOrThrow();
  return Boolean(row.found);
}
