import { addAbortSignal, type Readable } from 'node:stream';
import type { FieldPacket } from 'mysql2';
import { OperatingError } from '../../../../errors.ts';
import { coerceBatch, numbered } from '../../coerce-batch.ts';
import { type CursorTracker, trackCursor } from '../../incremental-column.ts';
import type { JobContext } from '../../job-context.ts';
import type { JobSource } from '../../resolved-job.ts';
import { type Batch, BATCH_ROWS, type Column, type RowSource } from '../../rows.ts';
import { cursorValues, sourceSql, type RowsOf, type SourceDialect } from '../../source-sql.ts';
import { type Coercer, coercerFor } from '../../types/coerce.ts';
import { connectMysql, type MysqlSession } from './connect.ts';
import { fieldType } from './field-type.ts';
import { quoteMysqlName, quoteMysqlTable } from './quote.ts';

/**
 * Reads tables or a query of MySQL or MariaDB as a stream: the server is slowed down to the pace of the
 * sink, and no more than a few batches are in memory. Rows come through the binary protocol, because
 * the text protocol prints a FLOAT with six digits only.
 */
export async function openMysqlSource(source: JobSource, context: JobContext): Promise<RowSource> {
  const tables: readonly (string | undefined)[] = source.query === undefined ? source.tables : [undefined];
  if (tables.length === 0)
    throw new OperatingError('ENGINE_REFUSED', 'the source names no table', { retryable: false });
  const session = await connectMysql(source.connection, context);
  try {
    const first = await startRead(session, source, tables[0], context);
    const tracker = trackCursor(source.incremental, first.columns);
    let finished = false;
    return {
      columns: first.columns,
      async *batches() {
        const counter = { next: 1 };
        yield* readRows(first, counter, context, tracker);
        for (const table of tables.slice(1)) {
          yield* readRows(await startRead(session, source, table, context), counter, context, tracker);
        }
        finished = true;
      },
      cursor: () => tracker.cursor(),
      close: async () => (finished ? session.close() : session.destroy()),
    };
  } catch (thrown) {
    session.destroy();
    throw thrown;
  }
}

interface Read {
  readonly columns: readonly Column[];
  readonly stream: Readable;
  failure(thrown: unknown): OperatingError;
}

async function startRead(
  session: MysqlSession,
  source: JobSource,
  table: string | undefined,
  context: JobContext,
): Promise<Read> {
  const what = table === undefined ? 'cannot read the query' : `cannot read the table ${table}`;
  const sql = sourceSql(source, table, mysqlDialect(source));
  const values = mysqlCursorValues(source);
  const command = session.connection.execute({ sql, values: [...values], rowsAsArray: true });
  const stream = addAbortSignal(context.signal, command.stream({ highWaterMark: BATCH_ROWS }));
  const failure = (thrown: unknown): OperatingError => session.failure(thrown, what);
  const fields = await new Promise<readonly FieldPacket[]>((resolve, reject) => {
    stream.once('fields', resolve);
    stream.once('error', (thrown: unknown) => reject(failure(thrown)));
  });
  const declared = source.columns;
  const columns = fields.map((field, index) => ({
    name: field.name,
    type: (declared === '*' ? undefined : declared[index]?.type) ?? fieldType(field),
  }));
  return { columns, stream, failure };
}

/** How MySQL and MariaDB are asked for the rows of a source. */
export function mysqlDialect(source: RowsOf): SourceDialect {
  return { quote: quoteMysqlName, quoteTable: quoteMysqlTable, cursorParameter: () => cursorParameter(source) };
}

/** What {@link cursorValues} says, as those servers read it. */
export function mysqlCursorValues(source: RowsOf): readonly string[] {
  return cursorValues(source).map((value) => value.replace('T', ' ').replace(/Z$/, ''));
}

/** A comparison of a decimal with a text would go through doubles; the cast keeps it exact. */
function cursorParameter({ incremental }: RowsOf): string {
  const type = incremental?.type;
  switch (type?.name) {
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
    case 'decimal':
      return 'CAST(? AS DECIMAL(65,30))';
    case 'date':
      return 'CAST(? AS DATE)';
    case 'timestamp':
    case 'timestamptz':
      return 'CAST(? AS DATETIME(6))';
    case 'time':
      return 'CAST(? AS TIME(6))';
    case 'float32':
    case 'float64':
      return '(? + 0e0)';
    default:
      return '?';
  }
}

async function* readRows(
  read: Read,
  counter: { next: number },
  context: JobContext,
  tracker: CursorTracker,
): AsyncIterable<Batch> {
  const plan = read.columns.map(({ name, type }, index) => ({ name, index, coerce: mysqlCoercer(type) }));
  for await (const rows of inBatches(read)) {
    tracker.see(rows);
    context.counters.rowsRead += rows.length;
    yield coerceBatch(numbered(rows, counter.next), plan, 'source', context.refusals);
    counter.next += rows.length;
  }
}

/** Times come as the session shows them, and the session's zone is UTC. */
function mysqlCoercer(type: Column['type']): Coercer {
  const coerce = coercerFor(type);
  if (type?.name !== 'timestamptz') return coerce;
  return (value) => coerce(typeof value === 'string' ? `${value}Z` : value);
}

async function* inBatches(read: Read): AsyncIterable<unknown[][]> {
  let rows: unknown[][] = [];
  try {
    for await (const row of read.stream) {
      if (rows.push(row) < BATCH_ROWS) continue;
      yield rows;
      rows = [];
    }
  } catch (thrown) {
    throw read.failure(thrown);
  }
  if (rows.length > 0) yield rows;
}
