import { currentFence } from './current-fence.ts';
import type { LeaseTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

/** The row of the one leader that all had who shared a store, before each scope had its own. */
const SHARED = 'leader';
const OF_A_SCOPE = /^(leader|scheduler):/;

/**
 * The lease row of a name, locked until the transaction ends; made where it is missing. A scope's begins at the fence of the
 * leader that all shared, where there was one: a fence never goes back.
 */
export async function lockLease(transaction: Transaction, name: string): Promise<LeaseTable> {
  const select = transaction.db.selectFrom('sluice_lease').selectAll().where('name', '=', name).forUpdate();
  const found = await select.executeTakeFirst();
  if (found !== undefined) return found;
  await transaction.db
    .insertInto('sluice_lease')
    .ignore()
    .values({
      name,
      holder: null,
      fence: OF_A_SCOPE.test(name) ? await currentFence(transaction.db, SHARED) : 0,
      expires_at: 0,
    })
    .execute();
  return select.executeTakeFirstOrThrow();
}
