import type { RunMetrics } from '../../ports/index.ts';
import { writeDocument } from '../document.ts';
import type { Transaction } from '../transaction.ts';
import { lockOpenAttempt } from './lock-open-attempt.ts';

/** Keeps the counters of an open attempt; nothing when it is no longer ours. No event: it is no change of state. */
export async function updateMetrics(
  transaction: Transaction,
  runId: string,
  executor: string,
  attempt: number,
  metrics: RunMetrics,
): Promise<void> {
  const run = await lockOpenAttempt(transaction, runId, executor, attempt);
  if (run === undefined) return;
  const changed = { metrics: writeDocument(metrics) };
  await transaction.db.updateTable('sluice_run').set(changed).where('id', '=', runId).execute();
  await transaction.db
    .updateTable('sluice_attempt')
    .set(changed)
    .where('run_id', '=', runId)
    .where('number', '=', attempt)
    .execute();
}
