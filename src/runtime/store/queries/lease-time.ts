import { sql } from 'kysely';
import type { Reader } from '../transaction.ts';

/** The database's own time in UTC milliseconds, whatever the time zone of the session; on MySQL and MariaDB. */
export const DATABASE_TIME = sql<number>`TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000`;

/** What `DATABASE_TIME` is now. */
export async function leaseTime(db: Reader): Promise<number> {
  const { rows } = await sql<{ readonly now: number | string }>`SELECT ${DATABASE_TIME} AS now`.execute(db);
  return Number(rows[0]?.now);
}
