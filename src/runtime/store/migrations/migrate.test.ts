import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, test } from 'vitest';
import { compiled, deploy, LEADER, START } from '../../../../test/support/store-contract/fixtures.ts';
import { tempDir } from '../../../../test/support/temp-dir.ts';
import { createSystemClock } from '../../observe/index.ts';
import { createSqliteStore } from '../create-sqlite-store.ts';
import { createSqliteBackend } from '../sqlite/sqlite-backend.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';

describe('a store that had one leader for all', () => {
  test('has one for each scope, and nobody leads by the shared row any more; the migration may be repeated', async () => {
    await using folder = await tempDir();
    const path = join(folder.path, 'a.db');
    const backend = createSqliteBackend(path);
    await backend.prepare();
    await migrate(
      backend,
      START,
      MIGRATIONS.filter(({ number }) => number < 4),
    );
    await backend.close();
    const raw = (statement: string): void => {
      const database = new DatabaseSync(path);
      database.exec(statement);
      database.close();
    };
    raw(`insert into sluice_lease values ('leader', 'old', 41, ${START + 2_000}), ('relay', null, 7, 0)`);

    const store = createSqliteStore({ path, clock: createSystemClock() });
    await store.open(START);
    expect(await store.acquireLease(LEADER, 'new', 1_000, START)).toEqual({ fence: 1 });
    // Whoever published for the whole store is seen by this version, and sees it.
    expect(await store.currentFence('relay')).toBe(7);
    expect(await store.leaseHolder('leader', 3_000, START).catch(() => undefined)).toBeUndefined();
    // A process that died before it noted the migration leaves it to be done once more.
    raw('delete from sluice_migration where number = 4');
    await store.open(START);
    expect(await store.currentFence(LEADER)).toBe(1);
    await store.applyChanges(1, 'r', [deploy(compiled('orders'))], START, 'x');
    await store.close();
  });
});
