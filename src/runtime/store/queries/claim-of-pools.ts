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

/**
 * Keeps what is free of the pools of a run that has to wait for another of them: one that takes two would else wait for ever behind
 * those that take one each, whatever its rank. To be asked in the order of claims. At most one slot of a pool is kept, and none for a
 * run that is not the first to wait for every pool that it lacks: until its turn there, that would be idle for nothing.
 *
 * @param awaited Pools that a run before this one waits for; those of this one are added.
 * @returns The pools of which a slot is kept.
 */
export function keepSlots(
  free: FreeSlots,
  { pools }: Pick<RunTable, 'pools'>,
  awaited: Set<string>,
): readonly string[] {
  const kept: string[] = [];
  const names = pools.split(' ');
  const isFirst = names.every((name) => !awaited.has(name));
  for (const name of names) {
    const slots = slotsOf(free, name);
    if (isFirst && slots > 0) {
      free.set(name, slots - 1);
      kept.push(name);
    }
    if (isFirst || slots <= 0) awaited.add(name);
  }
  return kept;
}

/** Pools that runs wait for. */
export interface PoolsInWait {
  /** The names, as the runs have them. */
  readonly pools: string;
  /** The least rank of a run of them that may be claimed. */
  readonly rank: number;
  /** How many of their runs a claim has to know, at least 1: those that there are free slots for, and one that may keep slots. */
  readonly wanted: number;
}

/**
 * Which pools runs wait for, as far as there is room or slots may have to be kept for them, those first whose first run is of the least
 * rank. By a step along the index for each set of pools, and none for a run: however many wait, others must not wait for this. It does
 * not know what engines the runs are of, nor whether one that is to be tried again is due.
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
  const sets = [...ranks].map(([pools, rank]) => ({ pools, names: pools.split(' '), rank }));
  const isFull = (name: string): boolean => slotsOf(free, name) <= 0;
  const halfFull = sets.filter(({ names }) => names.some(isFull) && !names.every(isFull));
  const lacked = new Set(halfFull.flatMap(({ names }) => names.filter(isFull)));
  return sets
    .map(({ pools, names, rank }) => {
      const room = Math.max(0, Math.min(...names.map((name) => slotsOf(free, name))));
      // The one behind them may lack a pool that they have filled.
      const further = room > 0 ? names.length > 1 : names.some((name) => lacked.has(name));
      return { pools, rank, wanted: room + Number(further) };
    })
    .filter(({ wanted }) => wanted > 0)
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
