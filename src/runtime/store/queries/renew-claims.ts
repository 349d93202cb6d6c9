import { chunks } from '../chunks.ts';
import type { Transaction } from '../transaction.ts';
import { HELD_STATES } from './held-states.ts';

const CHUNK = 500;

/** Prolongs the claims of an executor that nobody else has taken over; the ids of those. */
export async function renewClaims(
  transaction: Transaction,
  executor: string,
  runIds: readonly string[],
  until: number,
): Promise<readonly string[]> {
  const held: string[] = [];
  for (const part of chunks([...runIds].sort(), CHUNK)) {
    const rows = await transaction.db
      .selectFrom('sluice_run')
      .select('id')
      .where('id', 'in', part)
      .where('executor', '=', executor)
      .where('state', 'in', HELD_STATES)
      .orderBy('id')
      .forUpdate()
      .execute();
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) continue;
    await transaction.db.updateTable('sluice_run').set({ claimed_until: until }).where('id', 'in', ids).execute();
    held.push(...ids);
  }
  return held;
}
