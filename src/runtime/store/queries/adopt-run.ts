import type { RunRecord, RunState } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { runEvent } from '../events/run-event.ts';
import type { Transaction } from '../transaction.ts';
import type { Claim } from './claim-runs.ts';
import { HELD_STATES } from './held-states.ts';
import { lockRun } from './lock-run.ts';
import { withAttempts } from './with-attempts.ts';

/** Takes over a run whose claim has passed, with its open attempt. Undefined = somebody holds it. */
export async function adoptRun(transaction: Transaction, runId: string, claim: Claim): Promise<RunRecord | undefined> {
  const row = await lockRun(transaction, runId);
  if (row === undefined || !HELD_STATES.some((state) => state === row.state)) return undefined;
  const adoptedBefore = row.executor === claim.executor && row.claimed_until === claim.until;
  if (transaction.repeated && adoptedBefore) return (await withAttempts(transaction.db, [row]))[0];
  if (row.claimed_until !== null && row.claimed_until > claim.now) return undefined;
  const changed = { executor: claim.executor, claimed_until: claim.until };
  await transaction.db.updateTable('sluice_run').set(changed).where('id', '=', runId).execute();
  await transaction.db
    .updateTable('sluice_attempt')
    .set({ executor: claim.executor })
    .where('run_id', '=', runId)
    .where('finished_at', 'is', null)
    .execute();
  // `as` because only this store writes the column.
  const state = row.state as RunState;
  await appendEvents(transaction, [
    runEvent(row, {
      type: 'run.adopted',
      from: state,
      to: state,
      at: claim.now,
      actor: claim.executor,
      more: { executor: claim.executor, previousExecutor: row.executor },
    }),
  ]);
  return (await withAttempts(transaction.db, [{ ...row, ...changed }]))[0];
}
