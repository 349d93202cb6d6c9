import type { EndMeasure } from '../../../../ports/index.ts';
import { exactNumber, type EndContext, type MeasuredEnd } from '../../measured-end.ts';
import { measureSql } from '../../source-sql.ts';
import { connectMysql } from './connect.ts';
import { mysqlCursorValues, mysqlDialect } from './source.ts';

/** Counts rows of MySQL or MariaDB; its integers and decimals are summed up as decimals, which are exact. */
export async function measureMysql(end: MeasuredEnd, context: EndContext): Promise<EndMeasure> {
  const session = await connectMysql(end.connection, context);
  try {
    const sql = measureSql(end.rows, end.table, end.sums, mysqlDialect(end.rows));
    const question = { sql, rowsAsArray: true };
    const [[rows = 0, ...sums] = []] = (await session.query(
      `cannot count the rows of ${end.name}`,
      question,
      mysqlCursorValues(end.rows),
    )) as unknown[][]; // rowsAsArray: each row is a list
    return { rows: BigInt(String(rows)), sums: sums.map(exactNumber) };
  } finally {
    await session.close();
  }
}
