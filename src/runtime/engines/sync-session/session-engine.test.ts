import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Template } from '../../../compiler/index.ts';
import { launchRequest, secretHole } from '../../../../test/support/launch-request.ts';
import { movementJob } from '../../../../test/support/launcher-jobs.ts';
import { type JobManager, jobManager } from '../../../../test/support/scripted-job-manager.ts';
import { sessionEngineOptions } from '../../../../test/support/session-engine-options.ts';
import { tempDir } from '../../../../test/support/temp-dir.ts';
import { createSystemClock, createSystemRandom, createVirtualClock } from '../../observe/index.ts';
import type { Clock, Engine, LaunchRequest, Observation } from '../../ports/index.ts';
import { createChunjunEngine } from '../chunjun/index.ts';
import { createFlinkxEngine } from '../flinkx/index.ts';

const random = createSystemRandom();
const PASSWORD = 's3cr3t/+ %"words';
const nowhere = (): void => undefined;

type Type = 'flinkx' | 'chunjun';

function engineOf(type: Type, clock: Clock = createSystemClock()): Engine {
  const options = sessionEngineOptions({ DB_PASSWORD: PASSWORD }, { clock, unclearMs: 0, missingMs: 30_000 });
  return type === 'flinkx' ? createFlinkxEngine(options) : createChunjunEngine(options);
}

const template = (over: Partial<Parameters<typeof movementJob>[0]> = {}): Template =>
  movementJob({ jdbcUrl: 'jdbc:mysql://db/shop', username: 'u', password: secretHole('DB_PASSWORD'), ...over });

function launch(type: Type, config: Readonly<Record<string, Template>>, job = template(), attempt = 1): LaunchRequest {
  const made = launchRequest({ runId: RUN, engine: config, engineType: type, template: job, attempt });
  const version = type === 'flinkx' ? '1.11' : '1.16';
  return { ...made, artefact: { ...made.artefact, engine: { ...made.artefact.engine, version, mode: 'session' } } };
}

const RUN = random.id(1);

/** An installation with the core of each version, and a merged jar beside it. */
async function installation(folder: string): Promise<{ home: string; jar: string }> {
  for (const [name, core] of [
    ['syncplugins', 'flinkx-1.11.jar'],
    ['chunjun-dist', 'chunjun-core.jar'],
  ] as const) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, core), `core of ${name}`);
  }
  await writeFile(join(folder, 'merged.jar'), 'everything');
  return { home: folder, jar: join(folder, 'merged.jar') };
}

async function submit(engine: Engine, request: LaunchRequest): Promise<{ id: string }> {
  const ref = engine.reserve(request);
  await engine.submit(request, ref, nowhere);
  return ref;
}

test('the core is uploaded once for its digest, and each job is run with our id and name', async () => {
  await using folder = await tempDir();
  const { home } = await installation(folder.path);
  for (const type of ['flinkx', 'chunjun'] as const) {
    await using server = await jobManager();
    const engine = engineOf(type);
    const request = launch(type, { url: server.url, home }, template({ confProp: { 'a.b': '50%+' } }));
    const refs = [await submit(engine, request), await submit(engine, request)];
    expect(server.uploads).toHaveLength(1);
    expect(server.uploads[0]).toMatch(new RegExp(`^sluice-${type}-[0-9a-f]{32}\\.jar$`));
    expect(server.runs.map(({ jobId }) => jobId)).toEqual(refs.map(({ id }) => id));
    const [run] = server.runs;
    expect(Object.keys(run ?? {}).sort()).toEqual(['entryClass', 'jobId', 'programArgsList']);
    const words = argumentsOf(run?.programArgsList ?? []);
    if (type === 'flinkx') {
      expect(run?.entryClass).toBe('com.dtstack.flinkx.Main');
      expect(JSON.parse(words['-job'] ?? '')).toHaveProperty('job.content');
      expect(words).toMatchObject({
        '-mode': 'standalone',
        '-jobid': `orders-to-ods-${RUN}-1`,
        '-pluginRoot': join(home, 'syncplugins'),
        '-monitor': server.url,
      });
      expect(JSON.parse(decodeURIComponent(words['-confProp'] ?? ''))).toMatchObject({ 'a.b': '50%+' });
    } else {
      expect(run?.entryClass).toBe('com.dtstack.chunjun.Main');
      expect(words['-job']).toMatch(/^%7B%22job%22/);
      expect(words).toMatchObject({
        '-mode': 'kubernetes-application',
        '-jobType': 'sync',
        '-jobName': `orders-to-ods-${RUN}-1`,
        '-chunjunDistDir': join(home, 'chunjun-dist'),
      });
      expect(JSON.parse(words['-confProp'] ?? '')).toMatchObject({ 'chunjun.delay_period_mill': '1', 'a.b': '50%+' });
    }
    const text = words['-job'] ?? '';
    expect(type === 'flinkx' ? text : decodeURIComponent(text)).toContain(JSON.stringify(PASSWORD));
    expect(words['-confProp']).not.toContain('s3cr3t');
  }
});

test('a merged jar runs in mode standalone and needs no folder of plugins', async () => {
  await using folder = await tempDir();
  const { jar } = await installation(folder.path);
  await using server = await jobManager();
  await submit(engineOf('chunjun'), launch('chunjun', { url: server.url, jar }));
  const words = argumentsOf(server.runs[0]?.programArgsList ?? []);
  expect(words).toMatchObject({ '-mode': 'standalone', '-chunjunDistDir': '/no-chunjun-dist' });
});

test('a cluster that lost the jar gets it again, between two runs and between look and run', async () => {
  await using folder = await tempDir();
  const config = await installation(folder.path);
  await using server = await jobManager();
  const engine = engineOf('chunjun');
  const request = launch('chunjun', { url: server.url, ...config });
  await submit(engine, request);
  server.jars.length = 0;
  await submit(engine, request);
  expect(server.uploads).toHaveLength(2);
  server.onRun = () => {
    server.jars.length = 0;
    server.onRun = undefined;
    return { status: 400, errors: ['a.B: Jar file /tmp/up/x.jar does not exist\n\tat c.D'] };
  };
  await submit(engine, request);
  expect(server.uploads).toHaveLength(3);
  expect(server.runs).toHaveLength(4);
});

test('a job that the cluster knows already is not started again, and what an earlier attempt left is ended first', async () => {
  await using folder = await tempDir();
  const config = await installation(folder.path);
  await using server = await jobManager();
  const engine = engineOf('flinkx');
  const first = launch('flinkx', { url: server.url, ...config });
  const ref = await submit(engine, first);
  await engineOf('flinkx').submit(first, ref, nowhere);
  expect(server.runs).toHaveLength(1);
  await submit(engine, launch('flinkx', { url: server.url, ...config }, template(), 2));
  expect(server.cancelled).toEqual([ref.id]);
  expect(server.jobs.get(ref.id)?.state).toBe('CANCELED');
  expect(server.runs).toHaveLength(2);
});

test('an answer that is lost after the job began is no second start', async () => {
  await using folder = await tempDir();
  const config = await installation(folder.path);
  await using server = await jobManager();
  server.onRun = ({ jobId, name }) => {
    server.start(jobId, name);
    return 'cut';
  };
  const engine = engineOf('chunjun');
  const request = launch('chunjun', { url: server.url, ...config });
  const ref = await submit(engine, request);
  expect(await engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
});

test.each([
  ['com.google.gson.JsonSyntaxException: Expected BEGIN_OBJECT path $.job', 'ENGINE_REFUSED', false],
  [
    'java.lang.ClassNotFoundException: com.dtstack.chunjun.connector.mysql.source.MysqlSourceFactory',
    'ENGINE_MISCONFIGURED',
    false,
  ],
  ['java.lang.NoClassDefFoundError: org/apache/commons/lang/StringUtils', 'ENGINE_MISCONFIGURED', false],
  ["java.sql.SQLException: Access denied for user 'u'@'h' (using password: YES)", 'SECRET_REFUSED', false],
  ["java.sql.SQLSyntaxErrorException: Table 'shop.orders' doesn't exist", 'JOB_FAILED', true],
  ['java.net.ConnectException: Connection refused', 'JOB_FAILED', true],
  ['org.apache.commons.cli.UnrecognizedOptionException: Unrecognized option: -x', 'ENGINE_MISCONFIGURED', false],
])('a refusal with "%s" is %s', async (cause, code, retryable) => {
  await using folder = await tempDir();
  const config = await installation(folder.path);
  await using server = await jobManager();
  const job = encodeURIComponent(JSON.stringify({ job: { password: PASSWORD } }));
  server.onRun = () => ({
    status: 400,
    errors: [
      `org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application.\n\tat a.B\nCaused by: x.Y: ${job} ${PASSWORD}\n\tat a.B\nCaused by: ${cause} ${PASSWORD} ${encodeURIComponent(PASSWORD)}\n\tat c.D`,
    ],
  });
  const thrown: unknown = await submit(engineOf('chunjun'), launch('chunjun', { url: server.url, ...config })).catch(
    (error: unknown) => error,
  );
  expect(thrown).toMatchObject({ code, retryable });
  const said = JSON.stringify(thrown, ['message', 'help', 'fields']) + String(thrown);
  expect(said).toContain(cause.replace(/^.*?: /, '').slice(0, 20));
  expect(said).not.toContain('s3cr3t');
  expect(said).not.toContain(PASSWORD.slice(-5));
});

test('the end is judged by state and counters', async () => {
  await using folder = await tempDir();
  const config = await installation(folder.path);
  await using server = await jobManager();
  const counters = (over: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
    numRead: '10',
    numWrite: '10',
    nErrors: '0',
    ...over,
  });
  const end = async (
    type: Type,
    state: string,
    accumulators: Readonly<Record<string, string>>,
    job = template(),
  ): Promise<Observation> => {
    const request = launch(type, { url: server.url, ...config }, job);
    const ref = await submit(engineOf(type), request);
    server.jobs.set(ref.id, { name: 'n', state, accumulators, stack: server.stack });
    return engineOf(type).observe(request, ref, nowhere);
  };
  expect(await end('flinkx', 'RUNNING', {})).toMatchObject({ state: 'running', metrics: {} });
  expect(await end('flinkx', 'FINISHED', counters())).toMatchObject({
    state: 'succeeded',
    metrics: { rowsRead: 10, rowsWritten: 10, rowsRefused: 0 },
  });
  // FlinkX counts what it refused as written, and finishes.
  const refused = await end('flinkx', 'FINISHED', counters({ nErrors: '3', endLocation: '9' }));
  expect(refused).toMatchObject({ state: 'failed', reason: { code: 'ROWS_REFUSED' }, metrics: { rowsWritten: 7 } });
  expect(refused.cursor).toBeUndefined();
  const limit = template({ setting: { errorLimit: { record: 3 } } });
  expect(await end('flinkx', 'FINISHED', counters({ nErrors: '3' }), limit)).toMatchObject({ state: 'succeeded' });
  const unlimited = template({ confProp: { 'chunjun.dirty-data.max-rows': '-1' } });
  expect(await end('chunjun', 'FINISHED', counters({ numWrite: '0', nErrors: '10' }), unlimited)).toMatchObject({
    state: 'succeeded',
    metrics: { rowsWritten: 0, rowsRefused: 10 },
  });
  expect(await end('chunjun', 'FINISHED', counters({ endLocation: '5000' }))).toMatchObject({ cursor: '5000' });
  expect((await end('chunjun', 'FINISHED', counters({ endLocation: '-2147483648' }))).cursor).toBeUndefined();
  expect(await end('chunjun', 'FINISHED', {})).toMatchObject({ state: 'failed', reason: { code: 'ENGINE_FAILED' } });
  expect(await end('chunjun', 'CANCELED', counters())).toMatchObject({ state: 'cancelled' });
  server.stack = `a.B: x\nCaused by: c.NoRestartException: The dirty consumer shutdown, due to the consumed count exceed the max-consumed [0] row {"name":"Ann"} ${PASSWORD}\n\tat e.F`;
  const dirty = await end('chunjun', 'FAILED', counters({ nErrors: '2' }));
  expect(dirty).toMatchObject({ state: 'failed', reason: { code: 'ROWS_REFUSED', retryable: false } });
  expect(JSON.stringify(dirty)).not.toContain('Ann');
  server.stack = `a.B: x\nCaused by: java.sql.SQLException: Unknown column 'x' ${PASSWORD}\n\tat e.F`;
  const failed = await end('flinkx', 'FAILED', counters());
  expect(failed).toMatchObject({ state: 'failed', reason: { code: 'JOB_FAILED', retryable: true } });
  expect(failed.reason?.message).toContain("Unknown column 'x'");
  expect(JSON.stringify(failed)).not.toContain('s3cr3t');
});

test('a JobManager that is away is unreachable; one that forgot a job has lost it after a while', async () => {
  await using folder = await tempDir();
  const config = await installation(folder.path);
  const server: JobManager = await jobManager();
  const clock = createVirtualClock(0);
  const engine = engineOf('chunjun', clock);
  const request = launch('chunjun', { url: server.url, ...config });
  const ref = await submit(engine, request);
  server.jobs.clear();
  expect((await engine.observe(request, ref, nowhere)).state).toBe('running');
  await clock.advance(31_000);
  expect(await engine.observe(request, ref, nowhere)).toMatchObject({ reason: { code: 'ENGINE_LOST_JOB' } });
  expect((await engineOf('chunjun').observe(request, ref, nowhere)).state).toBe('unknown');
  await server[Symbol.asyncDispose]();
  await expect(engine.observe(request, ref, nowhere)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  await expect(submit(engine, request)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
});

test('what is missing in the installation is said, and 1.12 is refused', async () => {
  await using folder = await tempDir();
  const { home } = await installation(folder.path);
  await using server = await jobManager();
  const at = (over: Readonly<Record<string, Template>>): LaunchRequest =>
    launch('chunjun', { url: server.url, ...over });
  const engine = engineOf('chunjun');
  for (const [config, message] of [
    [{}, 'has no "home"'],
    [{ home: join(home, 'gone') }, 'cannot be read'],
    [{ jar: join(home, 'gone.jar') }, 'cannot be read'],
  ] as const) {
    await expect(submit(engine, at(config))).rejects.toMatchObject({
      code: 'ENGINE_MISCONFIGURED',
      message: expect.stringContaining(message),
    });
  }
  await mkdir(join(home, 'empty', 'chunjun-dist'), { recursive: true });
  await expect(submit(engine, at({ home: join(home, 'empty') }))).rejects.toThrow('There is no chunjun-core*.jar');
  await writeFile(join(home, 'chunjun-dist', 'chunjun-core-2.jar'), '');
  await expect(submit(engine, at({ home }))).rejects.toThrow('There are several chunjun-core*.jar');
  const old = at({ home });
  const request = { ...old, artefact: { ...old.artefact, engine: { ...old.artefact.engine, version: '1.12' } } };
  await expect(submit(engine, request)).rejects.toThrow('Engine chunjun 1.12 does not run in mode session');
  expect(server.runs).toHaveLength(0);
});

test('stop asks the cluster, and a look names the jobs with their owner', async () => {
  await using folder = await tempDir();
  const config = await installation(folder.path);
  await using server = await jobManager();
  const engine = engineOf('chunjun');
  const request = launch('chunjun', { url: server.url, ...config });
  const ref = await submit(engine, request);
  const { engine: artefactEngine } = request.artefact;
  expect(engine.isHostBound?.(artefactEngine)).toBe(false);
  expect(await engine.look(artefactEngine, [])).toMatchObject({
    reach: 'all',
    jobs: [
      { id: ref.id, run: { id: RUN, attempt: 1 }, owner: { project: 'test', environment: 'default' }, state: 'live' },
    ],
  });
  await engine.stop(request, ref);
  expect(server.cancelled).toEqual([ref.id]);
});

function argumentsOf(words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? '']] : [])));
}

test.each([
  ['append', 'failed'],
  ['upsert', 'succeeded'],
] as const)('a job that the cluster began again, and that writes by %s, has %s', async (mode, state) => {
  await using folder = await tempDir();
  const config = await installation(folder.path);
  await using server = await jobManager();
  const made = launch('chunjun', { url: server.url, ...config });
  const pipeline = { ...made.artefact.pipeline, work: { kind: 'movement', sink: { mode } } };
  const request = { ...made, artefact: { ...made.artefact, pipeline } };
  const engine = engineOf('chunjun');
  const ref = await submit(engine, request);
  const job = { name: 'n', state: 'RUNNING', accumulators: { numRead: '5', numWrite: '5', nErrors: '0' } };
  server.jobs.set(ref.id, job);
  expect(await engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  server.jobs.set(ref.id, { ...job, startTime: 2 });
  expect(await engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  expect(server.cancelled).toEqual(mode === 'append' ? [ref.id] : []);
  server.jobs.set(ref.id, { ...job, startTime: 2, state: 'FINISHED' });
  const end = await engine.observe(request, ref, nowhere);
  expect(end.state).toBe(state);
  if (mode === 'append') {
    expect(end.reason).toMatchObject({ retryable: false, message: expect.stringContaining('twice') });
    expect(end.metrics).toEqual({});
  }
});
