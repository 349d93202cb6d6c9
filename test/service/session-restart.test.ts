import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFlinkRest, type FlinkRest } from '../../src/runtime/flink/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { RunJson } from '../../src/server/index.ts';
import { createOrders } from '../support/orders-database.ts';
import { type PrivateServices, privateServices } from '../support/private-service.ts';
import { processStart } from '../support/restart-process.ts';
import { serve, type Daemon } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { standInInstallation } from '../support/stand-in-installation.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { mariadb } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const ROWS = 1000;
const WAIT = { timeout: 60_000, interval: 100 };

/** Everything is real but the jar, which is the stand-in for FlinkX: the built program, Flink 1.11.3, MariaDB. */
describe.skipIf(mariadb === undefined || process.platform !== 'linux')('a run on a session cluster', () => {
  if (mariadb === undefined) return;
  const database = `restart_${random.hex(8)}`;
  const login = { user: `u_${random.hex(8)}`, password: `s3cr3t-${random.hex(8)}` };
  let connection: Connection;
  let services: PrivateServices;
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let rest: FlinkRest;

  beforeAll(async () => {
    services = await privateServices('flink-1.11');
    const flink = services.endpoints['flink-1.11'];
    if (flink === undefined) throw new Error('no Flink 1.11');
    rest = createFlinkRest({ url: flink.rest, clock });
    folder = await tempDir();
    const { jar } = await standInInstallation(folder.path, flink);
    const { host, port, username: user, password } = mariadb;
    connection = await createConnection({ host, port, user, password, multipleStatements: true });
    await createOrders(connection, database, login);
    // While the gate is there, rows arrive one by one.
    await connection.query('CREATE TABLE gate (id INT PRIMARY KEY); INSERT INTO gate VALUES (1)');
    await connection.query(`CREATE TRIGGER one_by_one BEFORE INSERT ON ods_orders FOR EACH ROW
      BEGIN DECLARE slept INT; IF NEW.id > 20 THEN SELECT SLEEP(0.15) INTO slept FROM gate WHERE id = 1; END IF; END`);
    await writeFiles(folder.path, project(`url: "${flink.rest}", jar: ${JSON.stringify(jar)}`));
  });
  beforeEach(() => connection.query('TRUNCATE ods_orders; INSERT IGNORE INTO gate VALUES (1)'));
  afterAll(async () => {
    await connection.query(`DROP DATABASE IF EXISTS ${database}; DROP USER IF EXISTS '${login.user}'@'%'`);
    await connection.end();
    await services[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const daemon = (): Promise<Daemon> =>
    serve({ cwd: folder.path, env: { DB_PASSWORD: login.password }, args: ['--state-dir', '.sluice/state'] });
  const ask = async ({ url }: Daemon): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const asked = new URL('/api/v1/pipelines/orders-to-ods/runs', url);
    const answer = await fetch(asked, { method: 'POST', headers, body: '{}' });
    expect(answer.ok, await answer.text()).toBe(true);
  };
  const newest = async (of: Daemon): Promise<RunJson | undefined> =>
    (await of.get<{ items: readonly RunJson[] }>('/api/v1/runs?limit=1')).items[0];
  const counts = async (): Promise<readonly [rows: number, ids: number]> => {
    const [rows] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) n, COUNT(DISTINCT id) ids FROM ods_orders');
    return [Number(rows[0]?.['n']), Number(rows[0]?.['ids'])];
  };
  const someRows = (): Promise<void> => expect.poll(async () => (await counts())[0], WAIT).toBeGreaterThan(25);
  /** What is left goes through at once. */
  const openGate = async (): Promise<void> => void (await connection.query('DELETE FROM gate'));
  const liveJobs = async (): Promise<readonly string[]> =>
    (await rest.jobs()).filter(({ state }) => state === 'RUNNING').map(({ id }) => id);
  /** The job's connections to the database; ours is another user's. */
  const writers = async (): Promise<number> => {
    const sql = 'SELECT COUNT(*) n FROM information_schema.processlist WHERE user = ?';
    const [rows] = await connection.query<RowDataPacket[]>(sql, [login.user]);
    return Number(rows[0]?.['n']);
  };

  test('goes on when its daemon is killed, and the next daemon follows the same job to its end', async () => {
    const first = await daemon();
    await expect
      .poll(() => first.get<{ items: readonly unknown[] }>('/api/v1/pipelines'), WAIT)
      .toHaveProperty('items.0');
    await ask(first);
    await someRows();
    const [job] = await liveJobs();
    first.signal('SIGKILL');
    await first.ended;
    await using second = await daemon();
    await expect.poll(async () => (await newest(second))?.state, WAIT).toBe('running');
    expect(await liveJobs()).toEqual([job]);
    await openGate();
    await expect.poll(async () => (await newest(second))?.state, { ...WAIT, timeout: 90_000 }).toBe('succeeded');
    const run = await newest(second);
    expect(run).toMatchObject({ metrics: { rowsRead: ROWS, rowsWritten: ROWS, rowsRefused: 0 } });
    expect(run?.attempts).toHaveLength(1);
    expect(await counts()).toEqual([ROWS, ROWS]);
    expect((await rest.jobs()).map(({ id }) => id)).toEqual([job]);
  });

  test('is lost with a JobManager that is killed, and tried again once nobody writes its rows any more', async () => {
    await using only = await daemon();
    await expect
      .poll(() => only.get<{ items: readonly unknown[] }>('/api/v1/pipelines'), WAIT)
      .toHaveProperty('items.0');
    await ask(only);
    await someRows();
    const manager = await processStart(services.pids['flink-1.11-jobmanager'] ?? Number.NaN);
    await manager.kill();
    await using again = manager.start();
    expect(again).toBeDefined();
    // Known to nobody, the job goes on in its TaskManager.
    await expect.poll(() => rest.jobs().catch(() => undefined), WAIT).toEqual([]);
    const [before] = await counts();
    await expect.poll(async () => (await counts())[0], WAIT).toBeGreaterThan(before);

    const attempts = async (): Promise<readonly string[]> =>
      (await newest(only))?.attempts.map(({ state }) => state) ?? [];
    await expect.poll(attempts, { ...WAIT, timeout: 150_000 }).toContain('lost');
    expect(await writers()).toBe(0);
    await openGate();
    await expect.poll(async () => (await newest(only))?.state, { ...WAIT, timeout: 90_000 }).toBe('succeeded');
    const run = await newest(only);
    expect(run?.attempts.map(({ state }) => state)).toEqual(['lost', 'succeeded']);
    expect(run?.attempts[0]?.reason).toMatchObject({ code: 'ENGINE_LOST_JOB' });
    expect(run).toMatchObject({ metrics: { rowsRead: ROWS } });
    expect(await counts()).toEqual([ROWS, ROWS]);
  });

  function project(engine: string): Readonly<Record<string, string>> {
    const { host, port } = mariadb ?? { host: '', port: 0 };
    const datasource = (name: string): string =>
      `name: ${name}\ntype: mariadb\nhost: ${host}\nport: ${port}\ndatabase: ${database}\nusername: ${login.user}\npassword: \${secret:env/DB_PASSWORD}\n`;
    return {
      'sluice.yaml': `name: ${database}\nedition: 2026\ndefaults: { engine: cluster, timeZone: UTC }\nengines:\n  cluster: { type: flinkx, version: "1.11", mode: session, ${engine} }\n`,
      'datasources/erp.yaml': datasource('erp'),
      'datasources/ods.yaml': datasource('ods'),
      'pipelines/orders.yaml': `name: orders-to-ods
schedule: manual
retry: { attempts: 2, backoff: fixed, initial: 100ms }
source: { datasource: erp, table: orders, columns: [id bigint, note varchar(40), "amount decimal(12,2)", updated_at datetime] }
sink: { datasource: ods, table: ods_orders, mode: upsert, key: [id], options: { batchSize: 1 } }
`,
    };
  }
});
