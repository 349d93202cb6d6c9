import type { Transaction } from '../transaction.ts';
import { isHeld } from './lease-holder.ts';
import { lockLease } from './lock-lease.ts';

/**
 * Takes the lease row when nobody holds it or its time has passed. A holder that asks again while it
 * holds gets its fence again: that is the same call, repeated after an unclear commit.
 */
export async function acquireLease(
  transaction: Transaction,
  name: string,
  holder: string,
  ttlMs: number,
  now: number,
): Promise<{ readonly fence: number } | undefined> {
  const lease = await lockLease(transaction, name);
  const valid = isHeld(lease, ttlMs, now);
  if (valid && lease.holder !== holder) return undefined;
  const fence = valid ? lease.fence : lease.fence + 1;
  await transaction.db
    .updateTable('sluice_lease')
    .set({ holder, fence, expires_at: now + ttlMs })
    .where('name', '=', name)
    .execute();
  return { fence };
}
