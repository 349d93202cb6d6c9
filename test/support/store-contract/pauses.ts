import { describe, expect, test } from 'vitest';
import { schedulerLease, type DeploymentChange, type Store } from '../../../src/runtime/ports/index.ts';
import { compiled, deploy, eventTypes, fire, key, LEADER, MINUTE, SCOPE, START, withPipeline } from './fixtures.ts';

const AUDIT = 'sluice.audit';

export function describePauses(open: () => Promise<Store>): void {
  describe('a paused deployment', () => {
    const pause = (store: Store, more: { readonly why?: string; readonly until?: number } = {}) =>
      store.pauseDeployment({ key: key('orders'), actor: 'ann', ...more }, START + 1);
    const resume = (store: Store, clock?: { readonly digest: string; readonly nextFireTime: number | undefined }) =>
      store.resumeDeployment(
        { key: key('orders'), actor: 'bob', ...(clock === undefined ? {} : { clock }) },
        START + 2,
      );

    test('is not due, keeps its clock, and is told once', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      const due = async () => [
        (await store.dueDeployments(SCOPE, START + MINUTE, 9)).length,
        (await store.scheduleOutlook(SCOPE)).nextFireTime,
      ];
      expect(await due()).toEqual([1, START + MINUTE]);
      expect(await pause(store, { why: 'the source is moved' })).toBe('paused');
      expect(await due()).toEqual([0, undefined]);
      expect(await store.scheduleOutlook(SCOPE)).toEqual({ hasPauses: true, hasWaiting: false, hasBackfills: false });
      expect(await store.getDeployment(key('orders'))).toMatchObject({ isPaused: true, nextFireTime: START + MINUTE });
      expect(await pause(store)).toBe('paused-already');
      expect(await pause(store, { until: START + MINUTE })).toBe('paused');
      expect(await resume(store)).toBe('resumed');
      expect(await resume(store)).toBe('not-paused');
      expect(await due()).toEqual([1, START + MINUTE]);
      expect(await store.listConditions(SCOPE)).toEqual([]);
      expect(await eventTypes(store, 'orders', AUDIT)).toEqual([
        'deployment.created',
        'deployment.paused',
        'deployment.paused',
        'deployment.unpaused',
      ]);
      await store.applyChanges(fence, 'r', [{ kind: 'delete', key: key('orders') }], START, 'reconcile');
      expect([await pause(store), await resume(store)]).toEqual(['absent', 'absent']);
    });

    test('takes no fire from the scheduler, whatever that has read before, and one from a person', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await pause(store);
      const request = fire(artefact, START + MINUTE, { nextFireTime: START + 2 * MINUTE });
      await expect(store.recordFire(fence, request, 'run-1', START + MINUTE)).rejects.toMatchObject({
        code: 'STORE_CONFLICT',
        fields: { overtaken: true },
      });
      expect(await store.getDeployment(key('orders'))).toMatchObject({ nextFireTime: START + MINUTE });
      const asked = await store.recordFire(undefined, fire(artefact, START, { actor: 'ann' }), 'run-2', START);
      expect(asked.created).toBe(true);
    });

    test('stays paused with a new version and under a new name, and is none when it comes back after a purge', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      await pause(store);
      await store.applyChanges(fence, 'r2', [deploy(compiled('orders', { text: 'second' }))], START + 3, 'reconcile');
      expect(await store.getDeployment(key('orders'))).toMatchObject({ isPaused: true, generation: 2 });
      const move: DeploymentChange = {
        kind: 'move',
        key: key('sales'),
        from: 'orders',
        compiled: compiled('sales'),
        nextFireTime: START + MINUTE,
      };
      await store.applyChanges(fence, 'r3', [move], START + 4, 'reconcile');
      expect(await store.getDeployment(key('sales'))).toMatchObject({ isPaused: true });
      expect(await store.listConditions(SCOPE)).toMatchObject([{ pipeline: 'sales', type: 'paused' }]);
      await store.applyChanges(fence, 'r4', [{ kind: 'delete', key: key('sales') }], START + 5, 'reconcile');
      expect(await store.purgeDeleted(fence, SCOPE, START + 6, 9, START + 6)).toContain('sales');
      await store.applyChanges(fence, 'r5', [deploy(compiled('sales'))], START + 7, 'reconcile');
      expect((await store.getDeployment(key('sales')))?.isPaused).toBeUndefined();
    });

    test('goes on with a clock that is put on only while that is of what is deployed', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      await pause(store);
      expect(await resume(store, { digest: 'sha256:other', nextFireTime: START + 9 * MINUTE })).toBe('changed');
      expect(await resume(store, { digest: artefact.digest, nextFireTime: START + 9 * MINUTE })).toBe('resumed');
      expect((await store.scheduleOutlook(SCOPE)).nextFireTime).toBe(START + 9 * MINUTE);
    });

    test('is ended by who schedules, whatever the fence of who reconciles is', async () => {
      const store = await open();
      await withPipeline(store, 'orders');
      for (const [leader, scheduler] of [
        [90, 30],
        [91, 200],
      ] as const) {
        await store.nextFence(LEADER, leader);
        await store.nextFence(schedulerLease(SCOPE), scheduler);
        const fence = await store.currentFence(schedulerLease(SCOPE));
        await pause(store, { until: START + MINUTE });
        await expect(store.resumeDue(fence - 1, SCOPE, ['orders'], START + MINUTE)).rejects.toMatchObject({
          code: 'STORE_FENCED',
        });
        await store.resumeDue(fence, SCOPE, ['orders'], START + MINUTE);
        expect(await store.listConditions(SCOPE)).toEqual([]);
        // who reconciles is not put out of office by it
        expect(await store.currentFence(LEADER)).toBe(leader);
      }
    });

    test('goes on when its time is over, and not when it was prolonged', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      await pause(store, { until: START + MINUTE });
      expect(await store.dueResumes(SCOPE, START + MINUTE - 1)).toEqual([]);
      expect(await store.dueResumes(SCOPE, START + MINUTE)).toEqual(['orders']);
      await pause(store, { until: START + 2 * MINUTE });
      await store.resumeDue(fence, SCOPE, ['orders'], START + MINUTE);
      expect(await store.listConditions(SCOPE)).toHaveLength(1);
      await store.resumeDue(fence, SCOPE, ['orders'], START + 2 * MINUTE);
      expect(await store.listConditions(SCOPE)).toEqual([]);
      const [last] = (await store.listEvents({ pipeline: 'orders', topic: AUDIT, limit: 1 })).items;
      expect(last).toMatchObject({
        type: 'deployment.unpaused',
        data: { actor: 'schedule', reason: { code: 'PAUSE_OVER' } },
      });
    });
  });
}
