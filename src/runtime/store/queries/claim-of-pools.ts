import type { PoolUse, RunState, Scope } from '../../ports/index.ts';
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
export async function lockPools(db: Reader, scope: Scope): Promise<FreeSlots> {
  const pools = await poolsOf(db, scope).forUpdate().execute();
  const free: FreeSlots = new Map(pools.map(({ name, slots }) => [name, slots]));
  for (const [name, held] of await heldByPool(db, scope)) free.set(name, slotsOf(free, name) - held);
  return free;
}

/** How large the pools of a scope are and how many runs hold a slot of each, by name. Locks nothing. */
export async function poolsInUse(db: Reader, scope: Scope): Promise<readonly PoolUse[]> {
  const pools = await poolsOf(db, scope).execute();
  if (pools.length === 0) return [];
  const held = await heldByPool(db, scope);
  return pools.map(({ name, slots }) => ({ name, slots, held: held.get(name) ?? 0 }));
}

function poolsOf(db: Reader, { project, environment }: Scope) {
  return db
    .selectFrom('sluice_pool')
    .select(['name', 'slots'])
    .where('project', '=', project)
    .where('environment', '=', environment)
    .orderBy('name');
}

async function heldByPool(db: Reader, { project, environment }: Scope): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom(runsByIndex(db, 'sluice_run_ranked'))
    .select(['pools', ({ fn }) => fn.countAll<number>().as('runs')])
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', 'in', HELD_STATES)
    .where('pools', '>', '')
    .groupBy('pools')
    .execute();
  const held = new Map<string, number>();
  for (const { pools, runs } of rows)
    for (const name of pools.split(' ')) held.set(name, (held.get(name) ?? 0) + Number(runs));
  return held;
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
 * Which pools runs wait for, as far as there is room, those first whose first run is of the least rank. By a step along the index for
 * each set of pools, and none for a run: however many wait, others must not wait for this. It does not know what engines the runs are
 * of, nor whether one that is to be tried again is due.
 */
export async function poolsInWait(db: Reader, scope: Scope, free: FreeSlots): Promise<readonly PoolsInWait[]> {
  const ranks = new Map<string, number>();
  for (const state of ['scheduled', 'retry-wait'] as const) {
    for (let head = await headAfter(db, scope, state, ''); head !== undefined;) {
      const { pools, claim_rank: rank } = head;
      ranks.set(pools, Math.min(rank, ranks.get(pools) ?? Number.POSITIVE_INFINITY));
      head = await headAfter(db, scope, state, pools);
    }
  }
  return [...ranks]
    .map(([pools, rank]) => ({ pools, rank, room: Math.min(...pools.split(' ').map((name) => slotsOf(free, name))) }))
    .filter(({ room }) => room > 0)
    .toSorted((left, right) => left.rank - right.rank);
}

/** The first run in this state of the next set of pools: the index has them in this order. */
async function headAfter(db: Reader, { project, environment }: Scope, state: RunState, pools: string) {
  return db
    .selectFrom(runsByIndex(db, 'sluice_run_ranked'))
    .select(['pools', 'claim_rank'])
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', '=', state)
    .where('pools', '>', pools)
    .orderBy('pools')
    .orderBy('claim_rank')
    .limit(1)
    .executeTakeFirst();
}
