import type { Artefact, CompiledArtefact, LocatedDiagnostic } from '../../src/compiler/index.ts';
import { createJobLogs, createVirtualClock } from '../../src/runtime/observe/index.ts';
import {
  leaderLease,
  type AttemptEnd,
  type Clock,
  type JobLogs,
  type RunMetrics,
  type SourceStatus,
  type Store,
} from '../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { nextFireTime, type Schedule } from '../../src/time/index.ts';
import { tempDir } from './temp-dir.ts';

/** A real embedded store with a believable day in it, for the server's and the page's tests. */
export interface DemoStore extends AsyncDisposable {
  readonly store: Store;
  readonly jobLogs: JobLogs;
  readonly fence: number;
  /** Names by what the last run did. */
  readonly runs: {
    readonly failed: string;
    readonly running: string;
    readonly retrying: string;
    readonly succeeded: string;
  };
}

export const DEMO = { project: 'shop', environment: 'prod' } as const;
const MINUTE = 60_000;

interface DemoPipeline {
  readonly name: string;
  readonly owner: string;
  readonly schedule: Schedule;
  readonly source: Readonly<Record<string, string | readonly string[]>>;
  readonly sink: Readonly<Record<string, string>>;
  readonly engine?: string;
  readonly dependsOn?: readonly string[];
  readonly suspended?: boolean;
  readonly incremental?: boolean;
}

const timeZone = 'Asia/Shanghai';
const cron = (expression: string): Schedule => ({ kind: 'cron', expression, dialect: 'quartz-2.5', timeZone });

const PIPELINES: readonly DemoPipeline[] = [
  {
    name: 'airports-to-parquet',
    owner: 'data-platform',
    schedule: cron('0 0 2 * * ?'),
    source: { datasource: 'files', path: 'airports.csv' },
    sink: { datasource: 'lake', path: 'airports.parquet' },
  },
  {
    name: 'customers-to-ods',
    owner: 'crm',
    schedule: cron('0 0/30 * * * ?'),
    source: { datasource: 'crm', tables: ['customers'] },
    sink: { datasource: 'ods', table: 'ods_customers' },
    engine: 'flinkx',
  },
  {
    name: 'daily-revenue',
    owner: 'finance',
    schedule: { kind: 'upstream', timeZone },
    source: { datasource: 'ods', query: 'select 1' },
    sink: { datasource: 'dwh', table: 'revenue_by_day' },
    dependsOn: ['orders-to-ods', 'customers-to-ods', 'payments-to-ods'],
  },
  {
    name: 'exchange-rates',
    owner: 'finance',
    schedule: cron('0 0 9 ? * MON-FRI'),
    source: { datasource: 'bank', path: 'rates.json' },
    sink: { datasource: 'dwh', table: 'exchange_rates' },
  },
  {
    name: 'flights-hourly',
    owner: 'data-platform',
    schedule: cron('0 10 * * * ?'),
    source: { datasource: 'files', path: 'flights-${bizdate}.csv' },
    sink: { datasource: 'lake', path: 'flights/' },
  },
  {
    name: 'inventory-snapshot',
    owner: 'warehouse',
    schedule: cron('0 0/20 * * * ?'),
    source: { datasource: 'wms', tables: ['stock_level'] },
    sink: { datasource: 'ods', table: 'ods_stock' },
    engine: 'flinkx',
    suspended: true,
  },
  {
    name: 'orders-to-ods',
    owner: 'data-platform',
    schedule: { kind: 'every', intervalMs: 5 * MINUTE, timeZone },
    source: { datasource: 'erp', tables: ['orders'] },
    sink: { datasource: 'ods', table: 'ods_orders' },
    engine: 'flink-sql',
    incremental: true,
  },
  {
    name: 'payments-to-ods',
    owner: 'payments',
    schedule: { kind: 'every', intervalMs: 10 * MINUTE, timeZone },
    source: { datasource: 'pay', tables: ['payment'] },
    sink: { datasource: 'ods', table: 'ods_payments' },
    engine: 'flink-sql',
    dependsOn: ['customers-to-ods'],
  },
  {
    name: 'revenue-report',
    owner: 'finance',
    schedule: { kind: 'manual', timeZone },
    source: { datasource: 'dwh', tables: ['revenue_by_day'] },
    sink: { datasource: 'reports', path: 'revenue.csv' },
    dependsOn: ['daily-revenue', 'exchange-rates'],
  },
];

/** Opens a store in a private folder and fills it so that `now` is the present; `history` = how many runs each pipeline had. */
export async function demoStore(now: number, clock: Clock = createVirtualClock(now), history = 8): Promise<DemoStore> {
  const folder = await tempDir('sluice-demo-');
  const store = createSqliteStore({ path: `${folder.path}/sluice.db`, clock });
  const jobLogs = createJobLogs(folder.path, clock);
  const start = now - 4 * 60 * MINUTE;
  await store.open(start);
  const fence = await store.nextFence(leaderLease(DEMO), 1);
  const compiled = PIPELINES.map(compile);
  const changes = PIPELINES.map((pipeline, index) => {
    const next = pipeline.suspended === true ? undefined : nextFireTime(pipeline.schedule, now);
    const artefact = compiled[index];
    if (artefact === undefined) throw new Error('one artefact for each pipeline');
    return {
      kind: 'deploy' as const,
      key: { ...DEMO, pipeline: pipeline.name },
      compiled: artefact,
      nextFireTime: next,
    };
  });
  await store.applyChanges(fence, 'folder:3f1c9a7be2d4', changes, start, 'mei.chen');
  await store.setSourceStatus(fence, sourceStatus('synced', [], start));
  const filler = createFiller(store, jobLogs);
  for (const [index, pipeline] of PIPELINES.entries()) {
    const digest = compiled[index]?.digest ?? '';
    for (let age = history; age >= 1; age -= 1) {
      const at = now - age * 10 * MINUTE - index * 7_000;
      if (pipeline.name === 'exchange-rates' || (pipeline.name === 'revenue-report' && age > 2)) continue;
      const fails = (pipeline.name === 'customers-to-ods' && age === 1) || (age * 7 + index * 5) % 19 === 0;
      await filler.finish(pipeline.name, digest, at, fails ? FAILED : succeeded(index, age));
    }
  }
  const byName = (name: string): string => compiled[PIPELINES.findIndex((one) => one.name === name)]?.digest ?? '';
  const running = await filler.start('orders-to-ods', byName('orders-to-ods'), now - MINUTE, {
    rowsRead: 41_300,
    rowsWritten: 40_960,
  });
  const retrying = await filler.finish(
    'payments-to-ods',
    byName('payments-to-ods'),
    now - 2 * MINUTE,
    RETRY(now + MINUTE),
  );
  await filler.skip('inventory-snapshot', byName('inventory-snapshot'), now - 3 * MINUTE);
  const { items: failed } = await store.listRuns({
    ...DEMO,
    pipeline: 'customers-to-ods',
    states: ['failed'],
    limit: 1,
  });
  const { items: good } = await store.listRuns({ ...DEMO, pipeline: 'orders-to-ods', states: ['succeeded'], limit: 1 });
  await store.markPublished(
    (await store.unpublishedEvents(10_000)).map(({ id }) => id),
    now,
  );
  return {
    store,
    jobLogs,
    fence,
    runs: { failed: failed[0]?.id ?? '', running, retrying, succeeded: good[0]?.id ?? '' },
    async [Symbol.asyncDispose]() {
      await jobLogs.close();
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const range = (line: number, from: number, to: number): LocatedDiagnostic['range'] => ({
  start: { line, column: from, offset: 240 + from },
  end: { line, column: to, offset: 240 + to },
});
/** The repository as a person broke it: one file with an error, one with a warning. */
export function brokenSource(now: number): SourceStatus {
  return sourceStatus(
    'broken',
    [
      {
        code: 'SL0201',
        severity: 'error',
        message: 'unknown key `wehre` in `source`',
        file: 'pipelines/orders-to-ods.yaml',
        range: range(14, 3, 8),
        labels: [],
        notes: ['an unknown key would be ignored by the engine, which then reads the whole table'],
        help: 'did you mean `where`?',
        suggestions: [],
        docsUrl: 'docs/diagnostics/SL0201.md',
        fingerprint: '5b1f0a4c9de27386b1f0a4c9de273865',
      },
    ],
    now,
  );
}

function sourceStatus(
  state: SourceStatus['state'],
  diagnostics: readonly LocatedDiagnostic[],
  now: number,
): SourceStatus {
  const revision = state === 'synced' ? 'folder:3f1c9a7be2d4' : 'folder:c0ffee12ab34';
  const broken = new Set(diagnostics.map(({ file }) => file));
  const compiled = PIPELINES.map(({ name }) => name).filter((name) => !broken.has(`pipelines/${name}.yaml`));
  return { ...DEMO, revision, state, diagnostics, files: 14, pipelines: compiled.length, compiled, checkedAt: now };
}

function compile(pipeline: DemoPipeline): CompiledArtefact {
  const artefact: Artefact = {
    formatVersion: '1.0',
    ...DEMO,
    pipeline: {
      name: pipeline.name,
      owner: pipeline.owner,
      description: `Moves ${pipeline.name.replaceAll('-', ' ')}.`,
      tags: ['shop'],
      state: pipeline.suspended === true ? 'suspended' : 'running',
      schedule: pipeline.schedule,
      misfire: { policy: 'catch-up', limit: 31 },
      overlap: 'skip',
      dependsOn: pipeline.dependsOn ?? [],
      retry: { attempts: 3, backoff: 'exponential', initialMs: 30_000, maxMs: 600_000 },
      priority: 0,
      parameters: [],
      ...(pipeline.incremental === true ? { incremental: { column: 'updated_at', type: 'timestamp' } } : {}),
      work: { source: end(pipeline.source), sink: end(pipeline.sink) },
    },
    engine: { name: 'batch', type: pipeline.engine ?? 'local', config: {} },
    job: { file: 'job.json', template: {} },
  };
  return {
    name: artefact.pipeline.name,
    artefact,
    bytes: JSON.stringify(artefact),
    digest: `sha256:${Buffer.from(pipeline.name).toString('hex').padEnd(64, '0').slice(0, 64)}`,
  };
}

function end(fields: DemoPipeline['source']): Artefact['pipeline']['work'] {
  const { datasource = '', ...rest } = fields;
  return { ...rest, connector: 'mysql', datasource: { name: String(datasource), type: 'mysql' } };
}

interface Ending {
  readonly durationMs: number;
  readonly end: AttemptEnd;
  readonly log: readonly string[];
}

const FAILED: Ending = {
  durationMs: 41_000,
  end: {
    attemptState: 'failed',
    runState: 'failed',
    metrics: { rowsRead: 12_000, rowsWritten: 11_400, rowsRefused: 600 },
    reason: {
      code: 'ROWS_REFUSED',
      message: '600 rows were refused, 100 are allowed: Data truncation: Out of range value for column `credit_limit`',
      help: 'Look at the refused rows in the dirty table, widen the column, or raise settings.errorLimit.rows.',
    },
  },
  log: [
    'reading crm.customers in 2 splits',
    'ERROR Data truncation: Out of range value for column `credit_limit` at row 11401',
    'failed: 600 rows refused',
  ],
};

const RETRY = (notBefore: number): Ending => ({
  durationMs: 8_000,
  end: {
    attemptState: 'failed',
    runState: 'retry-wait',
    notBefore,
    metrics: {},
    reason: {
      code: 'ENGINE_UNREACHABLE',
      message: 'the JobManager did not answer within 5 s',
      help: 'Check that the Flink cluster is up; the run is tried again by itself.',
    },
  },
  log: ['submitting to the JobManager', 'WARN no answer within 5 s'],
});

function succeeded(index: number, age: number): Ending {
  const rows = 900 + ((index * 7_919 + age * 3_571) % 60_000);
  return {
    durationMs: 2_000 + ((index * 3_331 + age * 7_877) % 70_000),
    end: {
      attemptState: 'succeeded',
      runState: 'succeeded',
      metrics: { rowsRead: rows, rowsWritten: rows, rowsRefused: 0, bytesRead: rows * 118, bytesWritten: rows * 96 },
      ...(index === 6 ? { cursor: `2026-11-25 ${String(10 + (age % 10)).padStart(2, '0')}:00:00.000000` } : {}),
    },
    log: [`reading, fetch size 1024`, `${rows} rows read`, `${rows} rows written`, 'done'],
  };
}

interface Filler {
  start(pipeline: string, digest: string, fireTime: number, metrics: RunMetrics): Promise<string>;
  finish(pipeline: string, digest: string, fireTime: number, ending: Ending): Promise<string>;
  skip(pipeline: string, digest: string, fireTime: number): Promise<void>;
}

const request = (pipeline: string, digest: string, fireTime: number) => ({
  key: { ...DEMO, pipeline },
  fireTime,
  previousFireTime: fireTime - 10 * MINUTE,
  trigger: 'schedule' as const,
  artefactDigest: digest,
  parameters: {},
});

function createFiller(store: Store, jobLogs: JobLogs): Filler {
  let count = 0;
  const nextId = (): string => `01JDEMO${String((count += 1)).padStart(19, '0')}`;
  const executor = 'worker-1';
  const start: Filler['start'] = async (pipeline, digest, fireTime, metrics) => {
    const id = nextId();
    const fireAt = fireTime + 40;
    await store.recordFire(undefined, { ...request(pipeline, digest, fireTime), state: 'scheduled' }, id, fireAt);
    await store.claimRun(id, executor, fireAt + 60 * MINUTE, fireAt + 60);
    const values = { '${bizdate}': '20261124', '${fire:yyyy-MM-dd HH:mm}': '2026-11-25 12:00' };
    await store.startAttempt(
      id,
      executor,
      { id: `${id.slice(-8)}a1` },
      values,
      '2026-11-25 09:55:00.000000',
      fireAt + 90,
    );
    await store.markRunning(id, executor, 1, fireAt + 400);
    await store.updateMetrics(id, executor, 1, metrics);
    jobLogs.append(id, 1, `starting ${pipeline}`);
    return id;
  };
  return {
    start,
    async finish(pipeline, digest, fireTime, { durationMs, end: ending, log }) {
      const id = await start(pipeline, digest, fireTime, {});
      for (const line of log) jobLogs.append(id, 1, line);
      await store.finishAttempt(id, executor, 1, ending, fireTime + durationMs);
      return id;
    },
    async skip(pipeline, digest, fireTime) {
      const reason = { code: 'OVERLAP', message: 'the run before had not ended and overlap is skip' };
      await store.recordFire(
        undefined,
        { ...request(pipeline, digest, fireTime), state: 'skipped', reason },
        nextId(),
        fireTime,
      );
    },
  };
}
