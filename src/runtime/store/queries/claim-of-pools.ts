import type { Scope } from '../../ports/index.ts';
import type { RunTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';
import { HELD_STATES } from './held-states.ts';
import { runsByIndex } from './runs-by-index.ts';

/** Free slots by pool. */
export type FreeSlots = Map<string, number>;

/**
 * Locks the pools of a scope, so that one claims of them at a time, and counts what is free: the runs that are held are the count,
 * which therefore never drifts. Before any run is locked.
 */
export async function lockPools(db: Reader, { project, environment }: Scope): Promise<FreeSlots> {
  const pools = await db
    .selectFrom('sluice_pool')
    .select(['name', 'slots'])
    .where('project', '=', project)
    .where('environment', '=', environment)
    .orderBy('name')
    .forUpdate()
    .execute();
  const free: FreeSlots = new Map(pools.map(({ name, slots }) => [name, slots]));
  const held = await db
    .selectFrom(runsByIndex(db, 'sluice_run_ranked'))
    .select(['pools', ({ fn }) => fn.countAll<number>().as('runs')])
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', 'in', HELD_STATES)
    .where('pools', '>', '')
    .groupBy('pools')
    .execute();
  for (const { pools: names, runs } of held) {
    for (const name of names.split(' ')) free.set(name, slotsOf(free, name) - Number(runs));
  }
  return free;
}

/** A pool that nobody has said the size of has room. */
function slotsOf(free: FreeSlots, name: string): number {
  return free.get(name) ?? Number.POSITIVE_INFINITY;
}

/** Takes a slot of each pool of a run; false, and none is taken, where one has none. */
export function takeSlots(free: FreeSlots, { pools }: Pick<RunTable, 'pools'>): boolean {
  if (pools === '') return true;
  const names = pools.split(' ');
  if (names.some((name) => slotsOf(free, name) <= 0)) return false;
  for (const name of names) free.set(name, slotsOf(free, name) - 1);
  return true;
}

/** Pools that runs wait for. */
export interface PoolsInWait {
  /** The names, as the runs have them. */
  readonly pools: string;
  /** The least rank of a run of them that may be claimed. */
  readonly rank: number;
  /** How many of their runs there are free slots for. */
  readonly room: number;
}

/**
 * Which pools runs that may be claimed wait for, as far as there is room, those first whose first run is of the least rank. By the
 * index alone: it does not know what engines the runs are of.
 */
export async function poolsInWait(
  db: Reader,
  { project, environment }: Scope,
  free: FreeSlots,
  now: number,
): Promise<readonly PoolsInWait[]> {
  const heads = await db
    .selectFrom(runsByIndex(db, 'sluice_run_ranked'))
    .select(['pools', ({ fn }) => fn.min('claim_rank').as('rank')])
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', 'in', ['scheduled', 'retry-wait'])
    .where('pools', '>', '')
    .where(({ or, eb }) => or([eb('state', '=', 'scheduled'), eb('not_before', '<=', now)]))
    .groupBy('pools')
    .execute();
  return heads
    .map(({ pools, rank }) => {
      const slots = pools.split(' ').map((name) => slotsOf(free, name));
      return { pools, rank: Number(rank), room: Math.min(...slots) };
    })
    .filter(({ room }) => room > 0)
    .toSorted((left, right) => left.rank - right.rank);
}
