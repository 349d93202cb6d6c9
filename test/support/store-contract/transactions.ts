import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/runtime/ports/index.ts';
import { reopenRun } from '../../../src/runtime/store/queries/reopen-run.ts';
import { undoRollback } from '../../../src/runtime/store/queries/undo-rollback.ts';
import { claimed, deploy, fire, key, LEADER, MINUTE, SCOPE, START, variantOf, type Transact } from './fixtures.ts';

const LATER = START + 100 * MINUTE;

/** What comes between the statements of a transaction, or between its tries. */
export function describeTransactions(open: () => Promise<Store>, transact: Transact): void {
  describe('transactions', () => {
    test('a run that a person has had done again is not ended by its deadline at the same moment', async () => {
      const store = await open();
      const hasty = variantOf('hasty', { startingDeadlineMs: 30 * MINUTE });
      const fence = await store.nextFence(LEADER, 0);
      await store.applyChanges(fence, 'r1', [deploy(hasty)], START, 'reconciler');
      await store.recordFire(fence, fire(hasty, START), 'run-1', START);
      await store.requestCancel('run-1', 'ann', START);
      const reason = { code: 'STARTING_DEADLINE', message: 'too late' };
      const ending = await transact(async (transaction) => {
        await reopenRun(transaction, 'run-1', { actor: 'ann' }, LATER);
        const waits = store.endOverdue(fence, SCOPE, reason, LATER, 10);
        // time for it to read what is overdue, and to wait for the run
        await sleep(300);
        return { waits };
      });
      expect((await ending.waits).ended).toEqual([]);
      expect((await store.getRun('run-1'))?.state).toBe('scheduled');
    });

    test('a repeated undo leaves a rollback that was made since as it is', async () => {
      const store = await open();
      const [first, second] = [variantOf('orders', {}), variantOf('orders', { priority: 9 })];
      const fence = await store.nextFence(LEADER, 0);
      for (const version of [first, second])
        await store.applyChanges(fence, 'git', [deploy(version)], START, 'reconcile');
      const nextFireTime = undefined;
      const rollBack = async (seen: number, actor: string, now: number): Promise<string> => {
        const request = { key: key('orders'), compiled: first, revision: 'git', to: 1, seen, nextFireTime, actor };
        return (await store.rollBackDeployment(request, now)).outcome;
      };
      const undo = { key: key('orders'), compiled: second, nextFireTime, actor: 'bob' };
      expect(await rollBack(2, 'ann', START + 1)).toBe('rolled-back');
      expect((await store.undoRollback(undo, START + 2)).outcome).toBe('undone');
      const repeat = () => transact((transaction) => undoRollback(transaction, undo, START + 2), true);
      expect(await repeat()).toMatchObject({ outcome: 'undone', deployment: { generation: 4 } });
      expect(await rollBack(4, 'cid', START + 3)).toBe('rolled-back');
      expect(await repeat()).toEqual({ outcome: 'overtaken' });
      expect(await store.getDeployment(key('orders'))).toMatchObject({ artefactDigest: first.digest, generation: 5 });
      expect(await store.listConditions(SCOPE)).toMatchObject([{ type: 'pinned', details: { actor: 'cid' } }]);
    });

    test('what builds of before schema 9 have not written of an artefact is written at its first run', async () => {
      const store = await open();
      const versions = Array.from({ length: 60 }, (_, index) =>
        variantOf(`p${index}`, { priority: index, pool: { name: 'warehouse', slots: 60 } }),
      );
      const fence = await store.nextFence(LEADER, 0);
      const changes = versions.map((version) => deploy(version));
      await store.applyChanges(fence, 'git', changes, START, 'reconcile');
      const facts = () =>
        transact(({ db }) =>
          db.selectFrom('sluice_artefact').select(['digest', 'claim_facts']).orderBy('digest').execute(),
        );
      const before = await facts();
      await transact(({ db }) => db.updateTable('sluice_artefact').set({ claim_facts: null }).execute());
      await store.recordFires(
        fence,
        versions.map((version) => ({ request: fire(version, START), runId: `run-${version.name}` })),
        START,
      );
      expect(await facts()).toEqual(before);
      expect(await claimed(store, 2)).toEqual(['run-p59', 'run-p58']);
    });
  });
}
