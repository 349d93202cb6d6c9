import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { ReadinessPart } from '../../src/server/readiness/readiness.ts';
import type { ExecutorJson, MissingRoleJson, RunJson } from '../../src/server/index.ts';
import { serve, sluice, startSluice, type Daemon, type RunningProgram } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { mariadb, redis } = await stack();
const clock = createSystemClock();
const EVERY_MS = 1_000;
const WAIT = { timeout: 30_000, interval: 100 };

const PROJECT = {
  'sluice.yaml':
    'name: roles\nedition: 2026\ndefaults: { engine: programs, timeZone: UTC }\nengines:\n  programs: { type: command }\n',
  'pipelines/tick.yaml': `name: tick
schedule: { every: 1s, misfire: { policy: catch-up, limit: 1000 }, overlap: allow }
retry: { attempts: 3, backoff: fixed, initial: 100ms }
command: ["/bin/sh", "-c", "sleep 0.3; echo \${fire:epochMillis} >> tick.txt"]
`,
};

describe.skipIf(mariadb === undefined || redis === undefined)('processes with roles of their own', () => {
  if (mariadb === undefined || redis === undefined) return;
  let connection: Connection;
  const databases: string[] = [];
  beforeAll(async () => {
    const { host, port, username: user, password } = mariadb;
    connection = await createConnection({ host, port, user, password });
  });
  afterAll(async () => {
    for (const name of databases) await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    await connection.end();
  });

  /** A project in a folder of its own, on a database of its own. */
  async function place() {
    const folder = await tempDir();
    await writeFiles(folder.path, PROJECT);
    const name = `roles_${createSystemRandom().hex(8)}`;
    databases.push(name);
    const env = {
      MYSQL_ADDRESS: `${mariadb?.host}:${mariadb?.port}`,
      MYSQL_DATABASE: name,
      MYSQL_USERNAME: mariadb?.username ?? '',
      MYSQL_PASSWORD: mariadb?.password ?? '',
      REDIS_HOST: redis?.host ?? '',
      REDIS_PORT: String(redis?.port),
      REDIS_PASSWORD: redis?.password ?? '',
    };
    const options = { cwd: folder.path, env };
    return {
      folder,
      options,
      start: (roles: string): RunningProgram =>
        startSluice(['serve', '--roles', roles, '--state-dir', `.sluice/${roles}`], options),
      verb: (...args: readonly string[]) => sluice([...args, '--state-dir', '.sluice/verbs'], options),
      [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
    };
  }

  test('share the work, miss what nobody does, and leave drained hosts alone', async () => {
    await using here = await place();
    await using view = await serve({ ...here.options, args: ['--roles', 'http', '--state-dir', '.sluice/http'] });
    const parts = async (): Promise<Readonly<Record<string, string>>> => {
      const { parts: all } = await view.get<{ readonly parts: readonly ReadinessPart[] }>('/readyz?verbose');
      return Object.fromEntries(all.map(({ name, state, seen }) => [name, `${state}: ${seen}`]));
    };
    const missing = async (): Promise<readonly string[]> =>
      (await view.get<{ readonly missingRoles: readonly MissingRoleJson[] }>('/api/v1/status')).missingRoles.map(
        ({ role, drained }) => (drained ? `${role} (drained)` : role),
      );
    const done = async (): Promise<number> =>
      (await view.get<{ readonly items: readonly RunJson[] }>('/api/v1/runs?limit=500&state=succeeded')).items.length;
    const executors = async (): Promise<readonly ExecutorJson[]> =>
      (await view.get<{ readonly items: readonly ExecutorJson[] }>('/api/v1/executors')).items.filter(({ roles }) =>
        roles.includes('execute'),
      );

    expect(await missing()).toEqual(['reconcile', 'schedule', 'execute', 'relay']);
    // which has none of these roles, and asks Redis
    expect(await parts()).toMatchObject({
      migrations: expect.stringMatching(/^ok: /),
      leader: expect.stringMatching(/nobody leads/),
      scheduler: expect.stringMatching(/nobody schedules/),
      relay: expect.stringMatching(/nobody publishes events/),
    });
    await using reconciles = here.start('reconcile');
    await using schedules = here.start('schedule');
    await expect.poll(missing, WAIT).toEqual(['execute', 'relay']);
    expect((await here.verb('status')).stderr).toContain('nobody executes');
    await using executes = here.start('execute');
    await using relays = here.start('relay');
    await expect.poll(missing, WAIT).toEqual([]);
    await expect.poll(parts, WAIT).toMatchObject({
      leader: expect.stringMatching(/^ok: .* leads$/),
      scheduler: expect.stringMatching(/^ok: .* schedules$/),
      relay: expect.stringMatching(/^ok: .* publishes events; /),
    });
    const holders = Object.values(await parts()).flatMap(
      (part) => /^ok: (\S+) (?:leads|schedules|publishes)/.exec(part)?.[1] ?? [],
    );
    expect(new Set(holders).size).toBe(3);
    await expect.poll(done, WAIT).toBeGreaterThan(1);
    const published = async (): Promise<string> =>
      readFile(join(here.folder.path, '.sluice/relay/events/sluice.runs.jsonl'), 'utf8').catch(() => '');
    await expect.poll(published, WAIT).toContain('run.succeeded');

    const drained = await here.verb('drain', '--this-host', '--reason', 'new disks', '--wait');
    expect([drained.code, drained.stderr]).toEqual([0, 'nobody executes: all executors are drained\n']);
    expect(await executors()).toMatchObject([{ state: 'drained', held: 0, drain: { target: hostname() } }]);
    expect(await missing()).toEqual(['execute (drained)']);
    const before = await done();
    executes.signal('SIGTERM');
    expect((await executes.ended).code).toBe(0);
    expect(await missing()).toEqual(['execute']);
    await using again = here.start('execute');
    await expect.poll(missing, WAIT).toEqual(['execute (drained)']);
    await clock.sleep(3 * EVERY_MS);
    expect(await done()).toBe(before);
    expect((await here.verb('drain', '--this-host', '--undo')).code).toBe(0);
    await expect.poll(done, WAIT).toBeGreaterThan(before + 2);

    for (const one of [reconciles, schedules, again, relays]) {
      one.signal('SIGTERM');
      expect((await one.ended).code).toBe(0);
    }
  });

  test('are restarted one after the other under load: no fire is lost, doubled or late', async () => {
    await using here = await place();
    // Two of one host: what one has started, the other finds.
    const started: Daemon[] = [];
    await using _all = {
      [Symbol.asyncDispose]: async () => {
        for (const daemon of started) await daemon[Symbol.asyncDispose]();
      },
    };
    const start = async (): Promise<Daemon> => {
      const daemon = await serve({ ...here.options, args: ['--state-dir', '.sluice/state'] });
      started.push(daemon);
      return daemon;
    };
    const one = await start();
    const two = await start();
    await clock.sleep(3 * EVERY_MS);
    const stops: number[] = [];
    let last = two;
    for (const old of [one, two]) {
      const asked = clock.monotonic();
      old.signal('SIGTERM');
      expect((await old.ended).code).toBe(0);
      stops.push(Math.round(clock.monotonic() - asked));
      last = await start();
      await clock.sleep(3 * EVERY_MS);
    }
    const until = clock.now() - EVERY_MS;
    const all = async (): Promise<readonly RunJson[]> =>
      (await last.get<{ readonly items: readonly RunJson[] }>('/api/v1/runs?limit=500')).items.filter(
        ({ fireAt }) => Date.parse(fireAt) <= until,
      );
    await expect.poll(async () => (await all()).every(({ finishedAt }) => finishedAt !== null), WAIT).toBe(true);
    const runs = (await all()).toSorted((a, b) => Date.parse(a.fireAt) - Date.parse(b.fireAt));
    const fires = runs.map(({ fireAt }) => Date.parse(fireAt));
    expect(fires.length).toBeGreaterThan(8);
    expect(fires.slice(1).map((at, index) => at - (fires[index] ?? 0))).toEqual(fires.slice(1).map(() => EVERY_MS));
    expect(runs.map(({ state, attempts }) => [state, attempts.length])).toEqual(runs.map(() => ['succeeded', 1]));
    const written = (await readFile(join(here.folder.path, 'tick.txt'), 'utf8')).trim().split('\n').map(Number);
    expect(written.filter((at) => at <= until).toSorted((a, b) => a - b)).toEqual(fires);
    const late = Math.max(...runs.map(({ fireAt, startedAt }) => Date.parse(startedAt ?? '') - Date.parse(fireAt)));
    console.log(`rolling restart: stopped in ${stops.join(' and ')} ms, latest start ${late} ms after its fire`);
    expect(late).toBeLessThan(3_000);
  });
});
