import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { quoteName } from '../../duckdb/quote.ts';
import type { JobSink } from '../../resolved-job.ts';
import type { Column } from '../../rows.ts';
import { declaredType } from './declared-type.ts';
import { quoteTableName } from './quote-table.ts';

/** Names of a table's columns; empty when there is no such table. */
export function tableColumns(database: DatabaseSyncInstance, table: string): readonly string[] {
  const [schema, name] = table.includes('.') ? table.split('.', 2) : ['main', table];
  const rows: unknown[] = database.prepare('SELECT name FROM pragma_table_info(?, ?)').all(name, schema);
  return rows.map((row) => (typeof row === 'object' && row !== null && 'name' in row ? String(row.name) : ''));
}

/** Columns that are to be written and that the table does not have; names compare as SQLite compares them. */
export function missingColumns(existing: readonly string[], columns: readonly Column[]): readonly string[] {
  const known = new Set(existing.map((name) => name.toLowerCase()));
  return columns.map(({ name }) => name).filter((name) => !known.has(name.toLowerCase()));
}

/** A column without a type gets none: SQLite then keeps each value as it comes. */
export function createTable(table: string, columns: readonly Column[], key: readonly string[]): string {
  const definitions = columns.map(({ name, type }) =>
    type === undefined ? quoteName(name) : `${quoteName(name)} ${declaredType(type)}`,
  );
  if (key.length > 0) definitions.push(`PRIMARY KEY (${key.map(quoteName).join(', ')})`);
  return `CREATE TABLE ${quoteTableName(table)} (${definitions.join(', ')})`;
}

/** The statement that writes one row; without columns and in mode overwrite, the one that empties the table. */
export function writeStatement(
  table: string,
  columns: readonly Column[],
  mode: JobSink['mode'],
  key: readonly string[],
): string {
  if (columns.length === 0 && mode === 'overwrite') return `DELETE FROM ${quoteTableName(table)}`;
  const names = columns.map(({ name }) => quoteName(name));
  const values = names.map(() => '?').join(', ');
  const verb = mode === 'replace' ? 'REPLACE' : 'INSERT';
  const insert = `${verb} INTO ${quoteTableName(table)} (${names.join(', ')}) VALUES (${values})`;
  if (mode !== 'upsert') return insert;
  const changed = columns.filter(({ name }) => !key.includes(name)).map(({ name }) => quoteName(name));
  const update = changed.map((name) => `${name} = excluded.${name}`).join(', ');
  const action = changed.length === 0 ? 'DO NOTHING' : `DO UPDATE SET ${update}`;
  return `${insert} ON CONFLICT (${key.map(quoteName).join(', ')}) ${action}`;
}
