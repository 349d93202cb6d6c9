import type { Transaction } from '../transaction.ts';

/** Prolongs a lease that nobody else has taken since, even one whose time has passed. */
export async function renewLease(
  transaction: Transaction,
  name: string,
  holder: string,
  fence: number,
  ttlMs: number,
  now: number,
): Promise<boolean> {
  const result = await transaction.db
    .updateTable('sluice_lease')
    .set({ expires_at: now + ttlMs })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .where('fence', '=', fence)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
