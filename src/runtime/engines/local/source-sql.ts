import type { JobSource } from './resolved-job.ts';

/** How a dialect writes what a source query is made of. */
export interface SourceDialect {
  quote(name: string): string;
  /** A table's name as the user wrote it, perhaps with a schema before a dot. */
  quoteTable(name: string): string;
  /** A parameter that compares with the incremental column: `?` or a cast of it. */
  cursorParameter(): string;
}

/** What says which rows are read. */
export type RowsOf = Pick<JobSource, 'query' | 'where' | 'incremental'>;

/**
 * The query of one table (or of the job's query): the named columns, the user's condition, and for an
 * incremental job only what lies beyond the cursor, or within its range, in the order of its column. Its parameters are
 * {@link cursorValues}.
 */
export function sourceSql(source: JobSource, table: string | undefined, dialect: SourceDialect): string {
  const { columns, incremental } = source;
  const list = columns === '*' ? '*' : columns.map(({ name }) => dialect.quote(name)).join(', ');
  const order = incremental === undefined ? '' : ` ORDER BY ${dialect.quote(incremental.column)}`;
  return `SELECT ${list} FROM ${rowsOf(source, table, dialect)}${order}`;
}

/** The query of one row that says how many rows the same would read, and the sums of columns of them. */
export function measureSql(
  source: RowsOf,
  table: string | undefined,
  sums: readonly string[],
  dialect: SourceDialect,
): string {
  const wanted = ['COUNT(*)', ...sums.map((name) => `SUM(${dialect.quote(name)})`)].join(', ');
  return `SELECT ${wanted} FROM ${rowsOf(source, table, dialect)}`;
}

function rowsOf({ query, where, incremental }: RowsOf, table: string | undefined, dialect: SourceDialect): string {
  // The line break ends a comment at the end of the user's SQL.
  const from = table === undefined ? `(${trimSemicolons(query ?? '')}\n) source` : dialect.quoteTable(table);
  const conditions: string[] = [];
  if (where !== undefined) conditions.push(`(${where}\n)`);
  if (incremental?.after !== undefined) {
    conditions.push(`${dialect.quote(incremental.column)} > ${dialect.cursorParameter()}`);
  }
  if (incremental?.until !== undefined) {
    conditions.push(`${dialect.quote(incremental.column)} <= ${dialect.cursorParameter()}`);
  }
  return conditions.length === 0 ? from : `${from} WHERE ${conditions.join(' AND ')}`;
}

/** What the parameters of {@link sourceSql} stand for, in their order. */
export function cursorValues({ incremental }: Pick<JobSource, 'incremental'>): readonly string[] {
  return [incremental?.after, incremental?.until].filter((value) => value !== undefined);
}

function trimSemicolons(sql: string): string {
  return sql.trim().replace(/;+\s*$/, '');
}
