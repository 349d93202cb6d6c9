import { sql, SqliteAdapter, type AliasedRawBuilder } from 'kysely';
import type { RunTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';

/**
 * The table of runs, to be selected from by one index. Where several give an order, MySQL and MariaDB choose by what they have
 * counted of the whole table: for a scope with most of it they walk through the runs of all, and lock them on the way.
 */
export function runsByIndex(db: Reader, index: string): AliasedRawBuilder<RunTable, 'r'> {
  const name = sql.id(index);
  const alias =
    db.getExecutor().adapter instanceof SqliteAdapter
      ? sql<unknown>`r indexed by ${name}`
      : sql<unknown>`r force index (${name})`;
  return sql<RunTable>`sluice_run`.as<'r'>(alias);
}
