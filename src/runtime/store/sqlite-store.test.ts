import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { sql, type CompiledQuery, type KyselyPlugin } from 'kysely';
import { describe, expect, test } from 'vitest';
import { describeStoreContract } from '../../../test/support/store-contract.ts';
import { compiled, deploy, LEADER, SCOPE, START } from '../../../test/support/store-contract/fixtures.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { createSystemClock } from '../observe/index.ts';
import type { Store } from '../ports/index.ts';
import { assembleStore } from './assemble-store.ts';
import { createSqliteStore } from './index.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { dueDeployments } from './queries/due-deployments.ts';
import { expiredClaims } from './queries/expired-claims.ts';
import { hasClaimable } from './queries/has-claimable.ts';
import { listRuns } from './queries/list-runs.ts';
import { newestRunsIn } from './queries/newest-runs-in.ts';
import { openRuns } from './queries/open-runs.ts';
import { scheduleOutlook } from './queries/schedule-outlook.ts';
import { succeededFireTimes } from './queries/succeeded-fire-times.ts';
import { waitingRuns } from './queries/waiting-runs.ts';
import { createSqliteBackend } from './sqlite/sqlite-backend.ts';
import type { Reader } from './transaction.ts';

const clock = createSystemClock();

describeStoreContract('sqlite', async () => {
  const folder = await tempDir();
  const path = join(folder.path, 'state', 'sluice.db');
  const stores: Store[] = [];
  return {
    backend: () => createSqliteBackend(path),
    async open() {
      const store = createSqliteStore({ path, clock });
      stores.push(store);
      await store.open(START);
      return store;
    },
    async dispose() {
      for (const store of stores) await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
});

describe('createSqliteStore', () => {
  test('ends the drain of a process that is gone for good, and tells of it once; that of a host stays', async () => {
    await using folder = await tempDir();
    const store = await openAt(join(folder.path, 'a.db'));
    const day = 24 * 60 * 60_000;
    const facts = { version: '1', ...SCOPE, roles: ['execute'], startedAt: START, drained: false };
    await store.beat({ ...facts, name: 'gone', host: 'alpha' }, START);
    for (const target of ['gone', 'alpha']) await store.drain({ target, actor: 'ann', ...SCOPE }, START);
    await store.beat({ ...facts, name: 'here', host: 'beta' }, START + day);
    await store.forgetSilent(START + day);
    expect((await store.listDrains()).map(({ target }) => target)).toEqual(['alpha', 'gone']);
    for (const later of [1, 2]) await store.forgetSilent(START + day + later);
    expect((await store.listDrains()).map(({ target }) => target)).toEqual(['alpha']);
    const { items } = await store.listEvents({ ...SCOPE, types: ['executor.undrained'], limit: 9 });
    expect(items.map(({ at, data }) => [at, data['executor'], data['reason']])).toEqual([
      [START + day + 1, 'gone', { code: 'EXECUTOR_GONE', message: 'it was not heard of for a day' }],
    ]);
    await store.close();
  });

  test('leaves turns to timers and sockets while calls follow each other', async () => {
    await using folder = await tempDir();
    const store = await openAt(join(folder.path, 'a.db'));
    let turns = 0;
    let over = false;
    const count = (): void => {
      turns += 1;
      if (!over) setImmediate(count);
    };
    setImmediate(count);
    for (let call = 0; call < 1_000; call += 1) await store.getRun(`run-${call}`);
    // The very first turn comes with the first call that is not answered from the microtasks.
    expect(turns).toBeGreaterThan(5);
    const changes = Array.from({ length: 1_000 }, (_, each) => compiled(`orders-${each}`)).map((one) => ({
      kind: 'deploy' as const,
      key: { project: 'shop', environment: 'default', pipeline: one.artefact.pipeline.name },
      compiled: one,
      nextFireTime: undefined,
    }));
    await store.applyChanges(1, 'r1', changes, START, 'test');
    const before = turns;
    await store.applyChanges(
      1,
      'r2',
      changes.map(({ key }) => ({ kind: 'delete' as const, key })),
      START,
      'test',
    );
    expect(turns - before).toBeGreaterThan(5);
    over = true;
    await store.close();
  });
});

describe('a look', () => {
  const key = { project: 'shop', environment: 'default', pipeline: 'orders' };

  test.each<[string, (db: Reader) => Promise<unknown>, string, number?]>([
    ['its open runs', (db) => openRuns(db, key), 'sluice_run_in_state'],
    ['its succeeded fires', (db) => succeededFireTimes(db, key, 100), 'sluice_run_in_state'],
    ['its newest runs', (db) => listRuns(db, { ...key, limit: 20 }), 'sluice_run_of_pipeline'],
    [
      'the newest runs of all',
      (db) => listRuns(db, { project: 'shop', environment: 'default', limit: 20 }),
      'sluice_run_of_environment',
    ],
    ['what is due of a scope', (db) => dueDeployments(db, SCOPE, START, 9), 'sluice_deployment_clock'],
    ['the next fire of a scope', (db) => scheduleOutlook(db, SCOPE), 'sluice_deployment_clock'],
    [
      'whether runs of a scope can be claimed',
      (db) => hasClaimable(db, SCOPE, { engineTypes: ['local'], labels: ['gpu'] }, START),
      'sluice_run_claimable',
    ],
    ['what waits in a scope', (db) => waitingRuns(db, SCOPE), '(project=? AND environment=? AND state=?)'],
    [
      'the runs that others wait for',
      (db) => newestRunsIn(db, SCOPE, [{ pipeline: 'orders', after: START - 1, upTo: START }]),
      '(project=? AND environment=? AND pipeline=? AND fire_time>? AND fire_time<?)',
      1,
    ],
    ['expired claims of a scope', (db) => expiredClaims(db, SCOPE, START, 9), 'sluice_run_held'],
  ])('finds %s without reading all that ever ran', async (_, query, index, at = 0) => {
    await using folder = await tempDir();
    const path = join(folder.path, 'a.db');
    await (await openAt(path)).close();
    const backend = createSqliteBackend(path);
    const asked: CompiledQuery[] = [];
    const executor = backend.db.getExecutor();
    const listening: KyselyPlugin = {
      transformQuery({ node, queryId }) {
        asked.push(executor.compileQuery(node, queryId));
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    await query(backend.db.withPlugin(listening));
    await backend.close();
    const database = new DatabaseSync(path);
    const first = asked[at];
    const plan = JSON.stringify(database.prepare(`explain query plan ${first?.sql}`).all(...(first?.parameters ?? [])));
    database.close();
    expect(plan).toContain(index);
    // a select without a table is one row
    expect(plan).not.toMatch(/SCAN (?!CONSTANT ROW)/);
  });
});

describe('createSqliteStore in trouble', () => {
  test('keeps what was committed when it is opened again', async () => {
    await using folder = await tempDir();
    const path = join(folder.path, 'a.db');
    const first = await openAt(path);
    await first.appendAudit({ key: 'a/b/c', type: 'plan.applied', data: {} }, START);
    await first.close();
    const second = await openAt(path);
    expect((await second.listEvents({ limit: 9 })).items).toHaveLength(1);
    await second.close();
  });

  test('refuses a file that is no database, and leaves it alone', async () => {
    await using folder = await tempDir();
    const path = join(folder.path, 'a.db');
    const text = 'not a database '.repeat(1000);
    await writeFile(path, text);
    await expect(openAt(path)).rejects.toMatchObject({ code: 'STORE_UNREACHABLE', retryable: false });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  test('names a path that cannot be opened', async () => {
    await using folder = await tempDir();
    await mkdir(join(folder.path, 'a.db'));
    await expect(openAt(join(folder.path, 'a.db'))).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: expect.stringContaining('a.db'),
    });
    await writeFile(join(folder.path, 'file'), '');
    await expect(openAt(join(folder.path, 'file', 'b.db'))).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  });

  test('says locked when another process holds the file for long, and goes on when it lets go', async () => {
    await using folder = await tempDir();
    const path = join(folder.path, 'a.db');
    const other = new DatabaseSync(path);
    const waits: number[] = [];
    const store = createSqliteStore({
      path,
      clock: {
        async sleep(ms) {
          waits.push(ms);
          if (waits.length === 20) other.exec('rollback');
        },
      },
    });
    await store.open(START);
    other.exec('begin immediate');
    await expect(store.nextFence(LEADER, 0)).rejects.toMatchObject({ code: 'STORE_LOCKED', retryable: true });
    // The other lets go during the waits of this one.
    expect(await store.nextFence(LEADER, 0)).toBe(1);
    expect(waits.length).toBe(20);
    other.close();
    await store.close();
  });

  test('says full when the file cannot grow, loses nothing, and goes on once there is room', async () => {
    await using folder = await tempDir();
    const path = join(folder.path, 'a.db');
    const backend = createSqliteBackend(path);
    const store = assembleStore({ backend, clock });
    await store.open(START);
    const fence = await store.nextFence(LEADER, 0);
    // A limit on the number of pages fails in the same way as a full disk does (SQLITE_FULL).
    await sql`pragma max_page_count = 1`.execute(backend.db);
    const big = deploy(compiled('big', { text: 'x'.repeat(100_000) }));
    await expect(store.applyChanges(fence, 'r', [big], START, 'x')).rejects.toMatchObject({ code: 'STORE_FULL' });
    expect(await store.listDeployments({})).toEqual([]);
    expect((await store.listEvents({ limit: 9 })).items).toEqual([]);
    await sql`pragma max_page_count = 100000`.execute(backend.db);
    await store.applyChanges(fence, 'r', [big], START, 'x');
    expect(await store.listDeployments({})).toHaveLength(1);
    await store.close();
  });

  test('refuses a schema that is newer than the build or was made by other statements', async () => {
    await using folder = await tempDir();
    const path = join(folder.path, 'a.db');
    await (await openAt(path)).close();
    const change = (statement: string): void => {
      const database = new DatabaseSync(path);
      database.exec(statement);
      database.close();
    };
    change(`update sluice_migration set checksum = 'x' where number = 1`);
    await expect(openAt(path)).rejects.toMatchObject({ code: 'STORE_UNSUPPORTED', retryable: false });
    change(`update sluice_migration set number = 999 where number = 1`);
    await expect(openAt(path)).rejects.toMatchObject({ code: 'STORE_UNSUPPORTED', retryable: false });
  });

  test('goes on with a newer schema that says so, and refuses one that only newer builds go on with', async () => {
    await using folder = await tempDir();
    const path = join(folder.path, 'a.db');
    await (await openAt(path)).close();
    const change = (statement: string): void => {
      const database = new DatabaseSync(path);
      database.exec(statement);
      database.close();
    };
    const newest = Math.max(...MIGRATIONS.map(({ number }) => number));
    change(`insert into sluice_migration values (${newest + 1}, 'to-come', 'x', 0)`);
    change(`insert into sluice_migration_reach values (${newest + 1}, ${newest})`);
    await (await openAt(path)).close();
    change(`insert into sluice_migration values (${newest + 2}, 'after-it', 'x', 0)`);
    change(`insert into sluice_migration_reach values (${newest + 2}, ${newest + 1})`);
    await expect(openAt(path)).rejects.toMatchObject({ code: 'STORE_UNSUPPORTED', retryable: false });
  });
});

async function openAt(path: string): Promise<Store> {
  const store = createSqliteStore({ path, clock });
  try {
    await store.open(START);
    return store;
  } catch (thrown) {
    await store.close();
    throw thrown;
  }
}
