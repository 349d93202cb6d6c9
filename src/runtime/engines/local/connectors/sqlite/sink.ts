import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { OperatingError } from '../../../../errors.ts';
import type { JobContext } from '../../job-context.ts';
import type { JobSink } from '../../resolved-job.ts';
import type { Batch, Cell, Column, RowSink } from '../../rows.ts';
import { openDatabase } from './open-database.ts';
import { isRowAtFault, sqliteError } from './sqlite-error.ts';
import { createTable, missingColumns, tableColumns, writeStatement } from './table.ts';
import { whenFree } from './when-free.ts';

/**
 * Writes into a table of an SQLite file, in one transaction for the whole run: a run that fails leaves
 * the table as it was, in every mode. A table that is not there is created from the columns' types.
 */
export async function openSqliteSink(sink: JobSink, columns: readonly Column[], context: JobContext): Promise<RowSink> {
  const { table } = sink;
  if (table === undefined) throw new OperatingError('ENGINE_REFUSED', 'the sink names no table', { retryable: false });
  const what = `cannot write the table ${table}`;
  const database = openDatabase(sink.connection, context, 'write');
  try {
    await whenFree(() => database.exec('BEGIN IMMEDIATE'), context, what);
    for (const sql of sink.preSql) database.exec(sql);
    prepareTable(database, table, sink, columns, context);
    const statement = database.prepare(writeStatement(table, columns, sink.mode, sink.key));
    return {
      write: async (batch) => {
        batch.rows.forEach((_, index) => writeRow(statement, batch, index, context, what));
      },
      async commit() {
        try {
          for (const sql of sink.postSql) database.exec(sql);
        } catch (thrown) {
          throw sqliteError(thrown, 'postSql failed');
        }
        await whenFree(() => database.exec('COMMIT'), context, what);
        database.close();
      },
      abort: async () => rollBack(database),
    };
  } catch (thrown) {
    rollBack(database);
    throw sqliteError(thrown, what);
  }
}

function prepareTable(
  database: DatabaseSyncInstance,
  table: string,
  sink: JobSink,
  columns: readonly Column[],
  context: JobContext,
): void {
  const existing = tableColumns(database, table);
  if (existing.length === 0) {
    database.exec(createTable(table, columns, sink.key));
    context.log(`created the table ${table}`);
    return;
  }
  const missing = missingColumns(existing, columns);
  if (missing.length > 0) {
    throw new OperatingError('JOB_FAILED', `the table ${table} has no column ${missing.join(', ')}`, {
      retryable: false,
      help: `It has ${existing.join(', ')}. Add the column to the table, or drop the table and let the run create it.`,
    });
  }
  if (sink.mode === 'overwrite') database.exec(writeStatement(table, [], 'overwrite', []));
}

function writeRow(
  statement: StatementSyncInstance,
  { rows, numbers, unit }: Batch,
  index: number,
  context: JobContext,
  what: string,
): void {
  try {
    statement.run(...(rows[index] ?? []).map(toSqlite));
    context.counters.rowsWritten += 1;
  } catch (thrown) {
    if (!isRowAtFault(thrown)) throw sqliteError(thrown, what);
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    context.refusals.refuse({ at: 'sink', row: numbers[index] ?? 0, unit, column: undefined, value: undefined, why });
  }
}

function toSqlite(cell: Cell): Exclude<Cell, boolean> {
  return typeof cell === 'boolean' ? Number(cell) : cell;
}

function rollBack(database: DatabaseSyncInstance): void {
  // A database that is closed already has committed.
  if (!database.isOpen) return;
  // Closing alone would leave the lock until the statements are collected.
  if (database.isTransaction) database.exec('ROLLBACK');
  database.close();
}
