import type { RunRecord, RunState, Scope } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { runEvent } from '../events/run-event.ts';
import type { RunTable } from '../schema.ts';
import type { Reader, Transaction } from '../transaction.ts';
import { runsByIndex } from './runs-by-index.ts';
import { withAttempts } from './with-attempts.ts';

/** Who claims, and until when without a renewal. */
export interface Claim {
  readonly executor: string;
  readonly until: number;
  readonly now: number;
}

/**
 * Claims runs of a scope in one batch: those whose wait for a retry is over first, then the scheduled ones, oldest
 * fire first. Rows that another executor is claiming are stepped over, not waited for. Each state is
 * its own statement, so that the index gives the order and only rows that are taken get locked.
 */
export async function claimRuns(
  transaction: Transaction,
  scope: Scope,
  claim: Claim,
  engineTypes: readonly string[],
  limit: number,
): Promise<readonly RunRecord[]> {
  if (engineTypes.length === 0 || limit <= 0) return [];
  const before = transaction.repeated ? await selectClaimed(transaction.db, claim) : [];
  if (before.length > 0) return withAttempts(transaction.db, before);
  const retries = await selectClaimable(transaction.db, scope, 'retry-wait', engineTypes, limit, claim.now);
  const rest = limit - retries.length;
  const scheduled = rest > 0 ? await selectClaimable(transaction.db, scope, 'scheduled', engineTypes, rest) : [];
  return takeRuns(transaction, claim, [...retries, ...scheduled]);
}

/** Marks locked rows as this executor's and tells it. */
export async function takeRuns(
  transaction: Transaction,
  claim: Claim,
  rows: readonly RunTable[],
): Promise<readonly RunRecord[]> {
  if (rows.length === 0) return [];
  const taken = { state: 'claimed', executor: claim.executor, claimed_until: claim.until };
  const ids = rows.map((row) => row.id);
  await transaction.db.updateTable('sluice_run').set(taken).where('id', 'in', ids).execute();
  await appendEvents(
    transaction,
    rows.map((row) =>
      runEvent(row, {
        from: row.state,
        to: 'claimed',
        at: claim.now,
        actor: claim.executor,
        more: { executor: claim.executor },
      }),
    ),
  );
  return withAttempts(
    transaction.db,
    rows.map((row) => ({ ...row, ...taken })),
  );
}

async function selectClaimable(
  db: Reader,
  { project, environment }: Scope,
  state: RunState,
  engineTypes: readonly string[],
  limit: number,
  notAfter?: number,
): Promise<readonly RunTable[]> {
  return db
    .selectFrom(runsByIndex(db, 'sluice_run_claimable'))
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', '=', state)
    .where('engine_type', 'in', engineTypes)
    .$if(notAfter !== undefined, (query) => query.where('not_before', '<=', notAfter ?? 0))
    .orderBy('not_before')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** What an earlier try of this very call has claimed, when its commit seemed to fail. */
export async function selectClaimed(db: Reader, claim: Claim): Promise<readonly RunTable[]> {
  return db
    .selectFrom('sluice_run')
    .selectAll()
    .where('state', '=', 'claimed')
    .where('executor', '=', claim.executor)
    .where('claimed_until', '=', claim.until)
    .execute();
}
