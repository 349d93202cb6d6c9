import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChunjunEngine } from '../../src/runtime/engines/chunjun/index.ts';
import { createFlinkRest } from '../../src/runtime/flink/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { Engine, EngineRef, LaunchRequest, Observation } from '../../src/runtime/ports/index.ts';
import { type HighlyAvailable, withHighAvailability } from '../support/high-availability.ts';
import { launchRequest, secretHole } from '../support/launch-request.ts';
import { movementJob } from '../support/launcher-jobs.ts';
import { createOrders } from '../support/orders-database.ts';
import { type PrivateServices, privateServices } from '../support/private-service.ts';
import { sessionEngineOptions } from '../support/session-engine-options.ts';
import { stack } from '../support/stack.ts';
import { type StandInInstallation, standInInstallation } from '../support/stand-in-installation.ts';
import { tempDir } from '../support/temp-dir.ts';

const { mariadb } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const nowhere = (): void => undefined;
const WAIT = { timeout: 60_000, interval: 200 };

/** Real Flink 1.16.3 and ZooKeeper; only the jar is the stand-in for ChunJun. */
describe.skipIf(mariadb === undefined || process.platform !== 'linux')('a JobManager that takes over', () => {
  if (mariadb === undefined) return;
  const database = `takeover_${random.hex(8)}`;
  const login = { user: `u_${random.hex(8)}`, password: `s3cr3t-${random.hex(8)}` };
  let connection: Connection;
  let services: PrivateServices;
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let installed: StandInInstallation;
  let cluster: HighlyAvailable;
  let engine: Engine;
  let url = '';

  beforeAll(async () => {
    services = await privateServices('flink-1.16');
    const flink = services.endpoints['flink-1.16'];
    if (flink === undefined) throw new Error('no Flink 1.16');
    url = flink.rest;
    folder = await tempDir();
    installed = await standInInstallation(folder.path, flink);
    const pidOf = (part: string): number => services.pids[`flink-1.16-${part}`] ?? Number.NaN;
    const pids = { jobManager: pidOf('jobmanager'), taskManager: pidOf('taskmanager') };
    cluster = await withHighAvailability(flink, pids, folder.path);
    const { host, port, username: user, password } = mariadb;
    connection = await createConnection({ host, port, user, password, multipleStatements: true });
    await createOrders(connection, database, login);
    // Nothing refuses a row that comes twice.
    await connection.query('ALTER TABLE ods_orders DROP PRIMARY KEY');
    engine = createChunjunEngine(sessionEngineOptions({ DB_PASSWORD: login.password }));
  });
  afterAll(async () => {
    await cluster[Symbol.asyncDispose]();
    await connection.query(`DROP DATABASE IF EXISTS ${database}; DROP USER IF EXISTS '${login.user}'@'%'`);
    await connection.end();
    await services[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const launch = (): LaunchRequest => {
    const template = movementJob({
      jdbcUrl: `jdbc:mysql://${mariadb.host}:${mariadb.port}/${database}?useSSL=false`,
      username: login.user,
      password: secretHole('DB_PASSWORD'),
      reader: { standInRowMs: 60 },
    });
    const config = { url, jar: installed.jar };
    const made = launchRequest({ runId: random.id(clock.now()), engine: config, engineType: 'chunjun', template });
    const pipeline = { ...made.artefact.pipeline, work: { kind: 'movement', sink: { mode: 'append' } } };
    const artefactEngine = { ...made.artefact.engine, version: '1.16', mode: 'session' };
    return { ...made, artefact: { ...made.artefact, pipeline, engine: artefactEngine } };
  };
  const counts = async (): Promise<{ rows: number; ids: number }> => {
    const [found] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) n, COUNT(DISTINCT id) d FROM ods_orders');
    return { rows: Number(found[0]?.['n']), ids: Number(found[0]?.['d']) };
  };
  /** As an executor does: nobody answers while the JobManagers change places. */
  const untilOver = async (request: LaunchRequest, ref: EngineRef): Promise<Observation> => {
    for (;;) {
      const seen = await engine.observe(request, ref, nowhere).catch((thrown: unknown) => {
        expect(thrown).toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
      });
      if (seen !== undefined && seen.state !== 'running' && seen.state !== 'starting') return seen;
      await clock.sleep(200);
    }
  };

  test('begins the job at its first row, which is told and stopped where rows would be there twice', async () => {
    const rest = createFlinkRest({ url, clock });
    const taskManagers = async (): Promise<number> => (await rest.overview().catch(() => undefined))?.taskManagers ?? 0;
    await expect.poll(taskManagers, WAIT).toBe(1);
    const request = launch();
    const ref = engine.reserve(request);
    await engine.submit(request, ref, nowhere);
    await expect.poll(async () => (await counts()).rows, WAIT).toBeGreaterThan(50);
    expect(await engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
    await cluster.replaceJobManager();
    expect(await untilOver(request, ref)).toMatchObject({
      state: 'failed',
      metrics: {},
      reason: { code: 'ENGINE_FAILED', retryable: false, message: expect.stringContaining('twice') },
    });
    // Far fewer than it would have been: all that the first JobManager saw written, once more.
    const { rows, ids } = await counts();
    expect(ids).toBeLessThan(1000);
    expect(rows).toBeLessThan(1000);
  });
});
