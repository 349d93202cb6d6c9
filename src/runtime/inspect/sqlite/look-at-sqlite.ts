import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { DatasourceNode } from '../../../compiler/index.ts';
import type { Facts, TableFacts } from '../facts.ts';
import type { LookContext } from '../look-context.ts';
import { namesMatching, type Wanted } from '../wanted.ts';
import { readSqlite } from './read-sqlite.ts';

/** Looks at a database file without writing to it. */
export function lookAtSqlite(datasource: DatasourceNode, wanted: Wanted, context: LookContext): Facts {
  return readSqlite(datasource, context, (database) => readTables(database, wanted, context.sizes));
}

function readTables(
  database: DatabaseSyncInstance,
  wanted: Wanted,
  sizes: boolean,
): Pick<Facts, 'tables' | 'missing' | 'names'> {
  const listed = rowsOf(database, "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view')");
  const there = new Map(listed.map(({ name, type }) => [String(name).toLowerCase(), { name: String(name), type }]));
  const names = [...there.values()].map(({ name }) => name).filter((name) => !name.startsWith('sqlite_'));
  const tables = new Map<string, TableFacts>();
  const missing = new Set<string>();
  for (const written of [...wanted.tables, ...namesMatching(names, wanted.patterns)]) {
    const found = there.get(written.replace(/^main\./i, '').toLowerCase());
    if (found === undefined) missing.add(written);
    else
      tables.set(written, {
        ...readTable(database, found.name),
        isView: found.type === 'view',
        ...(sizes ? countRows(database, found.name) : {}),
      });
  }
  return { tables, missing, names };
}

/** To count holds up the whole process, so that it ends here. */
const MOST_COUNTED = 1_000_000;

function countRows(database: DatabaseSyncInstance, table: string): Pick<TableFacts, 'rows' | 'hasMore'> {
  const name = `"${table.replaceAll('"', '""')}"`;
  const [row] = rowsOf(database, `SELECT count(*) AS count FROM (SELECT 1 FROM ${name} LIMIT ${MOST_COUNTED + 1})`);
  const rows = Number(row?.['count']);
  return rows > MOST_COUNTED ? { rows: MOST_COUNTED, hasMore: true } : { rows };
}

function readTable(database: DatabaseSyncInstance, table: string): TableFacts {
  // 1 = a column of a virtual table that is not shown
  const columns = rowsOf(database, 'SELECT * FROM pragma_table_xinfo(?)', table).filter(({ hidden }) => hidden !== 1);
  const key = columns.filter(({ pk }) => Number(pk) > 0).sort((a, b) => Number(a['pk']) - Number(b['pk']));
  const isRowId = key.length === 1 && String(key[0]?.['type']).toUpperCase() === 'INTEGER';
  const indexes = rowsOf(database, 'SELECT name, "unique", origin FROM pragma_index_list(?) ORDER BY name', table)
    .filter(({ origin }) => origin !== 'pk')
    .map(({ name, unique }) => ({
      columns: rowsOf(database, 'SELECT name FROM pragma_index_info(?) ORDER BY seqno', String(name)).map((part) =>
        part['name'] === null ? '(expression)' : String(part['name']),
      ),
      unique: unique === 1,
    }));
  return {
    columns: columns.map(({ name, type, notnull, dflt_value: fallback, pk, hidden }) => ({
      name: String(name),
      type: String(type),
      nullable: notnull !== 1 && Number(pk) === 0,
      // 2 and 3 = a computed column
      hasDefault: fallback !== null || hidden !== 0 || (isRowId && Number(pk) > 0),
    })),
    primaryKey: key.map(({ name }) => String(name)),
    indexes,
  };
}

function rowsOf(
  database: DatabaseSyncInstance,
  sql: string,
  ...values: readonly string[]
): readonly Readonly<Record<string, unknown>>[] {
  return database.prepare(sql).all(...values) as Record<string, unknown>[]; // rows are objects by column
}
