import { sql } from 'kysely';
import type { Reader } from '../transaction.ts';

/** The database's own time in UTC milliseconds, whatever the time zone of the session. */
export async function leaseTime(db: Reader): Promise<number> {
  const { rows } = await sql<{ readonly now: number | string }>`
    SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000 AS now`.execute(db);
  return Number(rows[0]?.now);
}
