import { chunks } from '../chunks.ts';
import type { Transaction } from '../transaction.ts';
import { HELD_STATES } from './held-states.ts';

const CHUNK = 500;

/**
 * Prolongs the claims of an executor that nobody else has taken over; the ids of those. A run whose row somebody else has locked stays as
 * it is until the next time, and keeps none of the others from it: who takes it over has to wait for the same lock. Where claims are to
 * end now there is no next time, and the lock is waited for.
 */
export async function renewClaims(
  transaction: Transaction,
  executor: string,
  runIds: readonly string[],
  { until, now }: { readonly until: number; readonly now: number },
): Promise<readonly string[]> {
  const held: string[] = [];
  for (const part of chunks([...runIds].sort(), CHUNK)) {
    const ours = transaction.db
      .selectFrom('sluice_run')
      .select('id')
      .where('executor', '=', executor)
      .where('state', 'in', HELD_STATES);
    const wanted = ours.where('id', 'in', part).orderBy('id').forUpdate();
    const rows = await (until > now ? wanted.skipLocked() : wanted).execute();
    const ids = rows.map((row) => row.id);
    if (ids.length > 0)
      await transaction.db.updateTable('sluice_run').set({ claimed_until: until }).where('id', 'in', ids).execute();
    held.push(...ids);
    const left = part.filter((id) => !ids.includes(id));
    if (left.length > 0) held.push(...(await ours.where('id', 'in', left).execute()).map(({ id }) => id));
  }
  return held;
}
