import { chunks } from '../chunks.ts';
import type { Transaction } from '../transaction.ts';

const CHUNK = 1_000;

/** Notes that the bus has these events. Noting it again keeps the first time. */
export async function markPublished(transaction: Transaction, ids: readonly string[], now: number): Promise<void> {
  for (const part of chunks([...ids].sort(), CHUNK)) {
    await transaction.db
      .updateTable('sluice_event')
      .set({ published_at: now })
      .where('id', 'in', part)
      .where('published_at', 'is', null)
      .execute();
  }
}
