import { expect, test } from 'vitest';
import { answeringServer, type AnsweringServer, sendJson } from '../../../../test/support/answering-server.ts';
import { keptLog, launchRequest, secretsOf } from '../../../../test/support/launch-request.ts';
import { createSystemClock, createSystemRandom, createVirtualClock } from '../../observe/index.ts';
import type { Clock, Engine, LaunchRequest } from '../../ports/index.ts';
import { createFlinkSqlEngine } from './create-flink-sql-engine.ts';
import { withOwnerStamp } from '../flink-jobs/index.ts';

const random = createSystemRandom();

/** A JobManager that knows one job in the state it is told, and none when that is undefined. */
function jobManager(state: () => string | undefined): Promise<AnsweringServer> {
  return answeringServer((seen, response) => {
    const id = /^\/jobs\/([0-9a-f]{32})/.exec(seen.path)?.[1] ?? '';
    const now = state();
    if (now === undefined) sendJson(response, 404, { errors: [`a.B: Job ${id} not found\n\tat c.D`] });
    else if (seen.path.includes('/exceptions'))
      sendJson(response, 200, { exceptionHistory: { entries: [], truncated: false } });
    else {
      const vertices = [
        { id: 'a'.repeat(32), name: 'Source: a', parallelism: 1, status: now, metrics: counts(0, 7) },
        { id: 'b'.repeat(32), name: 'Sink: b', parallelism: 1, status: now, metrics: counts(7, 0) },
      ];
      sendJson(response, 200, { jid: id, name: 'n', state: now, 'start-time': 1, 'end-time': -1, vertices });
    }
  });
}

function counts(read: number, write: number): object {
  return { 'read-records': read, 'write-records': write, 'read-bytes': 0, 'write-bytes': 0 };
}

function engineWith(clock: Clock): Engine {
  return createFlinkSqlEngine({
    secrets: secretsOf({}),
    clock,
    random,
    log: keptLog(),
    unclearMs: 5_000,
    missingMs: 30_000,
  });
}

function request(url: string, gateway = url): LaunchRequest {
  const template = { settings: {}, definitions: [], insert: 'INSERT INTO b SELECT * FROM a' };
  return launchRequest({ runId: 'r1', engine: { url, gateway }, engineType: 'flink-sql', template });
}

const nowhere = (): void => undefined;

test('states of Flink become states of a run', async () => {
  let state = 'INITIALIZING';
  await using server = await jobManager(() => state);
  const engine = engineWith(createSystemClock());
  const launch = request(server.url);
  const ref = engine.reserve(launch);
  const seen: string[] = [];
  for (state of [
    'INITIALIZING',
    'CREATED',
    'RUNNING',
    'RESTARTING',
    'FAILING',
    'CANCELLING',
    'SUSPENDED',
    'FINISHED',
    'FAILED',
    'CANCELED',
  ]) {
    seen.push((await engine.observe(launch, ref, nowhere)).state);
  }
  expect(seen).toEqual([
    'starting',
    'starting',
    'running',
    'running',
    'running',
    'running',
    'running',
    'succeeded',
    'failed',
    'cancelled',
  ]);
  state = 'FINISHED';
  expect((await engine.observe(launch, ref, nowhere)).metrics).toEqual({ rowsRead: 7, rowsWritten: 7 });
});

test('a job that was never seen is unknown; one that was seen is lost when it stays away', async () => {
  let state: string | undefined;
  await using server = await jobManager(() => state);
  const clock = createVirtualClock(0);
  const engine = engineWith(clock);
  const launch = request(server.url);
  const ref = engine.reserve(launch);
  expect((await engine.observe(launch, ref, nowhere)).state).toBe('unknown');
  state = 'RUNNING';
  expect((await engine.observe(launch, ref, nowhere)).state).toBe('running');
  state = undefined;
  expect((await engine.observe(launch, ref, nowhere)).state).toBe('running');
  await clock.advance(31_000);
  expect(await engine.observe(launch, ref, nowhere)).toMatchObject({
    state: 'lost',
    reason: { code: 'ENGINE_LOST_JOB' },
  });
  state = 'RUNNING';
  expect((await engine.observe(launch, ref, nowhere)).state).toBe('running');
});

test('"has already been submitted" means that it was started', async () => {
  let submitted = false;
  await using cluster = await jobManager(() => (submitted ? 'RUNNING' : undefined));
  await using gateway = await answeringServer((seen, response) => {
    if (seen.path === '/api_versions') sendJson(response, 200, { versions: ['V3'] });
    else if (seen.path === '/v3/sessions') sendJson(response, 200, { sessionHandle: 's' });
    else if (seen.path.endsWith('/statements')) sendJson(response, 200, { operationHandle: 'o' });
    else if (seen.path.endsWith('/status')) sendJson(response, 200, { status: 'ERROR' });
    else if (seen.path.includes('/result/')) {
      submitted = true;
      sendJson(response, 500, {
        errors: ['Internal server error.', 'a.B: x\nCaused by: c.D: Job has already been submitted.\n\tat e.F'],
      });
    } else sendJson(response, 200, {});
  });
  const engine = engineWith(createSystemClock());
  const launch = request(cluster.url, gateway.url);
  await engine.submit(launch, engine.reserve(launch), nowhere);
  expect(submitted).toBe(true);
});

test('a job that was started under another id is cancelled and refused', async () => {
  let cancelled = '';
  await using cluster = await answeringServer((seen, response) => {
    if (seen.method === 'PATCH') {
      cancelled = seen.path;
      sendJson(response, 202, {});
    } else sendJson(response, 404, { errors: ['Job x not found'] });
  });
  await using gateway = await answeringServer((seen, response) => {
    if (seen.path === '/api_versions') sendJson(response, 200, { versions: ['V1'] });
    else if (seen.path === '/v1/sessions') sendJson(response, 200, { sessionHandle: 's' });
    else if (seen.path.endsWith('/statements')) sendJson(response, 200, { operationHandle: 'o' });
    else if (seen.path.endsWith('/status')) sendJson(response, 200, { status: 'FINISHED' });
    else sendJson(response, 200, { resultType: 'EOS', jobID: 'c'.repeat(32), results: { columns: [], data: [] } });
  });
  const engine = engineWith(createSystemClock());
  const launch = request(cluster.url, gateway.url);
  await expect(engine.submit(launch, engine.reserve(launch), nowhere)).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
  });
  expect(cancelled).toBe(`/jobs/${'c'.repeat(32)}?mode=cancel`);
});

test('a look shows the jobs under our names that live, and those that are asked about, by reading alone', async () => {
  const run = random.id(1);
  const id = (digit: string): string => digit.repeat(32);
  const jobs = [
    { jid: id('1'), name: `orders-to-ods-${run}-2`, state: 'RUNNING', 'start-time': 5 },
    { jid: id('2'), name: `orders-to-ods-${run}-1`, state: 'FAILED', 'start-time': 1 },
    { jid: id('3'), name: `orders-to-ods-${run}-1`, state: 'CANCELED', 'start-time': 2 },
    { jid: id('4'), name: `orders-to-ods-${run}-2-cursor`, state: 'RUNNING', 'start-time': 5 },
    { jid: id('5'), name: "somebody else's", state: 'RUNNING', 'start-time': 5 },
    { jid: id('6'), name: 'asked for', state: 'FINISHED', 'start-time': 6 },
  ];
  const overview = { 'flink-version': '1.20.3', taskmanagers: 1, 'slots-total': 1, 'slots-available': 0 };
  const owner = { project: 'shop', environment: 'prod' };
  const stamp = withOwnerStamp(undefined, owner).replace('sluice.owner:', '');
  const config1 = { 'execution-config': { 'user-config': { 'sluice.owner': stamp } } };
  const answers = new Map<string, object>([
    ['/overview', overview],
    ['/jobs/overview', { jobs }],
    [`/jobs/${id('1')}/config`, config1],
  ]);
  await using server = await answeringServer((seen, response) => sendJson(response, 200, answers.get(seen.path) ?? {}));
  const { engine: config } = request(server.url).job;
  const asked = [id('2'), id('6')].map((each) => ({ id: each }));
  const look = await engineWith(createSystemClock()).look({ name: 'stream', type: 'flink-sql', config }, asked);
  expect(look).toEqual({
    reach: 'all',
    version: '1.20.3',
    jobs: [
      {
        id: id('1'),
        name: `orders-to-ods-${run}-2`,
        pipeline: 'orders-to-ods',
        run: { id: run, attempt: 2 },
        owner,
        state: 'live',
        since: 5,
      },
      {
        id: id('2'),
        name: `orders-to-ods-${run}-1`,
        pipeline: 'orders-to-ods',
        run: { id: run, attempt: 1 },
        state: 'failed',
        since: 1,
      },
      { id: id('6'), name: 'asked for', state: 'succeeded', since: 6 },
    ],
  });
  expect(server.seen.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    `GET /jobs/${id('1')}/config`,
    'GET /jobs/overview',
    'GET /overview',
  ]);
});
