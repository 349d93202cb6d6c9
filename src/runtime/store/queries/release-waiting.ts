import type { RunReason } from '../../ports/index.ts';
import { writeOptionalDocument } from '../document.ts';
import { appendEvents } from '../events/append-events.ts';
import { runEvent } from '../events/run-event.ts';
import type { Transaction } from '../transaction.ts';
import { LEADER } from '../events/event-actors.ts';
import { lockRun } from './lock-run.ts';
import { refuseBeside } from './refuse-beside.ts';

/** Ends a run's waiting. False when it does not wait. Throws STORE_CONFLICT with `overtaken` where it is to be alone and is not. */
export async function releaseWaiting(
  transaction: Transaction,
  runId: string,
  to: 'scheduled' | 'skipped' | 'failed',
  reason: RunReason | undefined,
  now: number,
  isAlone = false,
): Promise<boolean> {
  const run = await lockRun(transaction, runId);
  if (run === undefined) return false;
  if (run.state !== 'waiting') return transaction.repeated && run.state === to;
  if (isAlone) await refuseBeside(transaction, { key: run, fireTime: run.fire_time, isAsked: false });
  await transaction.db
    .updateTable('sluice_run')
    .set({ state: to, reason: writeOptionalDocument(reason), finished_at: to === 'scheduled' ? null : now })
    .where('id', '=', runId)
    .execute();
  await appendEvents(transaction, [runEvent(run, { from: 'waiting', to, at: now, reason, actor: LEADER })]);
  return true;
}
