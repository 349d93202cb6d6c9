import {
  columnTypeOf,
  type ColumnNode,
  type ColumnType,
  type DatasourceNode,
  type TableSnapshot,
} from '../ir/index.ts';
import type { Location } from '../text/index.ts';
import type { Text } from '../../time/index.ts';

/** Columns of one or several tables as the schema snapshot has them. */
export interface TableTypes {
  /** In the order of the table; only those that all tables have with one type. A type that we have no word for is absent. */
  readonly columns: readonly { readonly name: string; readonly type?: ColumnType }[];
  /** True where all tables have the same columns, so that the list stands for `"*"`. */
  readonly whole: boolean;
}

/** Where an engine needs types: of all columns, or of some. */
export interface TypesNeeded {
  readonly all: boolean;
  readonly names: readonly string[];
}

/** What the snapshot knows of the tables of a source or sink; undefined where it knows one of them not. */
export function tableTypes(
  datasource: DatasourceNode | undefined,
  tables: readonly Text[],
  match?: string,
): TableTypes | undefined {
  if (datasource?.tables === undefined) return undefined;
  const known = datasource.tables;
  const names = match === undefined ? tables : matching(Object.keys(known), match, datasource.database);
  const found: TableSnapshot[] = [];
  for (const name of names) {
    const table = typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : undefined;
    if (table === undefined) return undefined;
    found.push(table);
  }
  const [first, ...others] = found.map((table) => typed(table, datasource.type));
  if (first === undefined || first.length === 0) return undefined;
  const columns = first.filter((column) => others.every((other) => other.some((each) => isSame(each, column))));
  return { columns, whole: others.every(({ length }) => length === first.length) && columns.length === first.length };
}

/**
 * The columns with what the table says of their types: as their type where the engine needs one, beside it
 * elsewhere. `"*"` becomes the table's list where the engine needs types.
 */
export function withTableTypes(
  written: '*' | readonly ColumnNode[],
  table: TableTypes | undefined,
  needed: TypesNeeded,
  at: Location,
): '*' | readonly ColumnNode[] {
  if (table === undefined) return written;
  if (written === '*') {
    if (!table.whole || !(needed.all || needed.names.length > 0)) return written;
    return table.columns.map((column) => ({ kind: 'column', ...column, at }));
  }
  return written.map((column) => {
    if (isSaid(column)) return column;
    const type = typeIn(table, column.name);
    if (type === undefined) return column;
    return needed.all || needed.names.includes(column.name) ? { ...column, type } : { ...column, tableType: type };
  });
}

function isSaid({ type, nativeType, value, unnamed }: ColumnNode): boolean {
  return type !== undefined || nativeType !== undefined || value !== undefined || unnamed === true;
}

/** Names of columns mean the same in any case to most databases; where two differ by it alone, the exact one wins. */
function typeIn({ columns }: TableTypes, name: string): ColumnType | undefined {
  const exact = columns.find((column) => column.name === name);
  return (exact ?? columns.find((column) => column.name.toLowerCase() === name.toLowerCase()))?.type;
}

function typed({ columns }: TableSnapshot, datasourceType: string): TableTypes['columns'] {
  return columns.map(({ name, type: spelled }) => {
    const type = columnTypeOf(datasourceType, spelled);
    return type === undefined ? { name } : { name, type };
  });
}

function isSame(one: TableTypes['columns'][number], other: TableTypes['columns'][number]): boolean {
  return one.name === other.name && JSON.stringify(one.type) === JSON.stringify(other.type);
}

/** As engines match: with or without the database in front. */
function matching(names: readonly string[], pattern: string, database: string | undefined): readonly string[] {
  try {
    const expression = new RegExp(`^(?:${pattern})$`, 'u');
    return names.filter((name) => expression.test(name) || expression.test(`${database ?? ''}.${name}`));
  } catch {
    return []; // reported where the pattern is read
  }
}
