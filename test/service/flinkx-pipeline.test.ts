import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunJson } from '../../src/server/index.ts';
import { filesWith, spellings } from '../support/files-with.ts';
import { startScript } from '../support/launcher-jobs.ts';
import { sluice, startSluice, type ProgramEnd, type ProgramOptions } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { typedOrders, type TypedOrders } from '../support/typed-orders.ts';
import { writeFiles } from '../support/write-files.ts';

const { mariadb } = await stack();
const ROWS = 20_000;
const WRONG = 'not-the-passw0rd/%';
const RUN = ['run', 'orders-to-ods', '--output', 'json'];

// The launcher is a stand-in that really moves the rows of the job file (test/support/flinkx-stand-in).
describe.skipIf(mariadb === undefined)('sluice run on FlinkX', () => {
  if (mariadb === undefined) return;
  let orders: TypedOrders;
  let folder: TempDir;
  beforeAll(async () => {
    folder = await tempDir();
    orders = await typedOrders(mariadb, ROWS);
  });
  beforeEach(() => orders.connection.query('TRUNCATE ods_orders'));
  afterAll(async () => {
    await orders[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  test('moves every row, each as it was', async () => {
    const end = await sluice(RUN, await project());
    expect(end.stderr).toBe('');
    expect(end.code).toBe(0);
    const run = runOf(end);
    expect(run).toMatchObject({
      state: 'succeeded',
      reason: null,
      metrics: { rowsRead: ROWS, rowsWritten: ROWS, rowsRefused: 0 },
    });
    expect(await orders.differences()).toEqual([]);
    await expectNothingLeft(end);
  });

  test('a job that fails says why, and its log has what the launcher printed', async () => {
    const options = await project();
    const broken = (await readFile(join(folder.path, 'pipelines/orders.yaml'), 'utf8')).replace(
      'table: ods_orders',
      'table: no_such_table',
    );
    await writeFiles(folder.path, { 'pipelines/orders.yaml': broken });
    const end = await sluice(RUN, options);
    expect(end.code).toBe(1);
    const run = runOf(end);
    expect(run).toMatchObject({ state: 'failed', reason: { code: 'JOB_FAILED' } });
    expect(run.reason?.message).toContain("no_such_table' doesn't exist");
    const logs = await sluice(['logs', run.id], options);
    expect(logs.stdout).toContain('no_such_table');
    await expectNothingLeft(end, logs);
  });

  test('a wrong password is refused, and is nowhere', async () => {
    const options = await project();
    const end = await sluice(RUN, { ...options, env: { ...options.env, DB_PASSWORD: WRONG } });
    expect(end.code).toBe(1);
    const run = runOf(end);
    expect(run).toMatchObject({ state: 'failed', reason: { code: 'SECRET_REFUSED' } });
    expect(run.reason?.help).toBeTruthy();
    expect(run.attempts).toHaveLength(1);
    const logs = await sluice(['logs', run.id], options);
    await expectNothingLeft(end, logs);
  });

  test('a launcher that is killed is a failure, and a retry succeeds', async () => {
    const options = await project({ FLINKX_STAND_IN_BATCH: '50', FLINKX_STAND_IN_BATCH_DELAY_MS: '50' });
    await using once = startSluice(RUN, options);
    await killLauncher();
    const end = await once.ended;
    expect(end.code).toBe(1);
    expect(runOf(end)).toMatchObject({ state: 'failed', reason: { code: 'ENGINE_FAILED' } });
    expect(runOf(end).attempts.map(({ state }) => state)).toEqual(['failed']);
    await expectNothingLeft(end);

    // The same with retries and a key: rows that the first attempt wrote are not doubled.
    await orders.connection.query('TRUNCATE ods_orders');
    const pipeline = (await readFile(join(folder.path, 'pipelines/orders.yaml'), 'utf8'))
      .replace('mode: append', 'mode: upsert, key: [id]')
      .replace('schedule: manual', 'schedule: manual\nretry: { attempts: 2, backoff: fixed, initial: 100ms }');
    await writeFiles(folder.path, { 'pipelines/orders.yaml': pipeline });
    await using twice = startSluice(RUN, options);
    await killLauncher();
    await startScript(folder.path, 'start.sh');
    const second = await twice.ended;
    expect(runOf(second)).toMatchObject({ state: 'succeeded', reason: null });
    expect(runOf(second).attempts.map(({ state }) => state)).toEqual(['failed', 'succeeded']);
    expect(second.code).toBe(0);
    expect(await orders.differences()).toEqual([]);
    await expectNothingLeft(second);
  });

  async function project(standIn: Readonly<Record<string, string>> = {}): Promise<ProgramOptions> {
    const script = await startScript(folder.path, 'start.sh', standIn);
    const engine = `{ type: flinkx, version: "1.11", mode: local, script: ${JSON.stringify(script)} }`;
    await writeFiles(folder.path, orders.project(engine));
    return { cwd: folder.path, env: orders.environment };
  }

  /** Kills the launcher of this folder's job -9 as soon as some rows have arrived. */
  async function killLauncher(): Promise<void> {
    await expect.poll(written, { timeout: 60_000, interval: 50 }).toBeGreaterThan(0);
    const pids = await launchersOf(folder.path);
    expect(pids.length).toBeGreaterThan(0);
    pids.forEach((pid) => process.kill(pid, 'SIGKILL'));
    expect(await written()).toBeLessThan(ROWS);
  }

  async function written(): Promise<number> {
    const [rows] = await orders.connection.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM ods_orders');
    return Number(rows[0]?.['n']);
  }

  async function expectNothingLeft(...ends: readonly ProgramEnd[]): Promise<void> {
    const secrets = [orders.login.password, WRONG];
    const printed = ends.map((end) => end.stdout + end.stderr).join('\n');
    expect(secrets.flatMap(spellings).filter((secret) => printed.includes(secret))).toEqual([]);
    expect(await filesWith(folder.path, secrets)).toEqual([]);
    expect(await orders.storeTablesWith(secrets)).toEqual([]);
    expect(await launchersOf(folder.path)).toEqual([]);
    const files = await readdir(folder.path, { recursive: true });
    expect(files.filter((file) => file.endsWith('job.json'))).toEqual([]);
  }
});

/** Launchers whose job file is below a folder. */
async function launchersOf(folder: string): Promise<readonly number[]> {
  const pids: number[] = [];
  for (const name of (await readdir('/proc')).filter((each) => /^\d+$/.test(each))) {
    const argv = (await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')).split('\0');
    const standIn = argv[1]?.endsWith('flinkx-stand-in.mjs') === true;
    if (standIn && argv.some((argument) => argument.startsWith(folder))) pids.push(Number(name));
  }
  return pids;
}

function runOf(end: ProgramEnd): RunJson {
  return JSON.parse(end.stdout) as RunJson; // its schema is tested in flink-sql-pipeline.test.ts
}
