import { appendEvents } from '../events/append-events.ts';
import { runEvent } from '../events/run-event.ts';
import type { Transaction } from '../transaction.ts';
import { lockRun } from './lock-run.ts';

/** Gives a claimed run back that was not started. */
export async function releaseClaim(
  transaction: Transaction,
  runId: string,
  executor: string,
  now: number,
): Promise<void> {
  const row = await lockRun(transaction, runId);
  if (row?.state !== 'claimed' || row.executor !== executor) return;
  await transaction.db
    .updateTable('sluice_run')
    .set({ state: 'scheduled', executor: null, claimed_until: null })
    .where('id', '=', runId)
    .execute();
  await appendEvents(transaction, [
    runEvent(row, { from: 'claimed', to: 'scheduled', at: now, actor: executor, more: { executor } }),
  ]);
}
