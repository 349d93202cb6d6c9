import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compiled, deploy, key, LEADER, START } from '../../../../test/support/store-contract/fixtures.ts';
import { tempDir } from '../../../../test/support/temp-dir.ts';
import { createSystemClock } from '../../observe/index.ts';
import { assembleStore } from '../assemble-store.ts';
import { createSqliteBackend } from '../sqlite/sqlite-backend.ts';
import type { Transaction } from '../transaction.ts';
import { rollBackDeployment } from './roll-back-deployment.ts';
import { undoRollback } from './undo-rollback.ts';

const FIRST = compiled('orders');
const SECOND = compiled('orders', { text: 'second' });
const THIRD = compiled('orders', { text: 'third' });

test.each([
  ['another version', [deploy(THIRD)], 'changed'],
  ['its delete', [{ kind: 'delete' as const, key: key('orders') }], 'absent'],
])('tells what was done and overtaken by %s from what was not done', async (_name, changes, undone) => {
  await using folder = await tempDir();
  const backend = createSqliteBackend(join(folder.path, 'a.db'));
  const store = assembleStore({ backend, clock: createSystemClock() });
  await store.open(START);
  const fence = await store.nextFence(LEADER, 0);
  for (const version of [FIRST, SECOND])
    await store.applyChanges(fence, 'git', [deploy(version)], START + 1, 'reconcile');
  const nextFireTime = undefined;
  const ann = { key: key('orders'), compiled: FIRST, revision: 'git', to: 1, seen: 2, nextFireTime, actor: 'ann' };
  const bob = { key: key('orders'), compiled: SECOND, nextFireTime, actor: 'bob' };
  const repeated = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    backend.db.transaction().execute((db) => work({ db, repeated: true, isDuplicate: backend.isDuplicate }));

  expect((await store.rollBackDeployment(ann, START + 2)).outcome).toBe('rolled-back');
  expect((await store.undoRollback(bob, START + 3)).outcome).toBe('undone');
  await store.applyChanges(fence, 'git', changes, START + 4, 'reconcile');
  expect(await repeated((tx) => rollBackDeployment(tx, ann, START + 2))).toEqual({ outcome: 'overtaken' });
  expect(await repeated((tx) => undoRollback(tx, bob, START + 3))).toEqual({ outcome: 'overtaken' });
  // the same at the first try, and what others asked for at that moment, were not done
  expect(await store.rollBackDeployment(ann, START + 2)).toEqual({ outcome: undone });
  const eve = { ...ann, actor: 'eve' };
  expect(await repeated((tx) => rollBackDeployment(tx, eve, START + 2))).toEqual({ outcome: undone });
  await store.close();
});
