import { appendEvents } from '../events/append-events.ts';
import { runEvent } from '../events/run-event.ts';
import type { Transaction } from '../transaction.ts';
import { lockOpenAttempt } from './lock-open-attempt.ts';

/** Notes that the engine runs the attempt. Marking it again changes nothing. */
export async function markRunning(
  transaction: Transaction,
  runId: string,
  executor: string,
  attempt: number,
  now: number,
): Promise<boolean> {
  const row = await lockOpenAttempt(transaction, runId, executor, attempt);
  if (row === undefined) return false;
  if (row.state === 'running') return true;
  await transaction.db.updateTable('sluice_run').set({ state: 'running' }).where('id', '=', runId).execute();
  await transaction.db
    .updateTable('sluice_attempt')
    .set({ state: 'running' })
    .where('run_id', '=', runId)
    .where('number', '=', attempt)
    .execute();
  await appendEvents(transaction, [
    runEvent(row, { from: row.state, to: 'running', at: now, attempt, actor: executor }),
  ]);
  return true;
}
