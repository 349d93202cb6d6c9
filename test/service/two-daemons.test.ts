import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { RunJson } from '../../src/server/index.ts';
import { brokenChains } from '../support/event-chain.ts';
import { readTopic } from '../support/read-topic.ts';
import { serve, type Daemon } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { mariadb, redis, kafka } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const name = `two_daemons_${random.hex(8)}`;
const EVERY_MS = 2_000;

interface Status {
  readonly executor: string;
  readonly leader: { readonly held: boolean; readonly fence: number | null };
}

describe.skipIf(mariadb === undefined || redis === undefined || kafka === undefined)('two daemons', () => {
  if (mariadb === undefined || redis === undefined || kafka === undefined) return;
  let connection: Connection;
  beforeAll(async () => {
    const { host, port, username: user, password } = mariadb;
    connection = await createConnection({ host, port, user, password });
    await connection.query(`CREATE DATABASE ${name}`);
  });
  afterAll(async () => {
    await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    await connection.end();
    const client = new Redis(redis);
    await client.del(`sluice:${name}:leader`, `sluice:${name}:relay`);
    client.disconnect();
  });

  test('one leads; frozen or killed, the other does, and every fire is on record once', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, PROJECT);
    const env = {
      MYSQL_ADDRESS: `${mariadb.host}:${mariadb.port}`,
      MYSQL_DATABASE: name,
      MYSQL_USERNAME: mariadb.username,
      MYSQL_PASSWORD: mariadb.password,
      REDIS_HOST: redis.host,
      REDIS_PORT: String(redis.port),
      REDIS_PASSWORD: redis.password,
      KAFKA_BROKERS: kafka.brokers.join(','),
    };
    const start = (state: string): Promise<Daemon> =>
      serve({ cwd: folder.path, env, args: ['--state-dir', `.sluice/${state}`] });
    await using one = await start('one');
    await using two = await start('two');

    const first = await leaderOf([one, two]);
    const second = first === one ? two : one;
    const fence = (await status(first)).leader.fence ?? Number.NaN;
    await expect.poll(() => succeeded(first, 'tick'), WAIT).toBeGreaterThan(2);

    // Frozen for longer than its lease: it wakes up believing that it leads, and the store refuses it.
    first.signal('SIGSTOP');
    const frozenAt = clock.monotonic();
    await leaderOf([second]);
    console.log(`failover of a frozen leader: ${Math.round(clock.monotonic() - frozenAt)} ms`);
    await clock.sleep(2 * EVERY_MS);
    first.signal('SIGCONT');
    expect((await status(second)).leader.fence).toBeGreaterThan(fence);
    await expect.poll(async () => (await status(first)).leader.held, WAIT).toBe(false);
    expect((await status(second)).leader.held).toBe(true);

    // Killed while it holds a run.
    const { executor } = await status(second);
    await expect.poll(() => heldBy(second, executor), WAIT).toBeGreaterThan(0);
    second.signal('SIGKILL');
    const killedAt = clock.monotonic();
    const killed = clock.now();
    await leaderOf([first]);
    console.log(`failover of a killed leader: ${Math.round(clock.monotonic() - killedAt)} ms`);
    await expect.poll(() => succeededSince(first, killed + EVERY_MS), WAIT).toBeGreaterThan(2);
    const last = clock.now() - EVERY_MS;

    // What the dead one held is finished: adopted, or tried again.
    const openRuns = async (): Promise<readonly string[]> =>
      (await runs(first)).filter((run) => Date.parse(run.fireAt) <= last && run.finishedAt === null).map(describeRun);
    await expect.poll(openRuns, { ...WAIT, timeout: 90_000 }).toEqual([]);
    const all = (await runs(first)).filter((run) => Date.parse(run.fireAt) <= last);
    expect(all.filter(({ state }) => state !== 'succeeded').map(describeRun)).toEqual([]);
    for (const pipeline of ['tick', 'slow', 'cities']) {
      const fires = all.filter((run) => run.pipeline === pipeline).map((run) => Date.parse(run.fireAt));
      const sorted = fires.toSorted((a, b) => a - b);
      expect(sorted.length).toBeGreaterThan(5);
      expect(sorted.slice(1).map((at, index) => at - (sorted[index] ?? 0))).toEqual(
        sorted.slice(1).map(() => EVERY_MS),
      );
    }

    // No fire was executed more often than there are attempts at it, and each at least once.
    const lines = (await readFile(join(folder.path, 'tick.txt'), 'utf8')).trim().split('\n');
    for (const run of all.filter(({ pipeline }) => pipeline === 'tick')) {
      const times = lines.filter((line) => line === String(Date.parse(run.fireAt))).length;
      expect(times, describeRun(run)).toBeGreaterThanOrEqual(1);
      expect(times, describeRun(run)).toBeLessThanOrEqual(run.attempts.length);
    }

    const ids = new Set(all.map((run) => run.id));
    const records = await readTopic(kafka.brokers, 'sluice.runs', `${name}/`, (read) => {
      const done = read.filter(({ type }) => type === 'run.succeeded').map(({ event }) => String(event.data['run']));
      return [...ids].every((id) => done.includes(id));
    });
    expect(brokenChains(records)).toEqual([]);
    const scheduled = new Set(records.filter(({ type }) => type === 'run.scheduled').map(({ id }) => id));
    expect(scheduled.size).toBeGreaterThanOrEqual(ids.size);

    const stopped = await first.stop();
    console.log(`stopped in ${Math.round(stopped.ms)} ms`);
    expect(stopped.code).toBe(0);
  });
});

const WAIT = { timeout: 60_000, interval: 100 };

const PIPELINE = `schedule: { every: 2s, misfire: { policy: catch-up, limit: 1000 }, overlap: allow }
retry: { attempts: 3, backoff: fixed, initial: 100ms }
`;

const PROJECT = {
  'sluice.yaml': `name: ${name}
edition: 2026
defaults: { engine: here, timeZone: UTC }
engines:
  here: { type: local }
  programs: { type: command }
`,
  'datasources/files.yaml': 'name: files\ntype: file\npath: data\n',
  'data/cities.csv': 'id,name\n1,Kunming\n2,Dali\n',
  'pipelines/tick.yaml': `name: tick
${PIPELINE}engine: programs
command: ["/bin/sh", "-c", "echo \${fire:epochMillis} >> tick.txt"]
`,
  'pipelines/slow.yaml': `name: slow
${PIPELINE}engine: programs
command: ["/bin/sh", "-c", "sleep 1"]
`,
  'pipelines/cities.yaml': `name: cities
${PIPELINE}source:
  datasource: files
  path: cities.csv
  columns: [{ name: id, type: int64 }, { name: name, type: string }]
sink: { datasource: files, path: "out/\${fire:epochMillis}.csv", mode: overwrite }
`,
};

function status(daemon: Daemon): Promise<Status> {
  return daemon.get<Status>('/api/v1/status');
}

/** The one of them that leads, as soon as exactly one does. */
async function leaderOf(daemons: readonly Daemon[]): Promise<Daemon> {
  let leaders: readonly Daemon[] = [];
  const look = async (): Promise<number> => {
    const states = await Promise.all(daemons.map(status));
    leaders = daemons.filter((_, index) => states[index]?.leader.held === true);
    expect(leaders.length).toBeLessThan(2);
    return leaders.length;
  };
  await expect.poll(look, WAIT).toBe(1);
  const [leader] = leaders;
  if (leader === undefined) throw new Error('nobody leads');
  return leader;
}

async function runs(daemon: Daemon): Promise<readonly RunJson[]> {
  const all: RunJson[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await daemon.get<{ items: RunJson[]; nextCursor: string | null }>(`/api/v1/runs?limit=200${query}`);
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

async function succeeded(daemon: Daemon, pipeline: string): Promise<number> {
  return (await runs(daemon)).filter((run) => run.pipeline === pipeline && run.state === 'succeeded').length;
}

async function succeededSince(daemon: Daemon, time: number): Promise<number> {
  const late = (await runs(daemon)).filter((run) => run.pipeline === 'tick' && Date.parse(run.fireAt) > time);
  return late.filter(({ state }) => state === 'succeeded').length;
}

async function heldBy(daemon: Daemon, executor: string): Promise<number> {
  return (await runs(daemon)).filter((run) => run.executor === executor && run.state === 'running').length;
}

function describeRun(run: RunJson): string {
  return `${run.pipeline} ${run.fireAt}: ${run.state} ${run.reason?.code ?? ''}, attempts ${run.attempts.map(({ state }) => state).join(' ')}`;
}
