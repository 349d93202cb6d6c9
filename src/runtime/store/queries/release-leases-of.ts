import type { Transaction } from '../transaction.ts';
import { releaseLease } from './release-lease.ts';

/** Gives up all leases of a holder. Found without a lock, so that no other scope's row is waited for. */
export async function releaseLeasesOf(transaction: Transaction, holder: string): Promise<void> {
  const held = await transaction.db
    .selectFrom('sluice_lease')
    .select(['name', 'fence'])
    .where('holder', '=', holder)
    .execute();
  for (const { name, fence } of held) await releaseLease(transaction, name, holder, fence);
}
