import { createConnection } from 'mysql2/promise';
import { describe } from 'vitest';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import { createMysqlStore, lookAtMysqlStore } from '../../src/runtime/store/index.ts';
import { describeReleasedStores } from '../compat/released-stores.ts';
import { stack } from '../support/stack.ts';
import { START } from '../support/store-contract/fixtures.ts';

const { mariadb } = await stack();

describe.skipIf(mariadb === undefined)('releases on MariaDB', () => {
  if (mariadb === undefined) return;
  const { host, port, username, password } = mariadb;
  describeReleasedStores('mariadb', async () => {
    const database = `sluice_compat_${createSystemRandom().hex(8)}`;
    const connection = await createConnection({ host, port, user: username, password });
    await connection.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    await connection.query(`USE ${database}`);
    const address = { host, port, username, password, database };
    const store = createMysqlStore({ ...address, clock: createSystemClock() });
    return {
      async execute(statement, parameters = []) {
        await connection.query(statement, [...parameters]);
      },
      look: () => lookAtMysqlStore(address, createSystemClock()),
      async open() {
        await store.open(START);
        return store;
      },
      async [Symbol.asyncDispose]() {
        await store.close();
        await connection.query(`DROP DATABASE ${database}`);
        await connection.end();
      },
    };
  });
});
