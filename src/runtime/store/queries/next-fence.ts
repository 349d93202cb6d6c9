import type { Transaction } from '../transaction.ts';
import { lockLease } from './lock-lease.ts';

/** Raises the fence above all that were given out, and to `atLeast`. */
export async function nextFence(transaction: Transaction, name: string, atLeast: number): Promise<number> {
  const lease = await lockLease(transaction, name);
  const fence = Math.max(lease.fence + 1, atLeast);
  await transaction.db.updateTable('sluice_lease').set({ fence }).where('name', '=', name).execute();
  return fence;
}
