import { coerceBatch } from '../coerce-batch.ts';
import type { JobContext } from '../job-context.ts';
import type { Batch, Column } from '../rows.ts';
import { coercerFor } from '../types/coerce.ts';
import { openDuckDb } from './duckdb-session.ts';
import { readQuery } from './read-query.ts';
import { stageRows } from './stage-rows.ts';

/** Rows that came out of SQL; must be closed. */
export interface TransformedRows {
  readonly columns: readonly Column[];
  batches(): AsyncIterable<Batch>;
  close(): Promise<void>;
}

/**
 * Puts all rows of a source into a table named `source` and runs the SQL over it in DuckDB. Throws
 * JOB_FAILED with DuckDB's words when the SQL does not fit the columns.
 */
export async function transformRows(
  columns: readonly Column[],
  batches: AsyncIterable<Batch>,
  sql: string,
  context: JobContext,
): Promise<TransformedRows> {
  const session = await openDuckDb('the transform', context);
  try {
    await stageRows(session, 'source', columns, batches, context);
    const result = await readQuery(session, 'the SQL of the transform failed', trimStatement(sql));
    return {
      columns: result.columns,
      batches: () => canonical(result.columns, result.batches(), context),
      close: async () => session.close(),
    };
  } catch (thrown) {
    session.close();
    throw thrown;
  }
}

/** Rows as DuckDB prints them, in the canonical form of their types. */
export async function* canonical(
  columns: readonly Column[],
  batches: AsyncIterable<Batch>,
  context: JobContext,
): AsyncIterable<Batch> {
  const plan = columns.map(({ name, type }, index) => ({ name, index, coerce: coercerFor(type) }));
  for await (const batch of batches) yield coerceBatch(batch, plan, 'source', context.refusals);
}

/** A query without the semicolon at its end, so that it can stand in parentheses. */
export function trimStatement(sql: string): string {
  return sql.trim().replace(/;+\s*$/, '');
}
