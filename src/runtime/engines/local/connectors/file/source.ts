import { coerceBatch } from '../../coerce-batch.ts';
import { type DuckDbSession, openDuckDb } from '../../duckdb/duckdb-session.ts';
import { quoteName, quoteText } from '../../duckdb/quote.ts';
import { cursorCast } from '../../duckdb/physical-type.ts';
import { readQuery } from '../../duckdb/read-query.ts';
import { stageRows } from '../../duckdb/stage-rows.ts';
import { openCsvRows } from '../../files/csv-rows.ts';
import { openJsonRows } from '../../files/json-rows.ts';
import { readText } from '../../files/read-text.ts';
import type { TextRows } from '../../files/text-rows.ts';
import { trackCursor } from '../../incremental-column.ts';
import type { JobContext } from '../../job-context.ts';
import type { JobSource } from '../../resolved-job.ts';
import type { Batch, Column, RawBatch, RowSource } from '../../rows.ts';
import { cursorValues, sourceSql } from '../../source-sql.ts';
import { coercerFor } from '../../types/coerce.ts';
import { checkReadable, filePath } from './job-file.ts';
import { readFormat } from './format.ts';

/**
 * Reads a file of csv, json, jsonl or Parquet. A condition, a query or an incremental column is SQL of
 * DuckDB over a table named `source` that holds the file with its declared types; without them text
 * files are read without DuckDB.
 */
export async function openFileSource(source: JobSource, context: JobContext): Promise<RowSource> {
  const file = filePath(source, context);
  await checkReadable(file);
  const format = readFormat(source.file, file.shown);
  if (format.type === 'parquet') {
    return queryFile(source, context, 'reading a Parquet file', async (session) => {
      const view = `CREATE VIEW source AS SELECT * FROM read_parquet(${quoteText(file.path)})`;
      await session.run(`cannot read ${file.shown}`, () => session.connection.run(view));
    });
  }
  const needsSql = source.query !== undefined || source.where !== undefined || source.incremental !== undefined;
  const declared = source.query === undefined ? source.columns : '*';
  const refuse = (line: number, why: string): void => {
    context.counters.rowsRead += 1;
    context.refusals.refuse({
      at: 'source',
      row: line,
      unit: format.type === 'json' ? 'row' : 'line',
      column: undefined,
      value: undefined,
      why,
    });
  };
  const text = readText({ ...file, encoding: format.encoding, gzip: format.gzip }, context.signal);
  const wanted = { declared, all: needsSql };
  const rows = await (format.type === 'csv'
    ? openCsvRows(text, format, wanted, refuse)
    : openJsonRows(text, format.type, wanted, refuse));
  if (!needsSql) return plainSource(rows, context);
  return queryFile(source, context, 'a condition or a query on a file', async (session) => {
    try {
      await stageRows(session, 'source', rows.columns, typed(rows.columns, rows.batches(), context), context);
    } finally {
      await rows.close();
    }
  });
}

function plainSource(rows: TextRows, context: JobContext): RowSource {
  return {
    columns: rows.columns,
    batches: () => typed(rows.columns, counted(rows.batches(), context), context),
    cursor: () => undefined,
    close: () => rows.close(),
  };
}

async function queryFile(
  source: JobSource,
  context: JobContext,
  wantedFor: string,
  fill: (session: DuckDbSession) => Promise<void>,
): Promise<RowSource> {
  const session = await openDuckDb(wantedFor, context);
  try {
    await fill(session);
    const table = source.query === undefined ? 'source' : undefined;
    const sql = sourceSql(source, table, {
      quote: quoteName,
      quoteTable: quoteName,
      cursorParameter: () => `CAST(? AS ${cursorCast(session.api, source.incremental?.type)})`,
    });
    const result = await readQuery(session, 'cannot read the file', sql, cursorValues(source));
    const declared = source.columns;
    const columns = result.columns.map(({ name, type }, index) => ({
      name,
      type: (declared === '*' ? undefined : declared[index]?.type) ?? type,
    }));
    const tracker = trackCursor(source.incremental, columns);
    return {
      columns,
      async *batches() {
        for await (const batch of counted(result.batches(), context)) {
          tracker.see(batch.rows);
          yield* typed(columns, [batch], context);
        }
      },
      cursor: () => tracker.cursor(),
      close: async () => session.close(),
    };
  } catch (thrown) {
    session.close();
    throw thrown;
  }
}

async function* counted(batches: AsyncIterable<RawBatch>, context: JobContext): AsyncIterable<RawBatch> {
  for await (const batch of batches) {
    context.counters.rowsRead += batch.rows.length;
    yield batch;
  }
}

async function* typed(
  columns: readonly Column[],
  batches: AsyncIterable<RawBatch> | Iterable<RawBatch>,
  context: JobContext,
): AsyncIterable<Batch> {
  const plan = columns.map(({ name, type }, index) => ({ name, index, coerce: coercerFor(type) }));
  for await (const batch of batches) yield coerceBatch(batch, plan, 'source', context.refusals);
}
