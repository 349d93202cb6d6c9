import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Template } from '../../src/compiler/index.ts';
import { createChunjunEngine } from '../../src/runtime/engines/chunjun/index.ts';
import { createFlinkxEngine } from '../../src/runtime/engines/flinkx/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { Engine, LaunchRequest } from '../../src/runtime/ports/index.ts';
import { keptLog, launchRequest, secretHole, secretsOf } from '../support/launch-request.ts';
import { emptyHome, movementJob, standInJavaHome, startScript, untilEnd } from '../support/launcher-jobs.ts';
import { createOrders } from '../support/orders-database.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';

const { mariadb } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const database = `flinkx_engine_${random.hex(8)}`;
const log = keptLog();
const home = await tempDir();
const workDir = join(home.path, 'work');
const WRONG = 'not-the-passw0rd/%';

afterAll(() => home[Symbol.asyncDispose]());

type Config = Readonly<Record<string, Template>>;

describe.skipIf(mariadb === undefined)('engines flinkx and chunjun with a stand-in launcher', () => {
  if (mariadb === undefined) return;
  // A password that looks different when it is URL-encoded, of a user of this test only.
  const login = { user: `u_${random.hex(8)}`, password: `s3cr3t/+ ${random.hex(8)}` };
  const values = { DB_PASSWORD: login.password, WRONG_PASSWORD: WRONG };
  let connection: Connection;
  let plain: Config;
  let slow: Config;
  let hanging: Config;

  beforeAll(async () => {
    const { host, port, username: user, password } = mariadb;
    connection = await createConnection({ host, port, user, password, multipleStatements: true });
    await createOrders(connection, database, login);
    plain = { script: await startScript(home.path, 'start.sh') };
    slow = {
      script: await startScript(home.path, 'slow.sh', {
        FLINKX_STAND_IN_BATCH: '10',
        FLINKX_STAND_IN_BATCH_DELAY_MS: '100',
      }),
    };
    hanging = { script: await startScript(home.path, 'hanging.sh', { FLINKX_STAND_IN_HANG: '1' }) };
  });
  beforeEach(() => connection.query('TRUNCATE ods_orders'));
  afterAll(async () => {
    await connection.query(`DROP DATABASE IF EXISTS ${database}; DROP USER IF EXISTS '${login.user}'@'%'`);
    await connection.end();
  });

  const job = (over: Partial<Parameters<typeof movementJob>[0]> = {}): Template =>
    movementJob({
      jdbcUrl: `jdbc:mysql://${mariadb.host}:${mariadb.port}/${database}?useSSL=false`,
      username: login.user,
      password: secretHole('DB_PASSWORD'),
      ...over,
    });
  const launch = (template: Template, engine: Config = plain, engineType = 'flinkx'): LaunchRequest =>
    launchRequest({ runId: random.id(clock.now()), engine, engineType, template });
  const flinkx = (environment: Readonly<Record<string, string | undefined>> = process.env): Engine =>
    createFlinkxEngine({
      secrets: secretsOf(values),
      clock,
      random,
      log,
      workDir,
      scrub: (line) => line,
      environment,
      hangMs: 200,
    });
  const engine = flinkx();
  const run = async (request: LaunchRequest, lines: string[] = []): ReturnType<typeof untilEnd> => {
    const ref = engine.reserve(request);
    await engine.submit(request, ref, (line) => lines.push(line));
    return untilEnd(engine, request, ref, lines);
  };
  const sinkRows = async (): Promise<number> => {
    const [rows] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM ods_orders');
    return Number(rows[0]?.['n']);
  };

  test('a job moves every row, and leaves its verdict and nothing else', async () => {
    const lines: string[] = [];
    const end = await run(launch(job()), lines);
    expect(end).toMatchObject({ state: 'succeeded', metrics: { rowsRead: 1000, rowsWritten: 1000, rowsRefused: 0 } });
    expect(end.cursor).toBeUndefined();
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT COUNT(*) AS n FROM orders o JOIN ods_orders s ON o.id = s.id AND o.note <=> s.note AND o.amount = s.amount AND o.updated_at = s.updated_at',
    );
    expect(rows[0]?.['n']).toBe(1000);
    expect(lines.filter((line) => line.includes('start job orders-to-ods-'))).toHaveLength(1);
    await noSecretIsLeft(lines);
  });

  test('the java Launcher of home is started as documented', async () => {
    const direct = flinkx({ ...process.env, JAVA_HOME: standInJavaHome });
    const request = launch(job(), { home: await emptyHome(join(home.path, 'flinkx'), 'syncplugins') });
    const ref = direct.reserve(request);
    await direct.submit(request, ref, () => undefined);
    expect(await untilEnd(direct, request, ref)).toMatchObject({ state: 'succeeded', metrics: { rowsWritten: 1000 } });
  });

  test('an incremental run gives the position of its end, and the next one reads what is newer', async () => {
    const incremental = (startLocation: string): Template =>
      job({ reader: { increColumn: 'id', startLocation }, writer: { writeMode: 'update' } });
    expect(await run(launch(incremental('')))).toMatchObject({
      state: 'succeeded',
      cursor: '1000',
      metrics: { rowsRead: 1000 },
    });
    expect(await run(launch(incremental('990')))).toMatchObject({ cursor: '1000', metrics: { rowsRead: 10 } });
    expect(await run(launch(incremental('1000')))).toMatchObject({ cursor: '1000', metrics: { rowsRead: 0 } });
    const nothing = await run(launch(job({ reader: { increColumn: 'id', startLocation: '', where: 'id < 0' } })));
    expect(nothing.state).toBe('succeeded');
    expect(nothing.cursor).toBeUndefined();
    const timed = await run(
      launch(job({ reader: { increColumn: 'updated_at', startLocation: '' }, writer: { writeMode: 'update' } })),
    );
    expect(timed.cursor).toMatch(/^\d{13}$/);
  });

  test('rows refused above the limit fail the run; within it they are counted, and the position moves', async () => {
    await connection.query('INSERT INTO ods_orders SELECT * FROM orders WHERE id <= 12');
    const above = await run(launch(job({ reader: { increColumn: 'id', startLocation: '' } })));
    expect(above).toMatchObject({ state: 'failed', reason: { code: 'ROWS_REFUSED', retryable: false } });
    expect(above.cursor).toBeUndefined();
    await connection.query('TRUNCATE ods_orders; INSERT INTO ods_orders SELECT * FROM orders WHERE id <= 12');
    const within = await run(
      launch(job({ setting: { errorLimit: { record: 100 } }, reader: { increColumn: 'id', startLocation: '' } })),
    );
    expect(within).toMatchObject({
      state: 'succeeded',
      metrics: { rowsRead: 1000, rowsWritten: 988, rowsRefused: 12 },
      cursor: '1000',
    });
  });

  test('a wrong job file, a missing table and unknown arguments fail with their cause', async () => {
    expect(await run(launch(job({ writer: { preSql: 'DELETE FROM ods_orders' } })))).toMatchObject({
      state: 'failed',
      reason: { code: 'JOB_FAILED', message: 'ClassCastException: java.lang.String cannot be cast to java.util.List' },
    });
    const table = await run(launch(job({ sinkTable: 'nosuch' })));
    expect(table).toMatchObject({ state: 'failed', reason: { code: 'JOB_FAILED' } });
    expect(table.reason?.message).toContain("nosuch' doesn't exist");
    const missing = await run(launch(job({ reader: { where: 'nosuch = 1' } })));
    expect(missing.reason?.message).toContain('Unknown column');
    const script = await startScript(home.path, 'start.sh');
    const wrong = { script: { ...script, args: [...script.args, '-jobType', 'sync'] } };
    expect(await run(launch(job(), wrong))).toMatchObject({
      state: 'failed',
      reason: { code: 'ENGINE_MISCONFIGURED' },
    });
    expect(await sinkRows()).toBe(0);
  });

  test('a wrong password is told apart', async () => {
    const lines: string[] = [];
    const end = await run(launch(job({ password: secretHole('WRONG_PASSWORD') })), lines);
    expect(end).toMatchObject({ state: 'failed', reason: { code: 'SECRET_REFUSED', retryable: false } });
    await noSecretIsLeft([...lines, JSON.stringify(end)]);
  });

  test('a launcher that hangs after a failure is ended', async () => {
    const end = await run(launch(job({ reader: { where: 'nosuch = 1' } }), hanging));
    expect(end).toMatchObject({ state: 'failed', reason: { code: 'JOB_FAILED', retryable: true } });
    expect(end.reason?.message).toContain('hung');
  });

  test('killed -9, the launcher alone or with its group, is a failure that may be retried', async () => {
    for (const whole of [false, true]) {
      const request = launch(job(), slow);
      const ref = engine.reserve(request);
      await engine.submit(request, ref, () => undefined);
      await expect.poll(sinkRows, { timeout: 60_000 }).toBeGreaterThan(0);
      expect((await engine.observe(request, ref, () => undefined)).state).toBe('running');
      const supervisor = Number.parseInt(await readFile(join(workDir, ref.id, 'pid'), 'utf8'), 10);
      const children = (await readFile(`/proc/${supervisor}/task/${supervisor}/children`, 'utf8')).trim();
      process.kill(whole ? -supervisor : Number(children), 'SIGKILL');
      expect(await untilEnd(engine, request, ref)).toMatchObject({
        state: 'failed',
        reason: { code: 'ENGINE_FAILED', retryable: true },
      });
      await connection.query('TRUNCATE ods_orders');
      await noSecretIsLeft([]);
    }
  });

  test('another executor adopts a running job, starts nothing new, and can stop it', async () => {
    const request = launch(job(), slow);
    const ref = engine.reserve(request);
    const before: string[] = [];
    await engine.submit(request, ref, () => undefined);
    await expect.poll(sinkRows, { timeout: 60_000 }).toBeGreaterThan(0);
    await engine.observe(request, ref, (line) => before.push(line));

    // Private while it runs: the folder, the job file, and every argument of every process.
    expect((await stat(join(workDir, ref.id))).mode & 0o777).toBe(0o700);
    expect((await stat(join(workDir, ref.id, 'job.json'))).mode & 0o777).toBe(0o600);
    expect(await argumentsOfAll()).not.toContain(login.password);

    const other = flinkx();
    const after: string[] = [];
    await Promise.all([other.submit(request, ref, () => undefined), engine.submit(request, ref, () => undefined)]);
    expect((await other.observe(request, ref, (line) => after.push(line))).state).toBe('running');
    await other.stop(request, ref);
    expect(await untilEnd(other, request, ref, after)).toMatchObject({
      state: 'cancelled',
      reason: { code: 'JOB_CANCELLED', retryable: false },
    });
    expect(await sinkRows()).toBeLessThan(1000);
    expect([...before, ...after].filter((line) => line.includes('start job'))).toHaveLength(1);
    await other.stop(request, ref);
    // The verdict is the same for whoever asks later.
    expect((await engine.observe(request, ref, () => undefined)).state).toBe('cancelled');
    await noSecretIsLeft([...before, ...after]);
  });

  test('an adopted job runs to its end', async () => {
    const request = launch(job({ reader: { where: 'id <= 100' } }), slow);
    const ref = engine.reserve(request);
    await engine.submit(request, ref, () => undefined);
    expect(await untilEnd(flinkx(), request, ref)).toMatchObject({ state: 'succeeded', metrics: { rowsWritten: 100 } });
  });

  test('what is not there, or does not wait, is a misconfiguration', async () => {
    const misconfigured = { code: 'ENGINE_MISCONFIGURED', retryable: false };
    const submit = (config: Config): Promise<void> => {
      const request = launch(job(), config);
      return engine.submit(request, engine.reserve(request), () => undefined);
    };
    await expect(submit({ script: { path: join(home.path, 'nosuch.sh') } })).rejects.toMatchObject(misconfigured);
    await writeFile(join(home.path, 'plain.sh'), '#!/bin/sh\n', { mode: 0o644 });
    await expect(submit({ script: { path: join(home.path, 'plain.sh') } })).rejects.toMatchObject(misconfigured);
    await expect(submit({ script: { path: join(home.path, 'start.sh'), waits: false } })).rejects.toMatchObject(
      misconfigured,
    );
    await expect(submit({ home: join(home.path, 'nosuch') })).rejects.toMatchObject(misconfigured);
    await expect(submit({})).rejects.toMatchObject({
      ...misconfigured,
      help: expect.stringContaining('home') as string,
    });
    const missing = launch(job({ password: secretHole('NO_SUCH') }));
    await expect(engine.submit(missing, engine.reserve(missing), () => undefined)).rejects.toMatchObject({
      code: 'SECRET_MISSING',
    });
    expect(await engine.observe(missing, engine.reserve(missing), () => undefined)).toEqual({
      state: 'unknown',
      metrics: {},
    });

    const background = join(home.path, 'background.sh');
    await writeFile(background, '#!/bin/sh\necho started\n', { mode: 0o755 });
    expect(await run(launch(job(), { script: { path: background } }))).toMatchObject({
      state: 'failed',
      reason: { code: 'ENGINE_FAILED', retryable: false },
    });
  });

  test('a job of another machine is lost here', async () => {
    const request = launch(job());
    const ref = { ...engine.reserve(request), host: 'another-host' };
    expect(await engine.observe(request, ref, () => undefined)).toMatchObject({
      state: 'lost',
      reason: { code: 'ENGINE_LOST_JOB' },
    });
  });

  test('chunjun: the job that 1.16 prints does not get through, refused rows are not counted as written', async () => {
    const chunjun = createChunjunEngine({
      secrets: secretsOf(values),
      clock,
      random,
      log,
      workDir,
      scrub: (line) => line,
      environment: { ...process.env, JAVA_HOME: standInJavaHome },
    });
    const config = { home: await emptyHome(join(home.path, 'chunjun'), 'chunjun-dist') };
    const request = launch(job({ confProp: { 'chunjun.dirty-data.max-rows': '20' } }), config, 'chunjun');
    await connection.query('INSERT INTO ods_orders SELECT * FROM orders WHERE id <= 12');
    const ref = chunjun.reserve(request);
    const lines: string[] = [];
    await chunjun.submit(request, ref, () => undefined);
    expect(await untilEnd(chunjun, request, ref, lines)).toMatchObject({
      state: 'succeeded',
      metrics: { rowsRead: 1000, rowsWritten: 988, rowsRefused: 12 },
    });
    expect(lines.join('\n')).toContain('[job text removed]');
    await noSecretIsLeft(lines);
  });

  async function noSecretIsLeft(lines: readonly string[]): Promise<void> {
    const files = await readdir(workDir, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), 'utf8'));
    const everything = [...(await Promise.all(texts)), ...lines, ...log.lines].join('\n');
    for (const secret of [login.password, WRONG]) {
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(encodeURIComponent(secret));
    }
    expect(files.map((file) => file.name)).not.toContain('job.json');
  }
});

async function argumentsOfAll(): Promise<string> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.join('\n');
}
