import type { Transaction } from '../transaction.ts';

/** Gives a lease up, if it is still this holder's. The fence stays, so that the next one is greater. */
export async function releaseLease(
  transaction: Transaction,
  name: string,
  holder: string,
  fence: number,
): Promise<void> {
  await transaction.db
    .updateTable('sluice_lease')
    .set({ holder: null, expires_at: 0 })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .where('fence', '=', fence)
    .execute();
}
