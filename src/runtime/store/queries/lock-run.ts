import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

/** A run's row, locked until the transaction ends. */
export async function lockRun(transaction: Transaction, runId: string): Promise<RunTable | undefined> {
  return transaction.db.selectFrom('sluice_run').selectAll().where('id', '=', runId).forUpdate().executeTakeFirst();
}
