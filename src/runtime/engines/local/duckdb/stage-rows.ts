import type { JobContext } from '../job-context.ts';
import type { Batch, Column } from '../rows.ts';
import { giveWay } from '../throttle.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { physicalColumn } from './physical-type.ts';
import { quoteName } from './quote.ts';

/** A table of typed columns being filled; `view` may be read once `finish` is done. */
export interface Staging {
  append(batch: Batch): void;
  finish(): Promise<void>;
}

/** Creates the table behind `view` and opens it for rows. */
export async function openStaging(session: DuckDbSession, view: string, columns: readonly Column[]): Promise<Staging> {
  const { api, connection } = session;
  const physical = columns.map(({ name, type }) => ({ name, ...physicalColumn(api, type) }));
  const table = `${view}_rows`;
  const definitions = physical.map(({ name, stored }) => `${quoteName(name)} ${stored.toString()}`);
  await session.run('staging', () => connection.run(`CREATE TABLE ${quoteName(table)} (${definitions.join(', ')})`));
  const appender = await connection.createAppender(table);
  const types = physical.map(({ stored }) => stored);
  return {
    append({ rows }) {
      // A chunk holds at most 2048 rows; a batch is smaller.
      const chunk = api.DuckDBDataChunk.create(types, rows.length);
      chunk.setColumns(physical.map(({ put }, index) => rows.map((row) => put(row[index] ?? null))));
      appender.appendDataChunk(chunk);
    },
    async finish() {
      appender.flushSync();
      appender.closeSync();
      const casts = physical.map(({ name, type, stored }) =>
        stored.toString() === type ? quoteName(name) : `CAST(${quoteName(name)} AS ${type}) AS ${quoteName(name)}`,
      );
      const sql = `CREATE VIEW ${quoteName(view)} AS SELECT ${casts.join(', ')} FROM ${quoteName(table)}`;
      await session.run('staging', () => connection.run(sql));
    },
  };
}

/** Fills a view with all rows of a source. */
export async function stageRows(
  session: DuckDbSession,
  view: string,
  columns: readonly Column[],
  batches: AsyncIterable<Batch>,
  context: JobContext,
): Promise<void> {
  const staging = await openStaging(session, view, columns);
  for await (const batch of batches) {
    if (batch.rows.length > 0) await session.run('staging', async () => staging.append(batch));
    if (context.signal.aborted) break;
    await giveWay();
  }
  await staging.finish();
}
