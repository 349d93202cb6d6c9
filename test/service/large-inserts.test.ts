import { randomBytes } from 'node:crypto';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { Store } from '../../src/runtime/ports/index.ts';
import { createMysqlStore } from '../../src/runtime/store/index.ts';
import { stack } from '../support/stack.ts';
import { compiled, deploy, LEADER, START } from '../support/store-contract/fixtures.ts';
import { troubledProxy, type TroubledProxy } from '../support/troubled-proxy.ts';

/** What the first byte of a command says, behind the four of its length and number. */
const COM_STMT_PREPARE = 0x16;
const COMMAND_AT = 4;
const QUERY_TIMEOUT_MS = 700;

const { mariadb } = await stack();

describe.skipIf(mariadb === undefined)('inserts of much text', () => {
  if (mariadb === undefined) return;
  const { host, port, username: user, password } = mariadb;
  let admin: Connection;
  beforeAll(async () => {
    admin = await createConnection({ host, port, user, password });
  });
  afterAll(() => admin.end());

  async function withStore(work: (store: Store, proxy: TroubledProxy, prepared: () => number) => Promise<void>) {
    const database = `sluice_large_${randomBytes(6).toString('hex')}`;
    await using proxy = await troubledProxy({ host, port });
    let prepared = 0;
    proxy.passage = (request) => {
      if (request[COMMAND_AT] === COM_STMT_PREPARE) prepared += 1;
      return 'pass';
    };
    const store = createMysqlStore({
      username: user,
      password,
      host,
      port: proxy.port,
      database,
      clock: createSystemClock(),
      queryTimeoutMs: QUERY_TIMEOUT_MS,
    });
    try {
      await store.open(START);
      await work(store, proxy, () => prepared);
    } finally {
      await store.close();
      await admin.query('DROP DATABASE IF EXISTS ??', [database]);
    }
  }

  const text = `it's "\\ \n\u0000 数据 😀 `.repeat(200);
  const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
  const made = names.map((name) => compiled(name, { text: `${name} ${text}` }));
  const deployAll = async (store: Store): Promise<void> => {
    const fence = await store.nextFence(LEADER, 0);
    const changes = made.map((each) => deploy(each));
    await store.applyChanges(fence, 'revision-1', changes, START, 'reconcile');
  };
  const expectAll = async (store: Store): Promise<void> => {
    for (const each of made) expect((await store.getArtefact(each.digest))?.bytes).toBe(each.bytes);
  };

  test('are prepared, and each text is stored as it is', () =>
    withStore(async (store, _proxy, prepared) => {
      await deployAll(store);
      expect(prepared()).toBeGreaterThan(0);
      await expectAll(store);
    }));

  test('are made over another connection when preparing gets no answer', () =>
    withStore(async (store, proxy) => {
      let cut = 0;
      proxy.passage = (request) => {
        if (request[COMMAND_AT] !== COM_STMT_PREPARE || cut > 0) return 'pass';
        cut += 1;
        proxy.cutCable();
        return 'pass';
      };
      await deployAll(store);
      expect(cut).toBe(1);
      await expectAll(store);
    }));

  test('go as text where the server prepares no more', () =>
    withStore(async (store) => {
      const [rows] = await admin.query<RowDataPacket[]>('SELECT @@global.max_prepared_stmt_count AS most');
      await admin.query('SET GLOBAL max_prepared_stmt_count = 0');
      try {
        await deployAll(store);
      } finally {
        await admin.query('SET GLOBAL max_prepared_stmt_count = ?', [rows[0]?.['most']]);
      }
      await expectAll(store);
    }));
});
