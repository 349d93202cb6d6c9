import type { Template } from '../../../compiler/index.ts';
import type { Clock, Secrets } from '../../ports/index.ts';
import { fillLaunchValues } from '../fill-launch-values.ts';
import { coerceBatch } from './coerce-batch.ts';
import { connectorNamed } from './connectors/registry.ts';
import { transformRows } from './duckdb/transform.ts';
import { type JobContext, stopIfAsked } from './job-context.ts';
import { mapColumns } from './map-columns.ts';
import { readJob } from './read-job.ts';
import { RefusedOfSample } from './refused-of-sample.ts';
import type { RefusedRow } from './refusals.ts';
import type { ResolvedJob } from './resolved-job.ts';
import type { Batch, Cell, Column, RowSource } from './rows.ts';

/** The first rows of a job, wanted as its sink would get them. */
export interface SampleRequest {
  /** A bound local job; of its sink the columns alone are looked at. */
  readonly template: Template;
  /** Rows that are read at most. */
  readonly limit: number;
  readonly projectRoot: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Rows as a sink would get them, and those of the rows that were read that would be refused on the way. */
export interface Sample {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows that were read for it. */
  readonly read: number;
  readonly refused: readonly RefusedRow[];
}

interface SampleContext extends JobContext {
  readonly refusals: RefusedOfSample;
}

/**
 * Reads the first rows of a job from its real source, and what its SQL and its mapping make of them. Opens no sink and writes nothing.
 * The SQL sees those rows alone. Throws what opening and reading the source throw, JOB_CANCELLED where the signal says so.
 */
export async function sample(request: SampleRequest): Promise<Sample> {
  const { json } = await fillLaunchValues(request.secrets, request.template);
  const job = readJob(json);
  const book = new RefusedOfSample(request.limit);
  const context = contextOf(request, book);
  const { openSource } = await connectorNamed(job.source.connector);
  const source = await openSource(job.source, context);
  try {
    const { columns, rows } = await passRows(source, job, request.limit, context);
    return { columns, rows, read: context.counters.rowsRead, refused: book.told };
  } finally {
    await source.close();
  }
}

async function passRows(
  source: RowSource,
  job: ResolvedJob,
  limit: number,
  context: SampleContext,
): Promise<Pick<Sample, 'columns' | 'rows'>> {
  const first = firstRows(source, limit, context);
  if (job.transform === undefined) return mapped(source.columns, first, job, context);
  const transformed = await transformRows(source.columns, first, job.transform, context);
  try {
    return await mapped(transformed.columns, transformed.batches(), job, context);
  } finally {
    await transformed.close();
  }
}

async function mapped(
  columns: readonly Column[],
  batches: AsyncIterable<Batch>,
  job: ResolvedJob,
  context: SampleContext,
): Promise<Pick<Sample, 'columns' | 'rows'>> {
  const mapping = mapColumns(columns, job.sink.columns);
  const rows: (readonly Cell[])[] = [];
  for await (const batch of batches) rows.push(...coerceBatch(batch, mapping.plan, 'sink', context.refusals).rows);
  return { columns: mapping.columns, rows };
}

/**
 * Refused rows count as rows that were read, in the order of the source. Whoever stops here has the source stop, too: its batches are
 * not asked for any more.
 */
async function* firstRows(
  source: RowSource,
  limit: number,
  { signal, counters, refusals }: SampleContext,
): AsyncIterable<Batch> {
  // a file under a condition or a query has been read whole by now
  let read = refusals.tell(Infinity, limit);
  let left = limit;
  for await (const { rows, numbers, unit } of source.batches()) {
    stopIfAsked(signal);
    const all = [...numbers, ...refusals.numbers()].sort((one, other) => one - other).slice(0, left);
    const last = all.at(-1) ?? 0;
    const kept = numbers.filter((number) => number <= last).length;
    refusals.tell(last, all.length);
    left -= all.length;
    read += all.length;
    yield { rows: rows.slice(0, kept), numbers: numbers.slice(0, kept), unit };
    if (left <= 0) break;
  }
  // after the last batch there may be lines that are no rows
  counters.rowsRead = read + refusals.tell(Infinity, left);
}

function contextOf({ projectRoot, clock, signal }: SampleRequest, refusals: RefusedOfSample): SampleContext {
  return {
    signal,
    clock,
    log: () => {},
    refusals,
    counters: { rowsRead: 0, rowsWritten: 0, bytesRead: 0, bytesWritten: 0 },
    projectRoot,
    scratchName: `sample-${process.pid}`,
  };
}
