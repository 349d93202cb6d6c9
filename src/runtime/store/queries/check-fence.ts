import { OperatingError } from '../../errors.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Lets a leader's write pass only when nobody has led since: the row of the fence is locked until the
 * transaction ends, shared among the writes of one leader, so that no new leader can begin in between.
 * Throws STORE_FENCED. A greater fence than the stored one is taken over (a store put back from a backup).
 */
export async function checkFence(transaction: Transaction, name: string, fence: number): Promise<void> {
  const row = await transaction.db
    .selectFrom('sluice_lease')
    .select('fence')
    .where('name', '=', name)
    .forShare()
    .executeTakeFirst();
  const newest = row?.fence ?? 0;
  if (fence === newest) return;
  if (fence < newest) {
    throw new OperatingError('STORE_FENCED', 'another process leads by now; this write was refused', {
      retryable: false,
      help: 'nothing to mend: this process stops leading and stands by',
      fields: { fence, newest },
    });
  }
  if (row === undefined) {
    await transaction.db
      .insertInto('sluice_lease')
      .ignore()
      .values({ name, holder: null, fence, expires_at: 0 })
      .execute();
  }
  await transaction.db
    .updateTable('sluice_lease')
    .set({ fence })
    .where('name', '=', name)
    .where('fence', '<', fence)
    .execute();
}
