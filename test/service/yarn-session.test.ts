import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Template } from '../../src/compiler/index.ts';
import { createFlinkxEngine } from '../../src/runtime/engines/flinkx/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { Engine, EngineRef, LaunchRequest, Observation } from '../../src/runtime/ports/index.ts';
import { launchRequest, secretHole } from '../support/launch-request.ts';
import { movementJob, untilEnd } from '../support/launcher-jobs.ts';
import { createOrders } from '../support/orders-database.ts';
import { type PrivateServices, privateServices, type Yarn } from '../support/private-service.ts';
import { sessionEngineOptions } from '../support/session-engine-options.ts';
import { stack } from '../support/stack.ts';
import { type StandInInstallation, standInInstallation } from '../support/stand-in-installation.ts';
import { tempDir } from '../support/temp-dir.ts';
import { killApplication, runningApplications, startYarnSession } from '../support/yarn-sessions.ts';

const { mariadb } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const NAME = 'Flink session cluster';
const nowhere = (): void => undefined;

/** Real YARN (Hadoop 3.3.6) and real Flink 1.11.3 on it; only the jar is the stand-in for FlinkX. */
describe.skipIf(mariadb === undefined)('engine flinkx on a session cluster that YARN runs', () => {
  if (mariadb === undefined) return;
  const database = `yarn_${random.hex(8)}`;
  const login = { user: `u_${random.hex(8)}`, password: `s3cr3t/+ %${random.hex(8)}` };
  let connection: Connection;
  let services: PrivateServices;
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let installed: StandInInstallation;
  let yarn: Yarn;

  beforeAll(async () => {
    services = await privateServices('yarn');
    if (services.endpoints.yarn === undefined) throw new Error('no YARN');
    yarn = services.endpoints.yarn;
    folder = await tempDir();
    installed = await standInInstallation(folder.path, yarn);
    const { host, port, username: user, password } = mariadb;
    connection = await createConnection({ host, port, user, password, multipleStatements: true });
    await createOrders(connection, database, login);
    await startYarnSession(yarn, NAME);
  });
  beforeEach(() => connection.query('TRUNCATE ods_orders'));
  afterAll(async () => {
    for (const id of await runningApplications(yarn, NAME)) await killApplication(yarn, id);
    await connection.query(`DROP DATABASE IF EXISTS ${database}; DROP USER IF EXISTS '${login.user}'@'%'`);
    await connection.end();
    await services[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const newEngine = (): Engine =>
    createFlinkxEngine(sessionEngineOptions({ DB_PASSWORD: login.password }, { unclearMs: 10_000, missingMs: 3_000 }));
  const launch = (reader: Readonly<Record<string, Template>> = {}, application = NAME): LaunchRequest => {
    const template = movementJob({
      jdbcUrl: `jdbc:mysql://${mariadb.host}:${mariadb.port}/${database}?useSSL=false`,
      username: login.user,
      password: secretHole('DB_PASSWORD'),
      reader,
    });
    const engine = { jar: installed.jar, yarn: { resourceManagers: [yarn.resourceManager], application } };
    const made = launchRequest({ runId: random.id(clock.now()), engine, engineType: 'flinkx', template });
    const artefactEngine = { ...made.artefact.engine, version: '1.11', mode: 'yarn-session' };
    return { ...made, artefact: { ...made.artefact, engine: artefactEngine } };
  };
  const submit = async (request: LaunchRequest, engine = newEngine()): Promise<EngineRef> => {
    const ref = engine.reserve(request);
    await engine.submit(request, ref, nowhere);
    return ref;
  };
  const untilRunning = async (request: LaunchRequest, ref: EngineRef, engine: Engine): Promise<void> => {
    while ((await engine.observe(request, ref, nowhere)).state !== 'running') await clock.sleep(200);
  };
  /** As an executor does: while nobody answers, the job may come back. */
  const untilLost = async (engine: Engine, request: LaunchRequest, ref: EngineRef): Promise<Observation> => {
    for (;;) {
      const seen = await engine.observe(request, ref, nowhere).catch((thrown: unknown) => {
        expect(thrown).toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
      });
      if (seen !== undefined && seen.state !== 'running' && seen.state !== 'starting') return seen;
      await clock.sleep(200);
    }
  };
  const rowsInSink = async (): Promise<number> => {
    const [rows] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM ods_orders');
    return Number(rows[0]?.['n']);
  };

  test('a job is run by the name of the cluster and by its id, every row once, and the cursor is told', async () => {
    const [id = ''] = await runningApplications(yarn, NAME);
    for (const application of [NAME, id]) {
      await connection.query('TRUNCATE ods_orders');
      const request = launch({ increColumn: 'id', startLocation: '' }, application);
      const engine = newEngine();
      expect(await untilEnd(engine, request, await submit(request, engine))).toMatchObject({
        state: 'succeeded',
        metrics: { rowsRead: 1000, rowsWritten: 1000, rowsRefused: 0 },
        cursor: '1000',
      });
      expect(await rowsInSink()).toBe(1000);
      expect((await newEngine().look(request.artefact.engine, [])).version).toBe('1.11.3');
    }
  });

  test('another executor goes on with a job, starts no second one, and cancels it', async () => {
    const slow = launch({ standInRowMs: 200 });
    const ref = await submit(slow);
    const other = newEngine();
    await other.submit(slow, ref, nowhere);
    await untilRunning(slow, ref, other);
    const { jobs } = await other.look(slow.artefact.engine, []);
    expect(jobs.map(({ id }) => id)).toEqual([ref.id]);
    await other.stop(slow, ref);
    expect(await untilEnd(other, slow, ref)).toMatchObject({ state: 'cancelled' });
    expect(await rowsInSink()).toBeLessThan(1000);
  });

  test('a job is lost with its application, and the next one goes to the cluster that was started in its place', async () => {
    const [first = ''] = await runningApplications(yarn, NAME);
    const slow = launch({ standInRowMs: 200 });
    const engine = newEngine();
    const ref = await submit(slow, engine);
    await untilRunning(slow, ref, engine);

    // Started beside the old one, as people do who move to a new configuration.
    await startYarnSession(yarn, NAME);
    await expect(submit(launch())).rejects.toMatchObject({
      code: 'ENGINE_REFUSED',
      retryable: true,
      message: expect.stringContaining(first),
    });
    await clock.sleep(5_000);
    expect(await engine.observe(slow, ref, nowhere)).toMatchObject({ state: 'running' });

    await killApplication(yarn, first);
    expect(await untilLost(engine, slow, ref)).toMatchObject({
      state: 'lost',
      reason: { code: 'ENGINE_LOST_JOB', retryable: true },
    });
    // What the job had written before it was lost is there: nothing more comes.
    const written = await rowsInSink();
    await connection.query('TRUNCATE ods_orders');
    const next = launch();
    expect(await untilEnd(newEngine(), next, await submit(next))).toMatchObject({ metrics: { rowsWritten: 1000 } });
    expect(written).toBeLessThan(1000);
    expect(await rowsInSink()).toBe(1000);
  });

  test('with the last application gone nothing can be started, and its jobs are lost', async () => {
    const slow = launch({ standInRowMs: 200 });
    const engine = newEngine();
    const ref = await submit(slow, engine);
    await untilRunning(slow, ref, engine);
    const [id = ''] = await runningApplications(yarn, NAME);
    await killApplication(yarn, id);
    await expect(submit(launch())).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
    expect(await untilLost(engine, slow, ref)).toMatchObject({
      state: 'lost',
      reason: { code: 'ENGINE_LOST_JOB', message: expect.stringContaining('ended with it') },
    });
  });
});
