import { sql } from 'kysely';
import type { RunState, Scope } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import type { Wish } from './claim-runs.ts';
import { hasLabels } from './has-labels.ts';
import { runsByIndex } from './runs-by-index.ts';

/** What a claim would find. */
export interface Claimable {
  readonly any: boolean;
  /** Some of it waits for slots of pools. */
  readonly ofPools: boolean;
}

/** Whether a claim of these engine types by one with these labels would find a run, unless others are at it. Locks nothing, waits for nobody. */
export async function hasClaimable(
  db: Reader,
  { project, environment }: Scope,
  { engineTypes, labels }: Pick<Wish, 'engineTypes' | 'labels'>,
  now: number,
): Promise<Claimable> {
  if (engineTypes.length === 0) return { any: false, ofPools: false };
  const found = (state: RunState, index: string) =>
    db
      .selectFrom(runsByIndex(db, index))
      .select(sql<number>`1`.as('found'))
      .where('project', '=', project)
      .where('environment', '=', environment)
      .where('state', '=', state);
  const anyOf = (state: RunState) =>
    found(state, 'sluice_run_claimable').where('engine_type', 'in', engineTypes).where(hasLabels(labels));
  const ofPools = (state: RunState) => found(state, 'sluice_run_ranked').where('pools', '>', '');
  const row = await db
    .selectNoFrom(({ or, exists }) => [
      or([exists(anyOf('scheduled')), exists(anyOf('retry-wait').where('not_before', '<=', now))]).as('found'),
      or([exists(ofPools('scheduled')), exists(ofPools('retry-wait').where('not_before', '<=', now))]).as('of_pools'),
    ])
    .executeTakeFirstOrThrow();
  return { any: Boolean(row.found), ofPools: Boolean(row.of_pools) };
}
