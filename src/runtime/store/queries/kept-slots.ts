import type { KeptSlot, Scope } from '../../ports/index.ts';
import type { RunTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';
import { keepSlots, poolsInUse, poolsInWait, takeSlots, type FreeSlots } from './claim-of-pools.ts';
import { byRank, runsInOrder } from './claim-runs.ts';

type Waiting = Pick<RunTable, 'id' | 'pools' | 'claim_rank' | 'not_before'>;

/**
 * The slots that a claim of this moment would keep for runs that wait for another pool, which is full. As `claimRuns` finds them, for
 * executors of any engine; locks nothing.
 */
export async function keptSlots(db: Reader, scope: Scope, now: number): Promise<readonly KeptSlot[]> {
  const inUse = await poolsInUse(db, scope);
  const free: FreeSlots = new Map(inUse.map(({ name, slots, held }) => [name, slots - held]));
  const full = new Set(inUse.filter(({ slots, held }) => held >= slots).map(({ name }) => name));
  if (full.size === 0) return [];
  const found: Waiting[] = [];
  for (const { pools, wanted } of await poolsInWait(db, scope, free))
    found.push(
      ...(await waitingOf(db, scope, 'retry-wait', pools).where('not_before', '<=', now).limit(wanted).execute()),
      ...(await waitingOf(db, scope, 'scheduled', pools).limit(wanted).execute()),
    );
  const kept: KeptSlot[] = [];
  const awaited = new Set<string>();
  for (const row of found.toSorted(byRank)) {
    if (takeSlots(free, row)) continue;
    const lacks = row.pools.split(' ').find((name) => full.has(name));
    for (const pool of keepSlots(free, row, awaited))
      if (lacks !== undefined) kept.push({ pool, runId: row.id, lacks });
  }
  return kept;
}

function waitingOf(db: Reader, scope: Scope, state: 'scheduled' | 'retry-wait', pools: string) {
  return runsInOrder(db, scope, state, pools).select(['id', 'pools', 'claim_rank', 'not_before']);
}
