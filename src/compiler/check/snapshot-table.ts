import type { Text } from '../../time/index.ts';
import {
  columnTypeOf,
  type ColumnNode,
  type ColumnSnapshot,
  type ColumnType,
  type DatasourceNode,
  type SinkNode,
  type SourceNode,
  type TableSnapshot,
} from '../ir/index.ts';

/** A table of a schema snapshot under the name that it has there. */
export interface KnownTable {
  readonly name: string;
  readonly table: TableSnapshot;
}

/** The one table that a side moves, where its datasource has a snapshot which knows it. */
export function knownTable(node: SourceNode | SinkNode): KnownTable | undefined {
  const [table, second] = node.kind === 'sink' ? [node.table] : node.tables;
  if (table === undefined || second !== undefined) return undefined;
  return findTable(node.datasource, table);
}

/**
 * Finds a table by the name as a pipeline writes it, with or without the database in front. Undefined without a
 * snapshot, or where the name is known only when a run starts.
 */
export function findTable(datasource: DatasourceNode | undefined, written: Text): KnownTable | undefined {
  const { tables, database } = datasource ?? {};
  if (tables === undefined || typeof written !== 'string') return undefined;
  const short = withoutDatabase(written, database);
  for (const name of [written, short, `${database ?? ''}.${short}`]) {
    const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
    if (table !== undefined) return { name, table };
  }
  return undefined;
}

/** `orders` of `shop.orders` in database `shop`. */
export function withoutDatabase(table: string, database: string | undefined): string {
  const front = `${database ?? ''}.`;
  return database !== undefined && table.startsWith(front) ? table.slice(front.length) : table;
}

/** A column of a table: SQL does not tell capital letters from small ones in names that are not quoted. */
export function findColumn(table: TableSnapshot, name: string): ColumnSnapshot | undefined {
  const known = TABLE_COLUMNS.get(table) ?? columnsByName(table);
  TABLE_COLUMNS.set(table, known);
  return known.exact.get(name) ?? known.lowerCase.get(name.toLowerCase());
}

interface TableColumns {
  readonly exact: ReadonlyMap<string, ColumnSnapshot>;
  readonly lowerCase: ReadonlyMap<string, ColumnSnapshot>;
}

const TABLE_COLUMNS = new WeakMap<TableSnapshot, TableColumns>();

/** The first of two with one name counts. */
function columnsByName({ columns }: TableSnapshot): TableColumns {
  const entries = columns.map((column) => [column.name, column] as const).toReversed();
  return { exact: new Map(entries), lowerCase: new Map(entries.map(([name, column]) => [name.toLowerCase(), column])) };
}

/** The type that the table itself has for a column, and as the database spells it; undefined where nothing is known of it. */
export function typeInTable(
  node: SourceNode | SinkNode,
  name: string,
): { readonly type: ColumnType; readonly spelled: string } | undefined {
  const column = findColumn(knownTable(node)?.table ?? NO_TABLE, name);
  const type = column && columnTypeOf(node.datasource?.type ?? '', column.type);
  return column && type && { type, spelled: column.type };
}

/** Columns by name, of the lists that were asked: rules ask for each column of a list, and a list may be very long. */
const BY_NAME = new WeakMap<readonly ColumnNode[], ReadonlyMap<string, ColumnNode>>();

/** A column of a list by its name; the first of two. */
export function columnNamed(columns: '*' | readonly ColumnNode[], name: string): ColumnNode | undefined {
  if (columns === '*') return undefined;
  const byName = BY_NAME.get(columns) ?? new Map(columns.map((column) => [column.name, column] as const).toReversed());
  BY_NAME.set(columns, byName);
  return byName.get(name);
}

const NO_TABLE: TableSnapshot = { columns: [], primaryKey: [], indexes: [] };
