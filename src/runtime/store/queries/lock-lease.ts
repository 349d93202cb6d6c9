import type { LeaseTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

/** The lease row of a name, locked until the transaction ends; made where it is missing. */
export async function lockLease(transaction: Transaction, name: string): Promise<LeaseTable> {
  const select = transaction.db.selectFrom('sluice_lease').selectAll().where('name', '=', name).forUpdate();
  const found = await select.executeTakeFirst();
  if (found !== undefined) return found;
  await transaction.db
    .insertInto('sluice_lease')
    .ignore()
    .values({ name, holder: null, fence: 0, expires_at: 0 })
    .execute();
  return select.executeTakeFirstOrThrow();
}
