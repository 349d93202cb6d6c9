import type { EndMeasure } from '../../../../ports/index.ts';
import { exactNumber, type EndContext, type MeasuredEnd } from '../../measured-end.ts';
import { measureSql } from '../../source-sql.ts';
import { askOneRow } from './ask-one-row.ts';
import { openDatabase, takeBackHalfDone } from './open-database.ts';
import { SQLITE_DIALECT, sqliteCursorValues } from './source.ts';
import { LOCK_WAIT_MS, whenFree } from './when-free.ts';

/**
 * Counts rows of an SQLite file, in a process of its own. Sums are of integers to 64 bits; one beyond is refused by SQLite, not rounded.
 */
export async function measureSqlite(end: MeasuredEnd, context: EndContext): Promise<EndMeasure> {
  const what = `cannot count the rows of ${end.name}`;
  const file = await readableFile(end, context, what);
  const sql = measureSql(end.rows, end.table, end.sums, SQLITE_DIALECT);
  const values = sqliteCursorValues(end.rows);
  const [rows = 0, ...sums] = await askOneRow({ file, sql, values, lockWaitMs: LOCK_WAIT_MS }, what, context.signal);
  return { rows: BigInt(String(rows)), sums: sums.map(exactNumber) };
}

/** The database as a file that one who only reads can open. */
async function readableFile(end: MeasuredEnd, context: EndContext, what: string): Promise<string> {
  const database = openDatabase(end.connection, context, 'read');
  try {
    await whenFree(() => takeBackHalfDone(database), context, what);
    return database.location() ?? '';
  } finally {
    database.close();
  }
}
