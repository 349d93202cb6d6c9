import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import { createSqliteStore, lookAtSqliteStore } from '../../src/runtime/store/index.ts';
import { START } from '../support/store-contract/fixtures.ts';
import { tempDir } from '../support/temp-dir.ts';
import { describeReleasedStores } from './released-stores.ts';

describeReleasedStores('sqlite', async () => {
  const folder = await tempDir();
  const file = path.join(folder.path, 'state', 'sluice.db');
  await mkdir(path.dirname(file));
  const database = new DatabaseSync(file);
  const store = createSqliteStore({ path: file, clock: createSystemClock() });
  return {
    async execute(statement, parameters = []) {
      database.prepare(statement).all(...parameters);
    },
    look: () => lookAtSqliteStore(file, createSystemClock()),
    async open() {
      await store.open(START);
      return store;
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      database.close();
      await folder[Symbol.asyncDispose]();
    },
  };
});
