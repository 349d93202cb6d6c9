import { sql, SqliteAdapter } from 'kysely';
import { chunks } from '../chunks.ts';
import type { StoreSchema } from '../schema.ts';
import type { Reader } from '../transaction.ts';

const CHUNK = 200;

/**
 * Writes columns of many rows that differ in them, by one statement for each {@link CHUNK} of them: the rows are there, are locked by
 * us, and are given whole. A CASE for each column would be compared with each row: of 500 rows that is ten times as slow.
 *
 * @param key The primary key's columns.
 */
export async function upsertRows<Table extends 'sluice_run' | 'sluice_attempt' | 'sluice_deployment'>(
  db: Reader,
  table: Table,
  rows: readonly StoreSchema[Table][],
  key: readonly string[],
  columns: readonly (keyof StoreSchema[Table] & string)[],
): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  for (const part of chunks(rows, CHUNK)) {
    const names = Object.keys(part[0] ?? {});
    // `as` because a row's columns are values of the database, whichever table it is of.
    const values = part.map((row) => sql`(${sql.join(names.map((name) => row[name as keyof typeof row]))})`);
    const given = (column: string) =>
      isSqlite
        ? sql`${sql.id(column)} = excluded.${sql.id(column)}`
        : sql`${sql.id(column)} = values(${sql.id(column)})`;
    const clash = isSqlite
      ? sql`on conflict (${sql.join(key.map((column) => sql.id(column)))}) do update set`
      : sql`on duplicate key update`;
    await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.id(name)))}) values ${sql.join(values)} ${clash} ${sql.join(columns.map(given))}`.execute(
      db,
    );
  }
}
