import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Template } from '../../src/compiler/index.ts';
import { createChunjunEngine } from '../../src/runtime/engines/chunjun/index.ts';
import { createFlinkxEngine } from '../../src/runtime/engines/flinkx/index.ts';
import { createFlinkRest, type Fetch, type FlinkRest } from '../../src/runtime/flink/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { Engine, EngineRef, LaunchRequest } from '../../src/runtime/ports/index.ts';
import { keptLog, launchRequest, secretHole, secretsOf } from './launch-request.ts';
import { movementJob, untilEnd } from './launcher-jobs.ts';
import { createOrders } from './orders-database.ts';
import { type PrivateServices, privateServices } from './private-service.ts';
import { stack } from './stack.ts';
import { type StandInInstallation, standInInstallation } from './stand-in-installation.ts';
import { tempDir } from './temp-dir.ts';

const { mariadb } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();

type Over = Partial<Parameters<typeof movementJob>[0]>;

/** What differs between FlinkX 1.11 and ChunJun 1.16 in these tests. */
export interface SessionFlavour {
  readonly type: 'flinkx' | 'chunjun';
  readonly version: '1.11' | '1.16';
  /** Whether the cluster itself refuses what a database refuses, before there is a job. */
  readonly asksDatabases: boolean;
  /** Settings under which that many rows may be refused. */
  limit(rows: number): Over;
}

/**
 * The engine on a real session cluster of that Flink, with the stand-in for the user's jar: it is no FlinkX, and moves
 * the rows all the same. Each flavour is a test file of its own.
 */
export function testSessionEngine(flavour: SessionFlavour): void {
  const { type, version } = flavour;
  describe.skipIf(mariadb === undefined)(`engine ${type} on a session cluster of Flink ${version}`, () => {
    if (mariadb === undefined) return;
    const database = `session_${type}_${random.hex(8)}`;
    const login = { user: `u_${random.hex(8)}`, password: `s3cr3t/+ %${random.hex(8)}` };
    const values = { DB_PASSWORD: login.password, WRONG_PASSWORD: 'not-the-passw0rd/%' };
    let connection: Connection;
    let services: PrivateServices;
    let folder: Awaited<ReturnType<typeof tempDir>>;
    let installed: StandInInstallation;
    let url: string;
    let rest: FlinkRest;

    beforeAll(async () => {
      services = await privateServices(`flink-${version}`);
      const flink = services.endpoints[`flink-${version}`];
      if (flink === undefined) throw new Error(`no Flink ${version}`);
      folder = await tempDir();
      installed = await standInInstallation(folder.path, flink);
      url = flink.rest;
      rest = createFlinkRest({ url, clock });
      const { host, port, username: user, password } = mariadb;
      connection = await createConnection({ host, port, user, password, multipleStatements: true });
      await createOrders(connection, database, login);
    }, 120_000);
    beforeEach(() => connection.query('TRUNCATE ods_orders'));
    afterAll(async () => {
      await connection.query(`DROP DATABASE IF EXISTS ${database}; DROP USER IF EXISTS '${login.user}'@'%'`);
      await connection.end();
      await services[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    });

    const engineWith = (fetchOf?: Fetch): Engine => {
      const options = {
        secrets: secretsOf(values),
        clock,
        random,
        log: keptLog(),
        workDir: '/nowhere',
        scrub: (line: string): string => line,
        environment: {},
        unclearMs: 10_000,
        missingMs: 3_000,
        ...(fetchOf === undefined ? {} : { fetch: fetchOf }),
      };
      return type === 'flinkx' ? createFlinkxEngine(options) : createChunjunEngine(options);
    };
    const job = (over: Over = {}): Template =>
      movementJob({
        jdbcUrl: `jdbc:mysql://${mariadb.host}:${mariadb.port}/${database}?useSSL=false`,
        username: login.user,
        password: secretHole('DB_PASSWORD'),
        ...over,
      });
    const launch = (
      template: Template,
      config: Readonly<Record<string, Template>> = { jar: installed.jar },
    ): LaunchRequest => {
      const engine = { url, ...config };
      const made = launchRequest({ runId: random.id(clock.now()), engine, engineType: type, template });
      return { ...made, artefact: { ...made.artefact, engine: { ...made.artefact.engine, version, mode: 'session' } } };
    };
    const submit = async (request: LaunchRequest, engine = engineWith()): Promise<EngineRef> => {
      const ref = engine.reserve(request);
      await engine.submit(request, ref, () => undefined);
      return ref;
    };
    const run = async (request: LaunchRequest): ReturnType<typeof untilEnd> =>
      untilEnd(engineWith(), request, await submit(request));
    const rowsInSink = async (): Promise<number> => {
      const [rows] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM ods_orders');
      return Number(rows[0]?.['n']);
    };

    test('every row is moved and counted, and the jar is uploaded once', async () => {
      const request = launch(job());
      expect(await run(request)).toMatchObject({
        state: 'succeeded',
        metrics: { rowsRead: 1000, rowsWritten: 1000, rowsRefused: 0 },
      });
      const [rows] = await connection.query<RowDataPacket[]>(
        'SELECT COUNT(*) AS n FROM orders o JOIN ods_orders s ON o.id = s.id AND o.note <=> s.note AND o.amount = s.amount AND o.updated_at = s.updated_at',
      );
      expect(rows[0]?.['n']).toBe(1000);
      await connection.query('TRUNCATE ods_orders');
      expect(await run(launch(job()))).toMatchObject({ state: 'succeeded' });
      expect((await rest.jars()).filter(({ name }) => name.startsWith(`sluice-${type}-`))).toHaveLength(1);
      const look = await engineWith().look(request.artefact.engine, []);
      expect(look.version).toMatch(new RegExp(`^${version.replace('.', '\\.')}\\.`));
    });

    test('an incremental run gives the position of its end, and the next one reads what is newer', async () => {
      const from = (startLocation: string, reader: Readonly<Record<string, Template>> = {}): LaunchRequest =>
        launch(job({ reader: { increColumn: 'id', startLocation, ...reader }, writer: { writeMode: 'update' } }));
      expect(await run(from(''))).toMatchObject({ cursor: '1000', metrics: { rowsRead: 1000 } });
      expect(await run(from('990'))).toMatchObject({ cursor: '1000', metrics: { rowsRead: 10 } });
      expect(await run(from('1000'))).toMatchObject({ cursor: '1000', metrics: { rowsRead: 0 } });
      const nothing = await run(from('', { where: 'id < 0' }));
      expect(nothing).toMatchObject({ state: 'succeeded', metrics: { rowsRead: 0 } });
      expect(nothing.cursor).toBeUndefined();
    });

    test('refused rows fail the run above its limit and are counted within it', async () => {
      await connection.query('INSERT INTO ods_orders SELECT * FROM orders WHERE id <= 12');
      const failed = await run(launch(job(flavour.limit(11))));
      expect(failed).toMatchObject({ state: 'failed', reason: { code: 'ROWS_REFUSED', retryable: false } });
      expect(failed.cursor).toBeUndefined();
      await connection.query('TRUNCATE ods_orders; INSERT INTO ods_orders SELECT * FROM orders WHERE id <= 12');
      const reader = { increColumn: 'id', startLocation: '' };
      expect(await run(launch(job({ ...flavour.limit(12), reader })))).toMatchObject({
        state: 'succeeded',
        metrics: { rowsRead: 1000, rowsWritten: 988, rowsRefused: 12 },
        cursor: '1000',
      });
      expect(await rowsInSink()).toBe(1000);
    });

    test('a plugin that is not there is refused at once', async () => {
      const template = JSON.parse(JSON.stringify(job()).replace('mysqlreader', 'nosuchreader')) as Template; // a template as it was
      await expect(submit(launch(template))).rejects.toMatchObject({
        code: 'ENGINE_MISCONFIGURED',
        message: expect.stringMatching(/ClassNotFoundException: com\.dtstack\..*\.nosuch\./),
      });
    });

    test('a wrong password is refused, and not told', async () => {
      const request = launch(job({ password: secretHole('WRONG_PASSWORD') }));
      const said = await run(request).catch((thrown: unknown) => thrown);
      expect(said instanceof Error).toBe(flavour.asksDatabases);
      const error = flavour.asksDatabases ? said : (said as { reason: unknown }).reason; // an observation
      expect(error).toMatchObject({ code: 'SECRET_REFUSED', retryable: false });
      expect(`${JSON.stringify(said)} ${String(said)}`).not.toContain(values.WRONG_PASSWORD);
    });

    test('what Flink shows of a job holds no secret', async () => {
      const request = launch(job());
      const ref = await submit(request);
      await untilEnd(engineWith(), request, ref);
      const pages = ['', '/config', '/accumulators', '/exceptions', '/plan'];
      const shown = await Promise.all(pages.map(async (page) => (await fetch(`${url}/jobs/${ref.id}${page}`)).text()));
      expect(shown[1]).toContain('sluice.owner');
      for (const form of [login.password, encodeURIComponent(login.password)]) expect(shown.join()).not.toContain(form);
    });

    test('a job is cancelled; another executor goes on with one and starts no second', async () => {
      const slow = launch(job({ reader: { standInRowMs: 20 } }));
      const ref = await submit(slow);
      while (await notYetRunning(slow, ref)) await clock.sleep(100);
      const other = engineWith();
      await other.submit(slow, ref, () => undefined);
      const live = (await rest.jobs()).filter(({ state }) => state === 'RUNNING');
      expect(live.map(({ id }) => id)).toEqual([ref.id]);
      await other.stop(slow, ref);
      expect(await untilEnd(other, slow, ref)).toMatchObject({ state: 'cancelled', reason: { code: 'JOB_CANCELLED' } });
      await other.stop(slow, ref);
      expect(await rowsInSink()).toBeLessThan(1000);
    });

    test('an answer that never comes starts no second job', async () => {
      const request = launch(job());
      const cut: Fetch = async (to, init) => {
        const answer = await fetch(to, init);
        if (!to.endsWith('/run')) return answer;
        await answer.text();
        throw new TypeError('fetch failed');
      };
      const engine = engineWith(cut);
      const ref = await submit(request, engine);
      await engine.submit(request, ref, () => undefined);
      expect(await untilEnd(engine, request, ref)).toMatchObject({ state: 'succeeded' });
      expect(await rowsInSink()).toBe(1000);
    });

    if (type === 'chunjun') {
      test('the core runs with the plugins of a folder that the JobManager reads', async () => {
        expect(await run(launch(job(), { home: installed.home }))).toMatchObject({ metrics: { rowsWritten: 1000 } });
      });
    } else {
      test('the core alone lacks what a plain cluster does not have', async () => {
        await expect(submit(launch(job(), { home: installed.home }))).rejects.toMatchObject({
          code: 'ENGINE_MISCONFIGURED',
          message: expect.stringContaining('org/apache/commons/lang/StringUtils'),
        });
      });
    }

    test('a cluster that vanishes is unreachable', async () => {
      const request = launch(job({ reader: { standInRowMs: 20 } }));
      const engine = engineWith();
      const ref = await submit(request, engine);
      process.kill(services.pids[`flink-${version}-jobmanager`] ?? Number.NaN, 'SIGKILL');
      await expect(engine.observe(request, ref, () => undefined)).rejects.toMatchObject({
        code: 'ENGINE_UNREACHABLE',
        retryable: true,
      });
    });

    async function notYetRunning(request: LaunchRequest, ref: EngineRef): Promise<boolean> {
      return (await engineWith().observe(request, ref, () => undefined)).state !== 'running';
    }
  });
}
