import { randomBytes } from 'node:crypto';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { EventRecord, Store } from '../../src/runtime/ports/index.ts';
import { createMysqlStore, type MysqlStoreOptions } from '../../src/runtime/store/index.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';
import { allEvents, expectWholeChains } from '../support/store-contract/events.ts';
import {
  compiled,
  deploy,
  fire,
  key,
  LEADER,
  MINUTE,
  START,
  withPipeline,
} from '../support/store-contract/fixtures.ts';
import { liveOnce } from '../support/store-life.ts';
import { troubledProxy, type Passage } from '../support/troubled-proxy.ts';

const { mariadb } = await stack();
const clock = createSystemClock();

describe.skipIf(mariadb === undefined)('a MariaDB in trouble', () => {
  if (mariadb === undefined) return;
  const { host, port, username: user, password } = mariadb;
  let admin: Connection;
  beforeAll(async () => {
    admin = await createConnection({ host, port, user, password });
  });
  afterAll(() => admin.end());

  /** A database of its own; `more` says how it is reached. */
  async function withStore<T>(
    more: Partial<MysqlStoreOptions>,
    work: (store: Store, database: string) => Promise<T>,
  ): Promise<T> {
    const database = `sluice_faults_${randomBytes(6).toString('hex')}`;
    const store = createMysqlStore({ ...mariadb, host, port, username: user, password, database, clock, ...more });
    try {
      await store.open(START);
      return await work(store, database);
    } finally {
      await store.close();
      await admin.query('DROP DATABASE IF EXISTS ??', [database]);
    }
  }

  test('whose connection is cut at a commit, before it arrives or after, gives the same answers and the same events', async () => {
    const lives: { readonly answers: readonly unknown[]; readonly events: readonly EventRecord[] }[] = [];
    for (const fault of ['pass', 'cut before', 'cut after'] satisfies Passage[]) {
      await using proxy = await troubledProxy({ host, port });
      let commits = 0;
      let cuts = 0;
      await withStore({ port: proxy.port }, async (store) => {
        proxy.passage = (request) => {
          // Every transaction's first commit is lost, the repeat goes through.
          if (!request.toString('latin1').endsWith('commit') || commits++ % 2 === 1 || fault === 'pass') return 'pass';
          cuts += 1;
          return fault;
        };
        const answers = await liveOnce(store);
        proxy.passage = () => 'pass';
        const events = await allEvents(store);
        expectWholeChains(events);
        lives.push({ answers, events });
      });
      if (fault !== 'pass') expect(cuts).toBeGreaterThan(15);
    }
    const [undisturbed, ...disturbed] = lives;
    for (const one of disturbed) expect(one).toEqual(undisturbed);
  });

  test('that ends a transaction as the victim of a deadlock has it repeated, once and whole', async () => {
    await withStore({}, async (store, database) => {
      const { fence } = await withPipeline(store, 'orders');
      await using other = await beside(database);
      const deadlocks = async (): Promise<number> => {
        const metric = "SELECT count AS value FROM information_schema.innodb_metrics WHERE name = 'lock_deadlocks'";
        const [rows] = await admin.query<RowDataPacket[]>(metric);
        return Number(rows[0]?.['value']);
      };
      const before = await deadlocks();
      // The one that has written more is not the victim.
      await other.query('CREATE TABLE weight (n INT PRIMARY KEY) ENGINE = InnoDB');
      await other.query('START TRANSACTION');
      await other.query('INSERT INTO weight VALUES ?', [Array.from({ length: 500 }, (_, index) => [index])]);
      await other.query("SELECT * FROM sluice_deployment WHERE pipeline = 'orders' FOR UPDATE");
      const deleted = store.applyChanges(fence, 'r2', [{ kind: 'delete', key: key('orders') }], START, 'x');
      await waiting(database);
      await other.query('SELECT * FROM sluice_lease WHERE name = ? FOR UPDATE', [LEADER]);
      expect(await deadlocks()).toBeGreaterThan(before);
      await other.query('ROLLBACK');
      await deleted;
      expect(await store.getDeployment(key('orders'))).toMatchObject({ state: 'deleted', generation: 2 });
      const events = await allEvents(store);
      expectWholeChains(events);
      expect(events.filter(({ type }) => type === 'deployment.deleted')).toHaveLength(1);
    });
  });

  test('on which a lock is waited for too long undoes all of the transaction and does it again', async () => {
    await withStore({ lockWaitSeconds: 1 }, async (store, database) => {
      const { fence } = await withPipeline(store, 'orders');
      await using other = await beside(database);
      await other.query('START TRANSACTION');
      await other.query("SELECT * FROM sluice_event_head WHERE event_key LIKE '%/orders' FOR UPDATE");
      let done = false;
      // Its deployment is written before it waits for the end of the chain.
      const change = [deploy(compiled('orders', { text: 'second' }))];
      const applied = store.applyChanges(fence, 'r2', change, START, 'x').then(() => (done = true));
      await waiting(database);
      await clock.sleep(1_500);
      expect(done).toBe(false);
      await other.query('ROLLBACK');
      await applied;
      expect(await store.getDeployment(key('orders'))).toMatchObject({ generation: 2, revision: 'r2' });
      const events = await allEvents(store);
      expectWholeChains(events);
      expect(events.filter(({ type }) => type === 'deployment.updated')).toHaveLength(1);
    });
  });

  test('that becomes a read-only replica is said to be one, and the connections to it are given up for those to the primary', async () => {
    await using services = await privateServices('mariadb');
    const own = services.endpoints.mariadb;
    if (own === undefined) throw new Error('no private MariaDB');
    const login = { host: own.host, port: own.port, user: own.username, password: own.password };
    const root = await createConnection(login);
    await root.query("CREATE USER 'plain'@'%' IDENTIFIED BY 'plain-word'");
    await root.query("GRANT ALL ON sluice.* TO 'plain'@'%'");
    await root.query('CREATE DATABASE IF NOT EXISTS sluice');
    // What stands for the address that both servers are reached by, one after the other.
    await using proxy = await troubledProxy(own);
    const address = { host: '127.0.0.1', port: proxy.port, username: 'plain', password: 'plain-word' };
    const store = createMysqlStore({ ...address, database: 'sluice', clock, connections: 2 });
    await store.open(START);
    const { fence, artefact } = await withPipeline(store, 'orders');
    await root.query('SET GLOBAL read_only = 1');
    const before = proxy.connections();
    await expect(store.recordFire(fence, fire(artefact, START), 'run-1', START)).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      retryable: true,
      message: expect.stringContaining('read-only'),
      help: expect.stringContaining('primary'),
    });
    // Each try asked over a connection of its own: one of them would have led to the new primary.
    expect(proxy.connections() - before).toBeGreaterThan(3);
    expect((await store.listDeployments({})).map(({ pipeline }) => pipeline)).toEqual(['orders']);
    await root.query('SET GLOBAL read_only = 0');
    await store.recordFire(fence, fire(artefact, START), 'run-1', START + MINUTE);
    expectWholeChains(await allEvents(store));
    await store.close();
    await root.end();
  });

  /** Another client of the database. A test that fails leaves no transaction of it open. */
  async function beside(database: string): Promise<Pick<Connection, 'query'> & AsyncDisposable> {
    const connection = await createConnection({ host, port, user, password, database });
    return {
      query: connection.query.bind(connection),
      [Symbol.asyncDispose]: async () => connection.destroy(),
    };
  }

  /** Until somebody waits for a lock in this database. */
  async function waiting(database: string): Promise<void> {
    const look = async (): Promise<number> => {
      const [rows] = await admin.query<RowDataPacket[]>(
        `SELECT 1 FROM information_schema.innodb_trx t JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
          WHERE p.db = ? AND t.trx_state = 'LOCK WAIT'`,
        [database],
      );
      return rows.length;
    };
    // The server looks anew only where nobody has asked for a tenth of a second.
    await expect.poll(look, { timeout: 20_000, interval: 200 }).toBeGreaterThan(0);
  }
});
