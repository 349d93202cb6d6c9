import type { Transaction } from '../transaction.ts';

/** Gives a run longer to be claimed; an earlier time than it has already changes nothing. */
export async function putOffDeadline({ db }: Transaction, runId: string, startBy: number): Promise<void> {
  await db
    .updateTable('sluice_deadline')
    .set({ start_by: startBy })
    .where('run_id', '=', runId)
    .where('start_by', '<', startBy)
    .execute();
}
