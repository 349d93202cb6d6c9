import type { BeginAtOnce, RunRecord, RunState, Scope } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { runEvent } from '../events/run-event.ts';
import { toRunRecord } from '../records.ts';
import type { RunTable } from '../schema.ts';
import type { Reader, Transaction } from '../transaction.ts';
import type { LockedRun, StepWrite } from './attempt-step.ts';
import { keepSlots, lockPools, poolsInWait, takeSlots, type FreeSlots } from './claim-of-pools.ts';
import { runsByIndex } from './runs-by-index.ts';
import { hasLabels } from './has-labels.ts';
import { startAttempt } from './start-attempt.ts';
import { withAttemptRows, withAttempts } from './with-attempts.ts';
import { writeSteps } from './write-steps.ts';

/** Who claims, and until when without a renewal. */
export interface Claim {
  readonly executor: string;
  readonly until: number;
  readonly now: number;
  readonly begin?: BeginAtOnce | undefined;
}

/** What whoever claims can run, and how many of it. */
export interface Wish {
  readonly engineTypes: readonly string[];
  /** That it has: what asks for another one is left to others. */
  readonly labels: readonly string[];
  readonly limit: number;
}

/**
 * Claims runs of a scope in one batch, by their rank, and of one rank the oldest fire first; those whose wait for a retry is over
 * take their place among the scheduled ones. Rows that another executor is claiming are stepped over, not waited for. Each state
 * is its own statement, so that an index gives the order; where there are none to retry, and none that waits for one of its pools,
 * only rows that are taken get locked.
 *
 * @param withPools Whether runs wait for pools: these are locked first, and of each no more runs are held than it has slots.
 */
export async function claimRuns(
  transaction: Transaction,
  scope: Scope,
  claim: Claim,
  { engineTypes, labels, limit }: Wish,
  withPools = false,
): Promise<readonly RunRecord[]> {
  if (engineTypes.length === 0 || limit <= 0) return [];
  const before = transaction.repeated ? await selectClaimed(transaction.db, claim) : [];
  if (before.length > 0) return withAttempts(transaction.db, before);
  const free: FreeSlots = withPools ? await lockPools(transaction.db, scope) : new Map();
  const inWait = withPools ? await poolsInWait(transaction.db, scope, free) : [];
  const found: RunTable[] = [];
  let taken: readonly RunTable[] = [];
  for (const { pools, rank, wanted } of [{ pools: '', rank: Number.NEGATIVE_INFINITY, wanted: limit }, ...inWait]) {
    const last = taken[limit - 1];
    if (last !== undefined && last.claim_rank < rank) break;
    const asked = { scope, pools, engineTypes, labels, limit: Math.min(limit, wanted) };
    found.push(
      ...(await selectRetries(transaction.db, asked, claim.now)),
      ...(await selectScheduled(transaction.db, asked)),
    );
    taken = firstOf(found, free, limit);
  }
  return takeRuns(transaction, claim, taken);
}

/** The first in the order of claims, as many as are asked for and their pools have slots for that are not kept for one before them. */
function firstOf(found: readonly RunTable[], free: FreeSlots, limit: number): readonly RunTable[] {
  const left: FreeSlots = new Map(free);
  const taken: RunTable[] = [];
  const awaited = new Set<string>();
  for (const row of found.toSorted(byRank)) {
    if (taken.length === limit) break;
    if (takeSlots(left, row)) taken.push(row);
    else keepSlots(left, row, awaited);
  }
  return taken;
}

type Ranked = Pick<RunTable, 'id' | 'claim_rank' | 'not_before'>;

/** What is looked for: runs of these pools alone. */
interface Wanted extends Wish {
  readonly scope: Scope;
  readonly pools: string;
}

/** The order of claims. */
export function byRank(left: Ranked, right: Ranked): number {
  return left.claim_rank - right.claim_rank || left.not_before - right.not_before || (left.id < right.id ? -1 : 1);
}

/**
 * Marks locked rows as this executor's and tells it; those that can begin at once are started as well. A run that was claimed in time
 * has no deadline any more.
 */
export async function takeRuns(
  transaction: Transaction,
  claim: Claim,
  rows: readonly RunTable[],
): Promise<readonly RunRecord[]> {
  if (rows.length === 0) return [];
  const taken = { state: 'claimed', executor: claim.executor, claimed_until: claim.until };
  const { db } = transaction;
  const ids = rows.map((row) => row.id);
  const claimed = await withAttemptRows(
    db,
    rows.map((row) => ({ ...row, ...taken })),
  );
  const started = new Map(claimed.flatMap((run) => startOf(run, claim)));
  const waiting = ids.filter((id) => !started.has(id));
  if (waiting.length > 0) await db.updateTable('sluice_run').set(taken).where('id', 'in', waiting).execute();
  await writeSteps(
    db,
    [...started.values()].map(({ write }) => write),
  );
  await db.deleteFrom('sluice_deadline').where('run_id', 'in', ids).execute();
  await appendEvents(
    transaction,
    rows.flatMap((row) => [
      runEvent(row, {
        from: row.state,
        to: 'claimed',
        at: claim.now,
        actor: claim.executor,
        more: { executor: claim.executor },
      }),
      ...(started.get(row.id)?.write.events(undefined) ?? []),
    ]),
  );
  return claimed.map(({ row, attempts }) => started.get(row.id)?.run ?? toRunRecord(row, attempts));
}

type Started = { readonly run: RunRecord; readonly write: StepWrite };

/** The start of a run that is being claimed, by the step that any other is started by; none where it cannot begin at once. */
function startOf(run: LockedRun, { begin, executor, now }: Claim): readonly (readonly [string, Started])[] {
  const { row, attempts } = run;
  const start = begin?.(toRunRecord(row, attempts));
  if (start === undefined) return [];
  const { answer, write } = startAttempt(row.id, executor, start, now).decide(run, false);
  return answer === undefined || write === undefined ? [] : [[row.id, { run: answer, write }]];
}

/** Those that are not due yet are stepped over in the index: it has their time. */
async function selectRetries(db: Reader, wanted: Wanted, notAfter: number): Promise<readonly RunTable[]> {
  return runsIn(db, 'retry-wait', wanted).where('not_before', '<=', notAfter).execute();
}

async function selectScheduled(db: Reader, wanted: Wanted): Promise<readonly RunTable[]> {
  return runsIn(db, 'scheduled', wanted).execute();
}

/** Locks what it finds; what another claim has locked is stepped over. */
function runsIn(db: Reader, state: RunState, { scope, pools, engineTypes, labels, limit }: Wanted) {
  return runsInOrder(db, scope, state, pools)
    .selectAll()
    .where('engine_type', 'in', engineTypes)
    .where(hasLabels(labels))
    .limit(limit)
    .forUpdate()
    .skipLocked();
}

/** In the order of claims. Runs of other pools are not read. */
export function runsInOrder(db: Reader, { project, environment }: Scope, state: RunState, pools: string) {
  return db
    .selectFrom(runsByIndex(db, 'sluice_run_ranked'))
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', '=', state)
    .where('pools', '=', pools)
    .orderBy('claim_rank')
    .orderBy('not_before')
    .orderBy('id');
}

/** What an earlier try of this very call has claimed, when its commit seemed to fail. */
export async function selectClaimed(db: Reader, claim: Claim): Promise<readonly RunTable[]> {
  return db
    .selectFrom('sluice_run')
    .selectAll()
    .where('state', 'in', ['claimed', 'starting'])
    .where('executor', '=', claim.executor)
    .where('claimed_until', '=', claim.until)
    .execute();
}
