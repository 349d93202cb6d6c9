import { formatColumnType } from '../../../compiler/index.ts';
import { coerceBatch } from './coerce-batch.ts';
import { connectorNamed } from './connectors/registry.ts';
import { transformRows } from './duckdb/transform.ts';
import { type JobContext, stopIfAsked } from './job-context.ts';
import { mapColumns } from './map-columns.ts';
import type { ResolvedJob } from './resolved-job.ts';
import { type Batch, type RowSink, type RowSource, sizeOfRow } from './rows.ts';
import { createThrottle, giveWay } from './throttle.ts';

/**
 * Moves the rows of one job: source, optional SQL, mapping, sink. Gives the new cursor, if any.
 * Whatever fails, the sink is told to undo its work and everything opened is closed.
 */
export async function runJob(job: ResolvedJob, context: JobContext): Promise<string | undefined> {
  const { log, counters, refusals } = context;
  log(`from ${job.source.connector} to ${job.sink.connector}, mode ${job.sink.mode}`);
  const { openSource } = await connectorNamed(job.source.connector);
  const source = await openSource(job.source, context);
  try {
    const read = countRead(source, context, job.bytesPerSecond);
    if (job.transform === undefined) await moveRows(source.columns, read, job, context);
    else {
      const transformed = await transformRows(source.columns, read, job.transform, context);
      try {
        await moveRows(transformed.columns, transformed.batches(), job, context);
      } finally {
        await transformed.close();
      }
    }
    log(`read ${counters.rowsRead}, written ${counters.rowsWritten}, refused ${refusals.count} rows`);
    return source.cursor();
  } finally {
    await source.close();
  }
}

async function moveRows(
  columns: RowSource['columns'],
  batches: AsyncIterable<Batch>,
  job: ResolvedJob,
  context: JobContext,
): Promise<void> {
  const { signal, counters, refusals } = context;
  const mapping = mapColumns(columns, job.sink.columns);
  const types = mapping.columns.map(({ name, type }) => `${name} ${type === undefined ? '?' : formatColumnType(type)}`);
  context.log(`columns: ${mapping.text}`);
  context.log(`written as: ${types.join(', ')}`);
  const { openSink } = await connectorNamed(job.sink.connector);
  const sink = await openSink(job.sink, mapping.columns, context);
  try {
    for await (const batch of batches) {
      await writeRows(sink, coerceBatch(batch, mapping.plan, 'sink', refusals), counters);
      stopIfAsked(signal);
      await giveWay();
    }
    stopIfAsked(signal);
    await sink.commit();
  } catch (thrown) {
    await sink.abort();
    throw thrown;
  }
}

async function writeRows(sink: RowSink, batch: Batch, counters: JobContext['counters']): Promise<void> {
  if (batch.rows.length === 0) return;
  await sink.write(batch);
  for (const row of batch.rows) counters.bytesWritten += sizeOfRow(row);
}

async function* countRead(
  source: RowSource,
  context: JobContext,
  bytesPerSecond: number | undefined,
): AsyncIterable<Batch> {
  const throttle = createThrottle(bytesPerSecond, context.clock, context.signal);
  for await (const batch of source.batches()) {
    stopIfAsked(context.signal);
    let bytes = 0;
    for (const row of batch.rows) bytes += sizeOfRow(row);
    context.counters.bytesRead += bytes;
    yield batch;
    await throttle(bytes);
  }
}
