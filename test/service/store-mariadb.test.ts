import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { Store } from '../../src/runtime/ports/index.ts';
import { createMysqlStore, type MysqlStoreOptions } from '../../src/runtime/store/index.ts';
import { createMysqlBackend } from '../../src/runtime/store/mysql/mysql-backend.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';
import { describeStoreContract } from '../support/store-contract.ts';
import { allEvents, expectWholeChains } from '../support/store-contract/events.ts';
import { fire, MINUTE, SCOPE, START, withPipeline } from '../support/store-contract/fixtures.ts';

const { mariadb } = await stack();
const clock = createSystemClock();

describe.skipIf(mariadb === undefined)('the store on MariaDB', () => {
  if (mariadb === undefined) return;
  let admin: Connection;

  const options = (more: Partial<MysqlStoreOptions> = {}): MysqlStoreOptions => ({
    host: mariadb.host,
    port: mariadb.port,
    username: mariadb.username,
    password: mariadb.password,
    database: `sluice_store_${randomBytes(6).toString('hex')}`,
    clock,
    ...more,
  });

  /** A database of its own, dropped at the end. */
  async function withStore(work: (store: Store, database: string) => Promise<void>): Promise<void> {
    const chosen = options();
    const store = createMysqlStore(chosen);
    try {
      await store.open(START);
      await work(store, chosen.database);
    } finally {
      await store.close();
      await admin.query('DROP DATABASE IF EXISTS ??', [chosen.database]);
    }
  }

  beforeAll(async () => {
    const { host, port, username, password } = mariadb;
    admin = await createConnection({ host, port, user: username, password });
  });
  afterAll(() => admin.end());

  describeStoreContract('mariadb', async () => {
    const chosen = options();
    const stores: Store[] = [];
    return {
      backend: () => createMysqlBackend(chosen, { connections: 1, queryTimeoutMs: 60_000 }),
      async open() {
        const store = createMysqlStore(chosen);
        stores.push(store);
        await store.open(START);
        return store;
      },
      async dispose() {
        for (const store of stores) await store.close();
        await admin.query('DROP DATABASE IF EXISTS ??', [chosen.database]);
      },
    };
  });

  test('loses and doubles nothing while its connections are killed again and again', async () => {
    await withStore(async (store, database) => {
      const { fence, artefact } = await withPipeline(store, 'orders');
      const fires = 300;
      let killed = 0;
      const over = new AbortController();
      const killer = (async () => {
        while (!over.signal.aborted) {
          const [rows] = await admin.query<RowDataPacket[]>(
            'SELECT id FROM information_schema.processlist WHERE db = ? LIMIT 1',
            [database],
          );
          for (const row of rows) {
            await admin.query(`KILL CONNECTION ${Number(row['id'])}`).then(
              () => (killed += 1),
              () => undefined,
            );
          }
          await clock.sleep(30);
        }
      })();
      for (let start = 0; start < fires; start += 10) {
        await Promise.all(
          Array.from({ length: 10 }, (_, offset) => {
            const index = start + offset;
            return insist(() => store.recordFire(fence, fire(artefact, START + index * MINUTE), `run-${index}`, START));
          }),
        );
      }
      const claimed = new Set<string>();
      while (claimed.size < fires) {
        const until = START + 2000 * MINUTE + claimed.size;
        const batch = await insist(() => store.claimRuns(SCOPE, 'one', ['local'], 20, until, START + 1000 * MINUTE));
        for (const run of batch) claimed.add(run.id);
      }
      over.abort();
      await killer;
      expect(killed).toBeGreaterThan(0);
      expect(claimed.size).toBe(fires);
      const events = await allEvents(store);
      expectWholeChains(events);
      expect(events.filter((event) => event.type === 'run.scheduled')).toHaveLength(fires);
      expect(events.filter((event) => event.type === 'run.claimed')).toHaveLength(fires);
    });
  });

  test('every connection reads committed, in UTC and strictly', async () => {
    const chosen = options();
    const backend = createMysqlBackend(chosen, { connections: 3, queryTimeoutMs: 60_000 });
    await backend.prepare();
    const sessions = await Promise.all(
      Array.from({ length: 3 }, () =>
        backend.db.connection().execute(async (connection) => {
          const { rows } = await sql<{ Variable_name: string; Value: string }>`
            SHOW SESSION VARIABLES WHERE Variable_name IN
              ('tx_isolation', 'transaction_isolation', 'time_zone', 'sql_mode', 'pseudo_thread_id')`.execute(
            connection,
          );
          // Held until all three have theirs, so that each is a connection of its own.
          await sql`SELECT SLEEP(0.3)`.execute(connection);
          return rows;
        }),
      ),
    );
    expect(new Set(sessions.map((rows) => valueOf(rows, 'pseudo_thread_id'))).size).toBe(3);
    for (const rows of sessions) {
      // MySQL and newer MariaDB know it by the second name.
      expect(valueOf(rows, 'tx_isolation') ?? valueOf(rows, 'transaction_isolation')).toBe('READ-COMMITTED');
      expect(valueOf(rows, 'time_zone')).toBe('+00:00');
      expect(valueOf(rows, 'sql_mode')).toContain('STRICT_TRANS_TABLES');
    }
    await backend.close();
    await admin.query('DROP DATABASE ??', [chosen.database]);
  });

  test('a claim reads nothing of another scope, though that has older runs and the index of all has them in order', async () => {
    await withStore(async (store, database) => {
      const beside = await createConnection({ ...mariadbLogin(), database });
      const row = (project: string): unknown[] => [
        project,
        'prod',
        'x',
        0,
        'schedule',
        'd',
        'local',
        'scheduled',
        '{}',
        '{}',
        1,
        0,
        '{}',
      ];
      const insert = (project: string, runs: number, from: number): Promise<unknown> =>
        beside.query(
          `INSERT INTO sluice_run (project, environment, pipeline, previous_fire_time, trigger_kind, artefact_digest, engine_type,
              state, parameters, bound_values, created_at, earlier_attempts, metrics, id, fire_time, not_before)
            VALUES ?`,
          [
            Array.from({ length: runs }, (_, index) => [
              ...row(project),
              `${project}-${index + 1}`,
              index + 1,
              from + index + 1,
            ]),
          ],
        );
      await insert(SCOPE.project, 5_000, START);
      await insert('other', 3_000, 0);
      await beside.query('ANALYZE TABLE sluice_run');
      const read = async (): Promise<number> => {
        const [rows] = await admin.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Handler_read_next'");
        return Number(rows[0]?.['Value']);
      };
      const before = await read();
      const claimed = await store.claimRuns(SCOPE, 'one', ['local'], 3, START + MINUTE, START);
      expect(claimed.map(({ id }) => id)).toEqual(['shop-1', 'shop-2', 'shop-3']);
      expect((await read()) - before).toBeLessThan(2_000);
      await beside.end();
    });
  });

  test('a frozen claimer is stepped over, not waited for', async () => {
    await withStore(async (store, database) => {
      const { fence, artefact } = await withPipeline(store, 'orders');
      for (const index of [0, 1, 2]) {
        await store.recordFire(fence, fire(artefact, START + index * MINUTE), `run-${index}`, START);
      }
      const frozen = await createConnection({ ...mariadbLogin(), database });
      await frozen.query('START TRANSACTION');
      await frozen.query(`SELECT id FROM sluice_run WHERE id = 'run-0' FOR UPDATE`);
      const claimed = await store.claimRuns(SCOPE, 'one', ['local'], 10, START + MINUTE, START + 9 * MINUTE);
      expect(claimed.map((run) => run.id)).toEqual(['run-1', 'run-2']);
      await frozen.query('ROLLBACK');
      await frozen.end();
    });
  });

  test('a run whose row somebody has locked for long holds up no step of another, nor the claims of its executor', async () => {
    await withStore(async (store, database) => {
      const { fence, artefact } = await withPipeline(store, 'orders');
      for (const index of [0, 1, 2])
        await store.recordFire(fence, fire(artefact, START + index * MINUTE), `run-${index}`, START);
      await store.claimRuns(SCOPE, 'one', ['local'], 9, START + MINUTE, START + 9 * MINUTE);
      const start = (index: number) =>
        store.startAttempt(`run-${index}`, 'one', { id: `job-${index}` }, {}, undefined, START);
      const locker = await createConnection({ ...mariadbLogin(), database });
      await locker.query('START TRANSACTION');
      await locker.query(`SELECT id FROM sluice_run WHERE id = 'run-1' FOR UPDATE`);
      let isAnswered = false;
      const began = performance.now();
      const locked = start(1).then((run) => {
        isAnswered = true;
        return run;
      });
      // with it, and after it
      expect((await start(0))?.state).toBe('starting');
      expect((await start(2))?.state).toBe('starting');
      expect(await store.markRunning('run-0', 'one', 1, START)).toBe(true);
      const runs = ['run-0', 'run-1', 'run-2'];
      expect([...(await store.renewClaims('one', runs, START + 2 * MINUTE, START))].toSorted()).toEqual(runs);
      // far below what one wait for a lock takes
      expect([isAnswered, performance.now() - began < 5_000]).toEqual([false, true]);
      await locker.query('ROLLBACK');
      await locker.end();
      expect((await locked)?.state).toBe('starting');
      expect(await store.getRun('run-1')).toMatchObject({ attempts: [{ number: 1, state: 'starting' }] });
      expect((await store.expiredClaims(SCOPE, START + 90_000, 9)).map(({ id }) => id)).toEqual(['run-1']);
      expectWholeChains(await allEvents(store));
    });
  });

  test('claims that are to end now end also where somebody has the row of one locked for a while', async () => {
    await withStore(async (store, database) => {
      const { fence, artefact } = await withPipeline(store, 'orders');
      await store.recordFire(fence, fire(artefact, START), 'run-0', START);
      await store.claimRuns(SCOPE, 'one', ['local'], 9, START + MINUTE, START);
      const locker = await createConnection({ ...mariadbLogin(), database });
      await locker.query('START TRANSACTION');
      await locker.query(`SELECT id FROM sluice_run WHERE id = 'run-0' FOR UPDATE`);
      const over = store.renewClaims('one', ['run-0'], START + 1, START + 1);
      await sleep(300);
      await locker.query('ROLLBACK');
      await locker.end();
      expect(await over).toEqual(['run-0']);
      expect((await store.expiredClaims(SCOPE, START + 2, 9)).map(({ id }) => id)).toEqual(['run-0']);
    });
  });

  test('says unreachable, with the address, when nothing listens', async () => {
    const store = createMysqlStore(options({ port: 1 }));
    await expect(store.open(START)).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      retryable: true,
      help: expect.stringContaining('127.0.0.1:1'),
    });
    await store.close();
  });

  test('a wrong password is a clear refusal that names no password', async () => {
    const store = createMysqlStore(options({ password: 'wrong-secret' }));
    const failure: unknown = await store.open(START).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'STORE_REFUSED', retryable: false });
    expect(String(failure)).toContain(mariadb.username);
    expect(JSON.stringify(failure) + String(failure)).not.toContain('wrong-secret');
    await store.close();
  });

  test('a user who may not make the database is told what to do', async () => {
    const user = `limited_${randomBytes(4).toString('hex')}`;
    await admin.query(`CREATE USER '${user}'@'%' IDENTIFIED BY 'limited-word'`);
    const store = createMysqlStore(options({ username: user, password: 'limited-word' }));
    try {
      await expect(store.open(START)).rejects.toMatchObject({
        code: 'STORE_REFUSED',
        retryable: false,
        help: expect.stringContaining('GRANT'),
      });
    } finally {
      await store.close();
      await admin.query(`DROP USER '${user}'@'%'`);
    }
  });

  test('a server that stands still is unreachable, not a hang, and is used again when it goes on', async () => {
    await using services = await privateServices('mariadb');
    const own = services.endpoints.mariadb;
    const pid = services.pids['mariadb'];
    if (own === undefined || pid === undefined) throw new Error('no private MariaDB');
    const store = createMysqlStore({ ...own, database: 'sluice', clock, queryTimeoutMs: 500 });
    await store.open(START);
    await store.appendAudit({ key: 'a/b/c', type: 'source.synced', data: {} }, START);
    process.kill(pid, 'SIGSTOP');
    try {
      await expect(store.appendAudit({ key: 'a/b/c', type: 'source.broken', data: {} }, START)).rejects.toMatchObject({
        code: 'STORE_UNREACHABLE',
        retryable: true,
      });
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await insist(() => store.appendAudit({ key: 'a/b/c', type: 'plan.applied', data: {} }, START));
    const events = await allEvents(store);
    expectWholeChains(events);
    expect(events.map((event) => event.type)).toEqual(expect.arrayContaining(['source.synced', 'plan.applied']));
    await store.close();
  });

  test('opening again changes nothing; a changed migration is refused', async () => {
    await withStore(async (store, database) => {
      await store.appendAudit({ key: 'a/b/c', type: 'plan.applied', data: {} }, START);
      await store.open(START + 1);
      expect(await allEvents(store)).toHaveLength(1);
      // A process that died after a migration's statements and before it noted them: they are done once more.
      await admin.query('DELETE FROM ??.sluice_migration WHERE number > 1', [database]);
      await store.open(START + 1);
      await admin.query('UPDATE ??.sluice_migration SET checksum = ?', [database, 'x']);
      await expect(store.open(START + 2)).rejects.toMatchObject({ code: 'STORE_UNSUPPORTED' });
    });
  });

  function mariadbLogin(): { host: string; port: number; user: string; password: string } {
    return mariadb === undefined
      ? { host: '', port: 0, user: '', password: '' }
      : { host: mariadb.host, port: mariadb.port, user: mariadb.username, password: mariadb.password };
  }
});

function valueOf(rows: readonly { Variable_name: string; Value: string }[], name: string): string | undefined {
  return rows.find((row) => row.Variable_name === name)?.Value;
}

/** As the daemon does: a failure that can pass is tried again, by the same id. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 20; ; left--) {
    try {
      return await work();
    } catch (thrown) {
      expect(thrown).toMatchObject({ name: 'OperatingError', retryable: true });
      if (left === 0) throw thrown;
      await clock.sleep(50);
    }
  }
}
