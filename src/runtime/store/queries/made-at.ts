import { sql } from 'kysely';
import type { Reader } from '../transaction.ts';

/** When the first migration was applied, UTC milliseconds: it stays the same as long as the store lives. */
export async function madeAt(db: Reader): Promise<number> {
  const { rows } = await sql<{ readonly at: number | string | null }>`
    SELECT MIN(applied_at) AS at FROM sluice_migration`.execute(db);
  return Number(rows[0]?.at ?? 0);
}
