import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { AUDIT_TOPIC, type Store } from '../../../src/runtime/ports/index.ts';
import { pauseDeployment } from '../../../src/runtime/store/queries/pause-deployment.ts';
import { pruneDeployments } from '../../../src/runtime/store/queries/prune-deployments.ts';
import { reopenRun } from '../../../src/runtime/store/queries/reopen-run.ts';
import { restoreDeployment } from '../../../src/runtime/store/queries/restore-deployment.ts';
import { resumeDeployment } from '../../../src/runtime/store/queries/resume-deployment.ts';
import { undoRollback } from '../../../src/runtime/store/queries/undo-rollback.ts';
import {
  claimed,
  deploy,
  eventTypes,
  fire,
  key,
  LEADER,
  MINUTE,
  SCOPE,
  START,
  variantOf,
  withPipeline,
  type Transact,
} from './fixtures.ts';

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

    test('a repeated pause or resume leaves what another person has decided since', async () => {
      const store = await open();
      await withPipeline(store, 'orders');
      const ann = { key: key('orders'), actor: 'ann', why: 'the source is moved' };
      const bob = { key: key('orders'), actor: 'bob' };
      const repeatPause = () => transact((transaction) => pauseDeployment(transaction, ann, START + 1), true);
      const repeatResume = () => transact((transaction) => resumeDeployment(transaction, bob, START + 2), true);
      const pauses = async () => (await store.listConditions(SCOPE)).map(({ details }) => details?.['actor']);
      expect(await store.pauseDeployment(ann, START + 1)).toBe('paused');
      expect([await repeatPause(), await pauses()]).toEqual(['paused', ['ann']]);
      expect(await store.resumeDeployment(bob, START + 2)).toBe('resumed');
      expect([await repeatPause(), await repeatResume(), await pauses()]).toEqual(['paused', 'resumed', []]);
      expect(await store.pauseDeployment({ ...ann, actor: 'cid' }, START + 3)).toBe('paused');
      expect([await repeatResume(), await pauses()]).toEqual(['resumed', ['cid']]);
      expect(await eventTypes(store, 'orders', AUDIT_TOPIC)).toEqual([
        'deployment.created',
        'deployment.paused',
        'deployment.unpaused',
        'deployment.paused',
      ]);
    });

    test('a repetition of what was never committed finds what others did, and says so', async () => {
      const store = await open();
      await withPipeline(store, 'orders');
      const of = (actor: string) => ({ key: key('orders'), actor });
      await store.pauseDeployment(of('ann'), START + 1);
      expect(await transact((transaction) => pauseDeployment(transaction, of('bob'), START + 1), true)).toBe(
        'paused-already',
      );
      await store.resumeDeployment(of('ann'), START + 2);
      expect(await transact((transaction) => resumeDeployment(transaction, of('bob'), START + 2), true)).toBe(
        'not-paused',
      );
    });

    test('a repeated prune or restore leaves what another person has decided since', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      const found = { pipeline: 'orders', subject: '', reason: 'DELETE_HELD_SHARE', message: 'many', generation: 1 };
      await store.setConditions(fence, SCOPE, 'delete-held', [found], START);
      const prune = { ...SCOPE, pipelines: ['orders'], isAll: false, actor: 'ann' };
      const restore = { key: key('orders'), state: 'active', nextFireTime: START + 9, actor: 'bob' } as const;
      const repeatPrune = () => transact((transaction) => pruneDeployments(transaction, prune, START + 1), true);
      const repeatRestore = () => transact((transaction) => restoreDeployment(transaction, restore, START + 2), true);
      const state = async () => (await store.getDeployment(key('orders')))?.state;
      expect(await store.pruneDeployments(prune, START + 1)).toEqual({ outcome: 'pruned' });
      expect([await repeatPrune(), await state()]).toEqual([{ outcome: 'pruned' }, 'deleted']);
      expect((await store.restoreDeployment(restore, START + 2)).outcome).toBe('restored');
      expect([await repeatPrune(), await state()]).toEqual([{ outcome: 'pruned' }, 'active']);
      expect((await repeatRestore()).outcome).toBe('restored');
      expect(await store.pruneDeployments({ ...prune, actor: 'cid' }, START + 3)).toEqual({ outcome: 'pruned' });
      expect([(await repeatRestore()).outcome, await state()]).toEqual(['restored', 'deleted']);
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
