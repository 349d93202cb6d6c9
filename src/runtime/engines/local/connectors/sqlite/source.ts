import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { OperatingError } from '../../../../errors.ts';
import { coerceBatch, numbered } from '../../coerce-batch.ts';
import { quoteName } from '../../duckdb/quote.ts';
import { type CursorTracker, trackCursor } from '../../incremental-column.ts';
import type { JobContext } from '../../job-context.ts';
import type { JobSource } from '../../resolved-job.ts';
import { type Batch, BATCH_ROWS, type Column, type RowSource } from '../../rows.ts';
import { cursorValues, sourceSql, type RowsOf, type SourceDialect } from '../../source-sql.ts';
import { coercerFor } from '../../types/coerce.ts';
import { typeOfDeclaration } from './declared-type.ts';
import { openDatabase, takeBackHalfDone } from './open-database.ts';
import { quoteTableName } from './quote-table.ts';
import { isBusy, sqliteError } from './sqlite-error.ts';
import { whenFree } from './when-free.ts';

/** Reads tables or a query of an SQLite file. Integers are exact to 64 bits. */
export async function openSqliteSource(source: JobSource, context: JobContext): Promise<RowSource> {
  const database = openDatabase(source.connection, context, 'read');
  try {
    const tables: readonly (string | undefined)[] = source.query === undefined ? source.tables : [undefined];
    const reads = await whenFree(
      () => {
        takeBackHalfDone(database);
        return tables.map((table) => prepareRead(database, source, table));
      },
      context,
      'cannot read the database',
    );
    const [first] = reads;
    if (first === undefined)
      throw new OperatingError('ENGINE_REFUSED', 'the source names no table', { retryable: false });
    const tracker = trackCursor(source.incremental, first.columns);
    return {
      columns: first.columns,
      batches: () => readAll(reads, context, tracker),
      cursor: () => tracker.cursor(),
      close: async () => database.close(),
    };
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

interface Read {
  readonly columns: readonly Column[];
  readonly table: string;
  rows(): Iterable<unknown[]>;
}

function prepareRead(database: DatabaseSyncInstance, source: JobSource, table: string | undefined): Read {
  const name = table === undefined ? 'the query' : `the table ${table}`;
  const sql = sourceSql(source, table, SQLITE_DIALECT);
  try {
    const statement = database.prepare(sql);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    const declared = source.columns;
    const columns = statement.columns().map((column, index) => ({
      name: column.name,
      type: (declared === '*' ? undefined : declared[index]?.type) ?? typeOfDeclaration(column.type),
    }));
    return { columns, table: name, rows: () => statement.iterate(...sqliteCursorValues(source)) };
  } catch (thrown) {
    if (isBusy(thrown)) throw thrown;
    throw sqliteError(thrown, `cannot read ${name}`);
  }
}

/** How SQLite is asked for the rows of a source. */
export const SQLITE_DIALECT: SourceDialect = {
  quote: quoteName,
  quoteTable: quoteTableName,
  cursorParameter: () => '?',
};

/** The cursor as SQLite compares it: integers as integers, everything else as the text it was stored as. */
export function sqliteCursorValues(source: RowsOf): readonly (string | bigint | number)[] {
  const name = source.incremental?.type.name ?? 'string';
  return cursorValues(source).map((value) => {
    if (name.startsWith('int') && /^-?\d+$/.test(value)) return BigInt(value);
    return name.startsWith('float') ? Number(value) : value;
  });
}

async function* readAll(reads: readonly Read[], context: JobContext, tracker: CursorTracker): AsyncIterable<Batch> {
  let number = 1;
  for (const read of reads) {
    const plan = read.columns.map(({ name, type }, index) => ({ name, index, coerce: coercerFor(type) }));
    const begun = await whenFree(() => begin(read), context, `cannot read ${read.table}`);
    for (const rows of inBatches(begun, read.table)) {
      tracker.see(rows);
      context.counters.rowsRead += rows.length;
      yield coerceBatch(numbered(rows, number), plan, 'source', context.refusals);
      number += rows.length;
    }
  }
}

interface BegunRead {
  readonly first: IteratorResult<unknown[]>;
  readonly others: Iterator<unknown[]>;
}

/** The lock is taken with the first row, and not while another connection waits to commit, or does. */
function begin(read: Read): BegunRead {
  const others = read.rows()[Symbol.iterator]();
  return { first: others.next(), others };
}

function* inBatches({ first, others }: BegunRead, table: string): Iterable<unknown[][]> {
  let rows: unknown[][] = [];
  try {
    if (first.done === true) return;
    rows.push(first.value);
    for (const row of asIterable(others)) {
      if (rows.length === BATCH_ROWS) {
        yield rows;
        rows = [];
      }
      rows.push(row);
    }
  } catch (thrown) {
    throw sqliteError(thrown, `cannot read ${table}`);
  }
  if (rows.length > 0) yield rows;
}

/** For `for`: told to return after its last row, an iterator of this driver ends the process (@photostructure/sqlite 1). */
function asIterable<T>(iterator: Iterator<T>): Iterable<T> {
  return { [Symbol.iterator]: () => iterator };
}
