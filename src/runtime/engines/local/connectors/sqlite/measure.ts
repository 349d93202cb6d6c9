import type { EndMeasure } from '../../../../ports/index.ts';
import { exactNumber, type EndContext, type MeasuredEnd } from '../../measured-end.ts';
import { measureSql } from '../../source-sql.ts';
import { openDatabase, takeBackHalfDone } from './open-database.ts';
import { SQLITE_DIALECT, sqliteCursorValues } from './source.ts';
import { isBusy, sqliteError } from './sqlite-error.ts';
import { whenFree } from './when-free.ts';

/** Counts rows of an SQLite file. Sums are of integers to 64 bits; one beyond is refused by SQLite, not rounded. */
export async function measureSqlite(end: MeasuredEnd, context: EndContext): Promise<EndMeasure> {
  const database = openDatabase(end.connection, context, 'read');
  const what = `cannot count the rows of ${end.name}`;
  try {
    const found = await whenFree(
      () => {
        takeBackHalfDone(database);
        const statement = database.prepare(measureSql(end.rows, end.table, end.sums, SQLITE_DIALECT));
        statement.setReadBigInts(true);
        statement.setReturnArrays(true);
        return statement.get(...sqliteCursorValues(end.rows));
      },
      context,
      what,
    );
    const [rows = 0, ...sums] = found as unknown as unknown[]; // it returns arrays, and an aggregate has one row
    return { rows: BigInt(String(rows)), sums: sums.map(exactNumber) };
  } catch (thrown) {
    throw isBusy(thrown) ? thrown : sqliteError(thrown, what);
  } finally {
    database.close();
  }
}
