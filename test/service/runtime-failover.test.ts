import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createPinoLog,
  createSystemClock,
  leaderLease,
  openStore,
  type Deployment,
  type RuntimeOptions,
  type Store,
  type StoreSettings,
} from '../../src/runtime/index.ts';
import { sampleRuntime, writeSampleProject } from '../support/runtime/sample-project.ts';
import { stack } from '../support/stack.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';

const { mariadb, redis, kafka } = await stack();
const DAEMON = join(import.meta.dirname, '../support/runtime/daemon.ts');
/** Far more than any of this needs: a busy machine is no failure. */
const PATIENCE = { timeout: 90_000, interval: 100 };
const KEY = { project: 'sample', environment: 'default', pipeline: 'cities' };

/** Two daemons on one MariaDB and one Redis, each on a host of its own as far as their folders go. */
describe.skipIf(mariadb === undefined || redis === undefined)('two daemons on MariaDB and Redis', () => {
  const database = `sluice_failover_${process.pid}`;
  const daemons: ChildProcess[] = [];
  let folder: TempDir;
  let settings: StoreSettings;
  let store: Store;
  beforeAll(async () => {
    folder = await tempDir('sluice-failover-');
    await writeSampleProject(folder.path);
    if (mariadb === undefined) throw new Error('skipped without MariaDB');
    settings = { kind: 'mysql', database, ...mariadb };
    store = await openStore(settings, createSystemClock(), createPinoLog({ level: 'silent' }));
  });
  afterEach(async () => {
    for (const daemon of daemons.splice(0)) {
      if (daemon.exitCode !== null || daemon.signalCode !== null) continue;
      daemon.kill('SIGKILL');
      await once(daemon, 'exit');
    }
  });
  afterAll(async () => {
    await store.close();
    if (mariadb !== undefined) {
      const { username: user, host, port, password } = mariadb;
      const connection = await createConnection({ user, host, port, password });
      await connection.query(`drop database if exists \`${database}\``);
      await connection.end();
    }
    await folder[Symbol.asyncDispose]();
  });

  const start = async (name: string): Promise<ChildProcess> => {
    const stateDir = join(folder.path, name);
    await mkdir(stateDir, { recursive: true });
    const {
      roles: _roles,
      compile: _compile,
      log: _log,
      ...common
    } = sampleRuntime(folder.path, createPinoLog({ level: 'silent' }));
    const options: Omit<RuntimeOptions, 'roles' | 'compile' | 'log'> = {
      ...common,
      stateDir,
      store: settings,
      lease: redis === undefined ? { kind: 'store' } : { kind: 'redis', ...redis },
      bus:
        kafka === undefined
          ? { kind: 'embedded', dir: join(stateDir, 'events') }
          : { kind: 'kafka', brokers: kafka.brokers },
      executor: name,
    };
    const daemon = spawn(process.execPath, ['--import', 'tsx', DAEMON], {
      env: { ...process.env, SLUICE_TEST_RUNTIME: JSON.stringify(options) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    daemons.push(daemon);
    return daemon;
  };
  const succeeded = () => store.succeededFireTimes(KEY, 500);
  const deployment = (): Promise<Deployment | undefined> => store.getDeployment(KEY);

  it('goes on under the other one when the leader is killed: no fire lost, none twice, every event published', async () => {
    const first = await start('first');
    await vi.waitFor(async () => expect((await succeeded()).length).toBeGreaterThanOrEqual(2), PATIENCE);
    await start('second');
    const fence = await store.currentFence(leaderLease(KEY));
    first.kill('SIGKILL');
    await once(first, 'exit');
    await vi.waitFor(async () => expect(await store.currentFence(leaderLease(KEY))).toBeGreaterThan(fence), PATIENCE);
    const killedAt = Date.now();
    const last = (await deployment())?.lastFireTime ?? 0;
    await vi.waitFor(async () => {
      const times = await succeeded();
      expect(times.filter((time) => time > last + 2_000).length).toBeGreaterThan(0);
    }, PATIENCE);

    await vi.waitFor(async () => {
      const [oldest] = await store.unpublishedEvents(1);
      expect(oldest?.at ?? Number.POSITIVE_INFINITY).toBeGreaterThan(killedAt);
    }, PATIENCE);
    const runs = (await store.listRuns({ pipeline: 'cities', limit: 1_000 })).items;
    const fires = runs.map(({ fireTime }) => fireTime).sort((left, right) => left - right);
    expect(new Set(fires).size).toBe(fires.length);
    const [earliest = 0] = fires;
    // Every second, from the first on: a fire is on record, run or skipped with a reason.
    expect(fires).toEqual(fires.map((_, index) => earliest + index * 1_000));
    for (const run of runs) {
      if (run.state === 'skipped') expect(run.reason?.code).toBe('OVERLAP');
      expect(run.attempts.filter(({ state }) => state === 'succeeded').length).toBeLessThanOrEqual(1);
    }
  }, 240_000);

  it('hands over gracefully and publishes what was left', async () => {
    const first = await start('third');
    const before = (await succeeded())[0] ?? 0;
    await vi.waitFor(async () => expect((await succeeded())[0]).toBeGreaterThan(before), PATIENCE);
    const at = performance.now();
    first.kill('SIGTERM');
    await once(first, 'exit');
    expect(performance.now() - at).toBeLessThan(15_000);
    await start('fourth');
    await vi.waitFor(async () => expect((await store.unpublishedEvents(10)).length).toBeLessThan(10), PATIENCE);
    const held = await store.listRuns({ states: ['claimed', 'starting', 'running'], limit: 100 });
    expect(held.items.filter(({ executor }) => executor === 'third')).toEqual([]);
  }, 240_000);
});
