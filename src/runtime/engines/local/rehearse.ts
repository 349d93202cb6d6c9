import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatColumnType, type ColumnType, type Template } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import type { Clock, Observation, RunMetrics, RunReason, Secrets } from '../../ports/index.ts';
import { coerceBatch, numbered } from './coerce-batch.ts';
import { connectorNamed } from './connectors/registry.ts';
import type { JobContext } from './job-context.ts';
import type { RefusedRow, Refusals } from './refusals.ts';
import type { JobSink } from './resolved-job.ts';
import type { Cell, Column, Row } from './rows.ts';
import { startJob } from './start-job.ts';
import { coercerFor } from './types/coerce.ts';

/** A table that is made for the length of a rehearsal. Rows are in the order of the columns. */
export interface RehearsalTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType | undefined }[];
  readonly key: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** A run of a local job between rows that are given and rows that are looked at. */
export interface RehearsalRequest {
  /** A bound local job; its places are replaced. */
  readonly template: Readonly<Record<string, Template>>;
  /** What the source reads: the job's `table` becomes their names, unless it has a query. */
  readonly source: readonly RehearsalTable[];
  /** True: the source is a file, and its SQL DuckDB's; else a database, and SQLite's. */
  readonly readsFile: boolean;
  /** The sink's table as it is before the run; undefined: the run makes it. */
  readonly sink: RehearsalTable | undefined;
  readonly sinkTable: string;
}

/** A row that was given and that the type of a column does not take. */
export interface RowThatDoesNotFit {
  readonly table: string;
  readonly side: 'source' | 'sink';
  /** From 0, among the table's rows. */
  readonly row: number;
  readonly column: string | undefined;
  readonly value: unknown;
  readonly why: string;
}

/** How a rehearsal ended, and what it has left. */
export interface RehearsalEnd {
  readonly state: Observation['state'];
  readonly metrics: RunMetrics;
  readonly reason?: RunReason;
  readonly cursor?: string;
  /** What the sink holds afterwards. */
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Rows that could not be laid out, and then nothing was run; or the run's end. */
export type Rehearsed = { readonly misfits: readonly RowThatDoesNotFit[] } | { readonly end: RehearsalEnd };

const SOURCE = 'source.db';
const SINK = 'sink.db';
const SOURCE_FILE = 'source.jsonl';

/**
 * Lays out rows, runs the job on them with the engine itself, and reads what the sink then holds. Everything
 * is in a private folder that is removed. A run that fails is an end, not an error.
 */
export async function rehearse(request: RehearsalRequest, clock: Clock): Promise<Rehearsed> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'sluice-rehearsal-')));
  try {
    const misfits: RowThatDoesNotFit[] = [];
    for (const table of request.source) await layOut(table, 'source', request.readsFile, folder, clock, misfits);
    if (request.sink !== undefined) await layOut(request.sink, 'sink', false, folder, clock, misfits);
    if (misfits.length > 0) return { misfits };
    const template = placed(request, folder);
    const running = await startJob(
      { job: { file: 'job.json', template, engine: {}, values: {} } },
      'rehearsal',
      () => {},
      {
        secrets: NO_SECRETS,
        clock,
        projectRoot: folder,
      },
    );
    await running.ended;
    const { state, metrics, reason, cursor } = running.observe();
    return {
      end: {
        state,
        metrics,
        ...(reason === undefined ? {} : { reason }),
        ...(cursor === undefined ? {} : { cursor }),
        ...(await readTable(request.sinkTable, folder, clock)),
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function layOut(
  table: RehearsalTable,
  side: 'source' | 'sink',
  asFile: boolean,
  folder: string,
  clock: Clock,
  misfits: RowThatDoesNotFit[],
): Promise<void> {
  const refusals = noteRefusals((refused) => {
    const { row, column, value, why } = refused;
    misfits.push({ table: table.name, side, row: row - 1, column, value, why });
  });
  const context = contextIn(folder, clock, refusals);
  const target: JobSink = {
    ...NOTHING_MORE,
    connector: asFile ? 'file' : 'sqlite',
    connection: asFile ? {} : { path: side === 'source' ? SOURCE : SINK },
    table: table.name,
    path: asFile ? SOURCE_FILE : undefined,
    key: table.key,
  };
  const plan = table.columns.map(({ name, type }, index) => ({ name, index, coerce: coercerFor(type) }));
  const { openSink } = await connectorNamed(target.connector);
  const sink = await openSink(target, table.columns, context);
  try {
    const batch = coerceBatch(numbered(table.rows, 1), plan, side, refusals);
    await sink.write(side === 'source' && !asFile ? { ...batch, rows: batch.rows.map(asWritten) } : batch);
    await sink.commit();
  } catch (thrown) {
    await sink.abort();
    throw thrown;
  }
}

/**
 * SQLite compares times as text, and an author writes `updated_at <= '2026-03-01 02:00:00'`: zeros at the end of a
 * fraction would make equal times differ.
 */
function withoutZeros(time: string): string {
  return time.replace(/(:\d{2})\.(\d*?)0+$/, (_, whole: string, part: string) =>
    part === '' ? whole : `${whole}.${part}`,
  );
}

function asWritten(row: Row): Row {
  return row.map((cell) => (typeof cell === 'string' && TIME.test(cell) ? withoutZeros(cell) : cell));
}

const TIME = /^(?:\d{4}-\d{2}-\d{2} )?\d{2}:\d{2}:\d{2}\.\d+$/;

/** The job with our places in it. Tables keep their names, which its own SQL may say. */
function placed({ template, source, readsFile, sinkTable }: RehearsalRequest, folder: string): Template {
  const from = membersOf(template['source']);
  const into = membersOf(template['sink']);
  const place: Readonly<Record<string, Template>> = readsFile
    ? {
        connector: 'file',
        connection: {},
        path: SOURCE_FILE,
        file: { type: 'jsonl' },
        table: null,
        columns: typedColumns(from['columns'], source),
      }
    : {
        connector: 'sqlite',
        connection: { path: join(folder, SOURCE) },
        table: from['query'] === null ? source.map(({ name }) => name) : null,
        path: null,
        file: null,
        incremental: withCursorAsWritten(from['incremental']),
      };
  return {
    ...template,
    source: { ...from, ...place },
    sink: {
      ...into,
      connector: 'sqlite',
      connection: { path: join(folder, SINK) },
      table: sinkTable,
      path: null,
      file: null,
    },
    settings: { ...membersOf(template['settings']), bytesPerSecond: null },
  };
}

/** The lines of the file carry no types: columns that are not declared have those of the rows. */
function typedColumns(declared: Template | undefined, [table]: readonly RehearsalTable[]): Template {
  if (declared !== '*' || table === undefined) return declared ?? '*';
  return table.columns.map(({ name, type }) => ({ name, type: type === undefined ? null : formatColumnType(type) }));
}

function withCursorAsWritten(incremental: Template | undefined): Template {
  const members = membersOf(incremental);
  const { after } = members;
  return typeof after === 'string' && TIME.test(after)
    ? { ...members, after: withoutZeros(after) }
    : (incremental ?? null);
}

async function readTable(table: string, folder: string, clock: Clock): Promise<Pick<RehearsalEnd, 'columns' | 'rows'>> {
  const { openSource } = await connectorNamed('sqlite');
  const context = contextIn(
    folder,
    clock,
    noteRefusals(() => {}),
  );
  try {
    const source = await openSource({ ...READ_ALL, connection: { path: SINK }, tables: [table] }, context);
    try {
      const rows: (readonly Cell[])[] = [];
      for await (const batch of source.batches()) rows.push(...batch.rows);
      return { columns: source.columns, rows };
    } finally {
      await source.close();
    }
  } catch (thrown) {
    // A run that failed before it made the table has left no rows.
    if (thrown instanceof OperatingError) return { columns: [], rows: [] };
    throw thrown;
  }
}

const NOTHING_MORE = {
  file: {},
  columns: '*' as const,
  mode: 'append' as const,
  preSql: [],
  postSql: [],
  options: {},
};

const READ_ALL = {
  connector: 'sqlite',
  query: undefined,
  path: undefined,
  file: {},
  columns: '*' as const,
  where: undefined,
  incremental: undefined,
  options: {},
};

const NO_SECRETS: Secrets = {
  resolve: async () => {
    throw new OperatingError('SECRET_REFUSED', 'a rehearsal has no secrets', { retryable: false });
  },
  environment: () => undefined,
};

function noteRefusals(note: (refused: RefusedRow) => void): Refusals {
  let count = 0;
  return {
    get count() {
      return count;
    },
    refuse(refused) {
      count += 1;
      note(refused);
    },
  };
}

function contextIn(projectRoot: string, clock: Clock, refusals: Refusals): JobContext {
  return {
    signal: new AbortController().signal,
    clock,
    log: () => {},
    refusals,
    counters: { rowsRead: 0, rowsWritten: 0, bytesRead: 0, bytesWritten: 0 },
    projectRoot,
    scratchName: 'rehearsal',
  };
}

function membersOf(template: Template | undefined): Readonly<Record<string, Template>> {
  const isObject = typeof template === 'object' && template !== null && !Array.isArray(template);
  // An object of a bound job that is no list is a map of templates.
  return isObject ? (template as Readonly<Record<string, Template>>) : {};
}
