import type { RunReason } from '../../ports/index.ts';
import { writeOptionalDocument } from '../document.ts';
import { appendEvents } from '../events/append-events.ts';
import { runEvent } from '../events/run-event.ts';
import type { Transaction } from '../transaction.ts';
import { LEADER } from '../events/event-actors.ts';
import { lockRun } from './lock-run.ts';

/** Ends a run's waiting. False when it does not wait. */
export async function releaseWaiting(
  transaction: Transaction,
  runId: string,
  to: 'scheduled' | 'skipped' | 'failed',
  reason: RunReason | undefined,
  now: number,
): Promise<boolean> {
  const run = await lockRun(transaction, runId);
  if (run === undefined) return false;
  if (run.state !== 'waiting') return transaction.repeated && run.state === to;
  await transaction.db
    .updateTable('sluice_run')
    .set({ state: to, reason: writeOptionalDocument(reason), finished_at: to === 'scheduled' ? null : now })
    .where('id', '=', runId)
    .execute();
  await appendEvents(transaction, [runEvent(run, { from: 'waiting', to, at: now, reason, actor: LEADER })]);
  return true;
}
