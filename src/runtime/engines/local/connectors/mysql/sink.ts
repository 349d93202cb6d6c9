import { OperatingError } from '../../../../errors.ts';
import type { JobContext } from '../../job-context.ts';
import type { JobSink } from '../../resolved-job.ts';
import { type Batch, type Cell, type Column, type Row, type RowSink, sizeOfRow } from '../../rows.ts';
import { connectMysql, type MysqlSession } from './connect.ts';
import { isRowAtFault } from './mysql-error.ts';
import { quoteMysqlName, quoteMysqlTable } from './quote.ts';

/**
 * Rows of one transaction. A run up to this size is all or nothing; a larger one commits after each
 * million, because a server keeps the old rows of an open transaction in its undo log. Mode overwrite
 * is one transaction at any size: nobody sees the table half filled.
 */
export const TRANSACTION_ROWS = 1_000_000;

/** Bytes of one INSERT, well under the smallest `max_allowed_packet` in use (16 MB by default). */
const STATEMENT_BYTES = 2_000_000;

/** Writes into an existing table of MySQL or MariaDB by multi-row statements inside a transaction. */
export async function openMysqlSink(sink: JobSink, columns: readonly Column[], context: JobContext): Promise<RowSink> {
  const { table } = sink;
  if (table === undefined) throw new OperatingError('ENGINE_REFUSED', 'the sink names no table', { retryable: false });
  const session = await connectMysql(sink.connection, context);
  const writer = new MysqlWriter(session, table, sink, columns, context);
  try {
    await writer.begin();
    return writer;
  } catch (thrown) {
    session.destroy();
    throw thrown;
  }
}

class MysqlWriter implements RowSink {
  readonly #session: MysqlSession;
  readonly #table: string;
  readonly #sink: JobSink;
  readonly #columns: readonly Column[];
  readonly #context: JobContext;
  readonly #head: string;
  readonly #tail: string;
  #uncommitted = 0;

  constructor(session: MysqlSession, table: string, sink: JobSink, columns: readonly Column[], context: JobContext) {
    this.#session = session;
    this.#table = table;
    this.#sink = sink;
    this.#columns = columns;
    this.#context = context;
    const names = columns.map(({ name }) => quoteMysqlName(name)).join(', ');
    this.#head = `${sink.mode === 'replace' ? 'REPLACE' : 'INSERT'} INTO ${quoteMysqlTable(table)} (${names}) VALUES ?`;
    this.#tail = sink.mode === 'upsert' ? ` ON DUPLICATE KEY UPDATE ${assignments(columns, sink.key)}` : '';
  }

  async begin(): Promise<void> {
    await checkTable(this.#session, this.#table, this.#columns);
    await this.#session.query('cannot begin', 'START TRANSACTION');
    for (const sql of this.#sink.preSql) await this.#session.query('preSql failed', sql);
    if (this.#sink.mode !== 'overwrite') return;
    await this.#session.query(`cannot empty the table ${this.#table}`, `DELETE FROM ${quoteMysqlTable(this.#table)}`);
  }

  async write(batch: Batch): Promise<void> {
    for (const part of split(batch)) await this.#writePart(part);
    this.#uncommitted += batch.rows.length;
    if (this.#uncommitted < TRANSACTION_ROWS || this.#sink.mode === 'overwrite') return;
    await this.#session.query('cannot commit', 'COMMIT');
    this.#context.log(`committed ${this.#context.counters.rowsWritten} rows; the run goes on in a new transaction`);
    await this.#session.query('cannot begin', 'START TRANSACTION');
    this.#uncommitted = 0;
  }

  async commit(): Promise<void> {
    for (const sql of this.#sink.postSql) await this.#session.query('postSql failed', sql);
    await this.#session.query('cannot commit, it is not known whether the rows are there', 'COMMIT');
    await this.#session.close();
  }

  async abort(): Promise<void> {
    this.#session.destroy();
  }

  async #writePart(part: Batch): Promise<void> {
    try {
      await this.#insert(part.rows);
    } catch (thrown) {
      if (!isRowAtFault(thrown)) throw thrown;
      await this.#writeOneByOne(part);
    }
  }

  /** The server undid the statement as a whole; row by row it names the one at fault. */
  async #writeOneByOne(part: Batch): Promise<void> {
    for (const [index, row] of part.rows.entries()) {
      try {
        await this.#insert([row]);
      } catch (thrown) {
        if (!isRowAtFault(thrown) || !(thrown instanceof OperatingError)) throw thrown;
        const number = part.numbers[index] ?? 0;
        this.#context.refusals.refuse({
          at: 'sink',
          row: number,
          unit: part.unit,
          column: undefined,
          value: undefined,
          why: thrown.message,
        });
      }
    }
  }

  async #insert(rows: readonly Row[]): Promise<void> {
    const values = rows.map((row) => row.map((cell, index) => toMysql(cell, this.#columns[index])));
    await this.#session.query(`cannot write the table ${this.#table}`, this.#head + this.#tail, [values]);
    this.#context.counters.rowsWritten += rows.length;
  }
}

/** Throws JOB_FAILED naming the table, or the columns that it does not have. */
async function checkTable(session: MysqlSession, table: string, columns: readonly Column[]): Promise<void> {
  const what = `the table ${table} cannot be written (columns ${columns.map(({ name }) => name).join(', ')})`;
  const rows = await session.query(what, `SHOW COLUMNS FROM ${quoteMysqlTable(table)}`);
  const existing = Array.isArray(rows)
    ? rows.map((row: Readonly<Record<string, unknown>>) => String(row['Field']))
    : [];
  const known = new Set(existing.map((name) => name.toLowerCase()));
  const missing = columns.map(({ name }) => name).filter((name) => !known.has(name.toLowerCase()));
  if (missing.length === 0) return;
  throw new OperatingError('JOB_FAILED', `the table ${table} has no column ${missing.join(', ')}`, {
    retryable: false,
    help: `It has ${existing.join(', ')}.`,
  });
}

function assignments(columns: readonly Column[], key: readonly string[]): string {
  const changed = columns.filter(({ name }) => !key.includes(name));
  // VALUES() is the one spelling that both MySQL and MariaDB take.
  return (changed.length === 0 ? columns : changed)
    .map(({ name }) => `${quoteMysqlName(name)} = VALUES(${quoteMysqlName(name)})`)
    .join(', ');
}

function* split({ rows, numbers, unit }: Batch): Iterable<Batch> {
  let start = 0;
  let bytes = 0;
  for (const [index, row] of rows.entries()) {
    const size = sizeOfRow(row) * 2;
    if (bytes > 0 && bytes + size > STATEMENT_BYTES) {
      yield { rows: rows.slice(start, index), numbers: numbers.slice(start, index), unit };
      start = index;
      bytes = 0;
    }
    bytes += size;
  }
  if (start < rows.length) yield { rows: rows.slice(start), numbers: numbers.slice(start), unit };
}

function toMysql(cell: Cell, column: Column | undefined): Cell | Buffer {
  if (typeof cell === 'bigint') return String(cell);
  if (cell instanceof Uint8Array) return Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength);
  // The session's zone is UTC, and MySQL before 8.0.19 and MariaDB take no offset in a text.
  if (column?.type?.name === 'timestamptz' && typeof cell === 'string') return cell.replace('T', ' ').slice(0, -1);
  return cell;
}
