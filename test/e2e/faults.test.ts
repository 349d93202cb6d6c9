import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { RunJson } from '../../src/server/index.ts';
import { allRuns, describeRun, requestRun } from '../support/daemon-views.ts';
import { copyDemo, DEMO_PIPELINES } from '../support/demo-project.ts';
import { freePort } from '../support/free-port.ts';
import { canMount, fullDisk } from '../support/full-disk.ts';
import { privateServices } from '../support/private-service.ts';
import { processStart } from '../support/restart-process.ts';
import { serve, sluice, startSluice } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { mariadb } = await stack();
const clock = createSystemClock();
const WAIT = { timeout: 60_000, interval: 50 };

describe('a store that cannot be had', () => {
  let folder: TempDir;
  beforeAll(async () => {
    folder = await tempDir();
    await copyDemo(folder.path);
    await writeFile(join(folder.path, 'a-file'), 'this is no database, and no folder either\n'.repeat(100));
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  test.each([['serve', '--port', '0'], ['run', 'airports'], ['status']])('is told by %s', async (...verb) => {
    const end = await sluice([...verb, '--state-dir', 'a-file/state'], { cwd: folder.path });
    expect(end.code).toBe(1);
    expect(end.stderr).toContain('a-file/state');
    expect(end.stderr).toMatch(/^help: /m);
    expect(end.stderr).not.toContain('defect of Sluice');
  });

  test('is not waited for any longer by serve once it is asked to stop', async () => {
    const env = { MYSQL_ADDRESS: `127.0.0.1:${await freePort()}` };
    await using daemon = startSluice(['serve', '--port', '0'], { cwd: folder.path, env });
    await expect.poll(() => daemon.stderr, WAIT).toContain('trying again');
    const asked = clock.monotonic();
    daemon.signal('SIGTERM');
    const end = await daemon.ended;
    expect(end.code).toBe(130);
    // It would wait for a minute.
    expect(clock.monotonic() - asked).toBeLessThan(20_000);
  });

  test('because the file is something else, is told, and the file is left as it is', async () => {
    await mkdir(join(folder.path, 'wrong'));
    const file = join(folder.path, 'wrong/sluice.db');
    const text = await readFile(join(folder.path, 'a-file'), 'utf8');
    await writeFile(file, text);
    const end = await sluice(['serve', '--port', '0', '--state-dir', 'wrong'], { cwd: folder.path });
    expect(end.code).toBe(1);
    expect(end.stderr).toContain('sluice.db');
    expect(end.stderr).toMatch(/^help: /m);
    expect(end.stderr).not.toContain('defect of Sluice');
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});

const mounts = await canMount();

describe.skipIf(!mounts)(
  `a full disk${mounts ? '' : ' (skipped: a file system of 64 kB can be mounted by root only)'}`,
  () => {
    test('while artefacts are written: none is left half written, and the next try succeeds', async () => {
      await using folder = await tempDir();
      await copyDemo(folder.path);
      await using full = await fullDisk(join(folder.path, 'out'));
      const compile = (): ReturnType<typeof sluice> => sluice(['compile', '--out', 'out'], { cwd: folder.path });
      const end = await compile();
      expect(end.code).toBe(1);
      expect(end.stderr).toMatch(/no space|disk|full/i);
      expect(end.stderr).toMatch(/^help: /m);
      expect(end.stderr).not.toContain('defect of Sluice');
      for (const name of await readdir(full.path, { recursive: true })) {
        expect(name).not.toMatch(/\.(tmp|new|partial)/);
        if (name.endsWith('.json')) JSON.parse(await readFile(join(full.path, name), 'utf8'));
      }
      await full.free();
      expect((await compile()).code).toBe(0);
      for (const name of DEMO_PIPELINES) expect(existsSync(join(full.path, name, 'artefact.json'))).toBe(true);
    });

    test('while a run writes: it fails with the reason, and no half file has the name of a whole one', async () => {
      await using folder = await tempDir();
      await copyDemo(folder.path);
      await using full = await fullDisk(join(folder.path, '.sluice/data'));
      const run = async (): Promise<RunJson> =>
        JSON.parse((await sluice(['run', 'weather', '--output', 'json'], { cwd: folder.path })).stdout) as RunJson;
      const failed = await run();
      expect(failed).toMatchObject({ state: 'failed', reason: { code: 'DISK_FULL' } });
      expect(failed.reason?.help).toBeTruthy();
      expect(existsSync(join(full.path, 'weather.parquet'))).toBe(false);
    });
  },
);

// 890 kB at 250 kB/s: it runs for some seconds in which the store dies, or stands still.
describe.skipIf(mariadb === undefined)('a store that is lost in the middle of a run', () => {
  test('comes back, and the run is on record once, with its end', async () => {
    await using own = await privateServices('mariadb');
    const { host = '', port = 0, username = '', password = '' } = own.endpoints.mariadb ?? {};
    const connection = await createConnection({ host, port, user: username, password });
    await connection.query('CREATE DATABASE lost');
    // The stack's server forgets the last second when it is killed; a store's server must not.
    await connection.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
    await connection.end();
    await using folder = await tempDir();
    await copyDemo(folder.path);
    await rm(join(folder.path, 'pipelines'), { recursive: true });
    await writeFiles(folder.path, { 'pipelines/flights.yaml': FLIGHTS });
    const env = {
      MYSQL_ADDRESS: `${host}:${port}`,
      MYSQL_DATABASE: 'lost',
      MYSQL_USERNAME: username,
      MYSQL_PASSWORD: password,
    };
    const options = { cwd: folder.path, env };
    await using daemon = await serve(options);
    const state = async (id: string): Promise<string> => (await daemon.get<RunJson>(`/api/v1/runs/${id}`)).state;
    await expect
      .poll(
        () =>
          daemon.get('/api/v1/pipelines/flights').then(
            () => true,
            () => false,
          ),
        WAIT,
      )
      .toBe(true);

    // It stands still while `sluice run` is at it.
    const mariadbd = own.pids['mariadb'] ?? -1;
    await using once = startSluice(['run', 'flights', '--output', 'json'], options);
    await expect
      .poll(async () => (await allRuns(daemon)).filter((run) => run.state === 'running').length, WAIT)
      .toBe(1);
    process.kill(mariadbd, 'SIGSTOP');
    await clock.sleep(5_000);
    process.kill(mariadbd, 'SIGCONT');
    const end = await once.ended;
    expect(end.code).toBe(0);
    expect(JSON.parse(end.stdout)).toMatchObject({ state: 'succeeded', metrics: { rowsWritten: 10_000 } });

    // It dies while the daemon is at it.
    const server = await processStart(mariadbd, '--init-file=');
    const { id } = await requestRun(daemon, 'flights');
    await expect.poll(() => state(id), WAIT).toBe('running');
    await server.kill();
    expect((await fetch(new URL('/livez', daemon.url))).status).toBe(200);
    expect((await fetch(new URL('/readyz', daemon.url))).status).toBe(503);
    await clock.sleep(5_000);
    await using again = server.start();
    const backAt = clock.monotonic();
    expect(again).toBeDefined();
    await expect.poll(() => state(id).catch(() => 'store away'), WAIT).toBe('succeeded');
    console.log(`the end was on record ${Math.round(clock.monotonic() - backAt)} ms after the store's start`);
    const runs = await allRuns(daemon);
    expect(runs.map(describeRun)).toHaveLength(2);
    expect(runs.flatMap((run) => run.attempts.map((attempt) => attempt.state))).toEqual(['succeeded', 'succeeded']);
    const stopped = await daemon.stop();
    console.log(`stopped in ${Math.round(stopped.ms)} ms`);
    expect(stopped.code).toBe(0);
    // Well below the minute for which the driver keeps a timer of the store that died.
    expect(stopped.ms).toBeLessThan(20_000);
  });
});

const FLIGHTS = `name: flights
schedule: manual
source:
  datasource: open-data
  path: flights-10k.json
  columns:
    - { name: date, type: timestamp(0) }
    - { name: origin, type: string(3) }
    - { name: destination, type: string(3) }
    - { name: delay, type: int32 }
    - { name: distance, type: int32 }
sink: { datasource: lake, path: flights.csv, mode: overwrite }
settings: { rateLimit: 100KB/s }
`;
