import type { LeaseTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';

/** Who holds a lease at this moment; undefined when its time has passed, or never was. */
export async function leaseHolder(db: Reader, name: string, ttlMs: number, now: number): Promise<string | undefined> {
  const row = await db.selectFrom('sluice_lease').selectAll().where('name', '=', name).executeTakeFirst();
  return row !== undefined && isHeld(row, ttlMs, now) ? (row.holder ?? undefined) : undefined;
}

/**
 * Whether a row is to be believed. Its holder writes it a time to live ahead of the database's clock, again and again: one that
 * is further ahead was written before that clock was put back. Once more the time to live is for who compares by a `now` that
 * was asked for a while ago.
 */
export function isHeld({ holder, expires_at: end }: LeaseTable, ttlMs: number, now: number): boolean {
  return holder !== null && end > now && end <= now + 2 * ttlMs;
}
