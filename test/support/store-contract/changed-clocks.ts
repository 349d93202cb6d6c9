import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/runtime/ports/index.ts';
import { compiled, deploy, fire, key, LEADER, MINUTE, SCOPE, START, variantOf, withPipeline } from './fixtures.ts';

const HALF = { kind: 'cron', expression: '30 * * * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' } as const;
const NOW = START + 3 * MINUTE;
const NEXT = NOW + MINUTE / 2;

export function describeChangedClocks(open: () => Promise<Store>): void {
  describe('fires that are due when the clock of their pipeline is changed', () => {
    /** Runs of a pipeline, oldest fire first, by the minute of their fire. */
    async function recorded(store: Store, pipeline = 'orders') {
      const { items } = await store.listRuns({ ...key(pipeline), limit: 99 });
      return items
        .toSorted((left, right) => left.fireTime - right.fireTime)
        .map(({ fireTime, state, reason }) => [(fireTime - START) / MINUTE, state, reason?.code]);
    }

    test('are on record with the window that they had, in the version that is deployed now, once', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      await store.putOffFires(fence, SCOPE, [
        {
          key: key('orders'),
          artefactDigest: compiled('orders').digest,
          fireTime: START + MINUTE,
          dueAt: NOW + 99 * MINUTE,
        },
      ]);
      const changed = compiled('orders', { cron: '30 * * * * ?' });
      for (const at of [NOW, NOW + 1]) await store.applyChanges(fence, 'r2', [deploy(changed, NEXT)], at, 'reconciler');
      expect(await recorded(store)).toEqual([
        [1, 'waiting', 'CATCH_UP'],
        [2, 'waiting', 'CATCH_UP'],
        [3, 'waiting', 'CATCH_UP'],
      ]);
      expect(await store.findRun(key('orders'), NOW)).toMatchObject({
        previousFireTime: NOW - MINUTE,
        trigger: 'schedule',
        artefactDigest: changed.digest,
        createdAt: NOW,
      });
      const deployment = await store.getDeployment(key('orders'));
      expect(deployment).toMatchObject({ nextFireTime: NEXT, lastFireTime: NOW });
      expect(deployment?.dueAt).toBeUndefined();
      const { items } = await store.listEvents({ topic: 'sluice.runs', limit: 9 });
      expect(items.map(({ type }) => type)).toEqual(['run.waiting', 'run.waiting', 'run.waiting']);
    });

    test('are not recorded a second time by who had found them due before, also where they were told as missed', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const changed = variantOf('orders', { schedule: HALF });
      await store.applyChanges(fence, 'r2', [deploy(changed, NEXT)], NOW, 'reconciler');
      const before = await recorded(store);
      expect(before[0]).toEqual([2, 'skipped', 'MISFIRED']);
      const found = fire(artefact, START + MINUTE, { nextFireTime: START + 2 * MINUTE });
      for (const asked of [
        found,
        { ...found, state: 'skipped', reason: { code: 'OVERLAP', message: 'one runs' } },
      ] as const)
        await expect(store.recordFire(fence, asked, 'late', NOW)).rejects.toMatchObject({
          code: 'STORE_CONFLICT',
          fields: { overtaken: true },
        });
      expect(await recorded(store)).toEqual(before);
    });

    test('go by the misfire policy, and past what is on record', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await store.recordFire(undefined, fire(artefact, START + 2 * MINUTE, { trigger: 'manual' }), 'by-hand', NOW);
      const at = START + 5 * MINUTE;
      const changed = variantOf('orders', { schedule: HALF });
      await store.applyChanges(fence, 'r2', [deploy(changed, at + MINUTE / 2)], at, 'reconciler');
      expect(await recorded(store)).toEqual([
        [1, 'skipped', 'MISFIRED'],
        [2, 'scheduled', undefined],
        [4, 'skipped', 'MISFIRED'],
        [5, 'waiting', 'CATCH_UP'],
      ]);
      expect((await store.findRun(key('orders'), START + 4 * MINUTE))?.reason?.missed).toEqual({
        from: new Date(START + 3 * MINUTE).toISOString(),
        to: new Date(START + 4 * MINUTE).toISOString(),
        count: 2,
      });
    });

    test('go by the overlap policy that is deployed, and by the freezes that were', async () => {
      const store = await open();
      const window = { from: START + 5 * MINUTE, to: START + 6 * MINUTE + 1 };
      const freezes = [{ name: 'sale', policy: 'deny', fires: 'skip', window }] as const;
      const fence = await store.nextFence(LEADER, 0);
      const old = variantOf('orders', { freezes });
      await store.applyChanges(fence, 'r1', [deploy(old, START + MINUTE)], START, 'reconciler');
      const at = START + 6 * MINUTE + 1;
      const misfire = { policy: 'fire-once', limit: 1, afterMs: 60 * MINUTE } as const;
      const changed = variantOf('orders', { schedule: HALF, overlap: 'skip', misfire });
      await store.applyChanges(fence, 'r2', [deploy(changed, START + 6.5 * MINUTE)], at, 'reconciler');
      expect(await recorded(store)).toEqual([
        [3, 'skipped', 'MISFIRED'],
        [4, 'waiting', 'CATCH_UP'],
        [5, 'skipped', 'FROZEN'],
        [6, 'skipped', 'FROZEN'],
      ]);
      expect((await store.findRun(key('orders'), START + 3 * MINUTE))?.reason?.missed?.count).toBe(3);
    });

    test('are told and do not run where the pipeline is paused', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      await store.pauseDeployment({ key: key('orders'), actor: 'ann' }, START);
      const changed = compiled('orders', { cron: '30 * * * * ?' });
      await store.applyChanges(fence, 'r2', [deploy(changed, NEXT)], NOW, 'reconciler');
      expect(await recorded(store)).toEqual([[3, 'skipped', 'MISFIRED']]);
      expect((await store.findRun(key('orders'), NOW))?.reason).toMatchObject({
        message: expect.stringMatching(/^3 fires from .* were due while the pipeline was paused/) as string,
        missed: { count: 3 },
      });
    });

    test('go with the pipeline to another name', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await store.recordFire(undefined, fire(artefact, START + MINUTE, { trigger: 'manual' }), 'by-hand', START);
      await store.recordFire(undefined, fire(artefact, START + 2 * MINUTE, { trigger: 'manual' }), 'ended', START);
      await store.requestCancel('ended', 'ann', START);
      const moved = compiled('sales', { cron: '30 * * * * ?' });
      const move = { kind: 'move', key: key('sales'), from: 'orders', compiled: moved, nextFireTime: NEXT } as const;
      await store.applyChanges(fence, 'r2', [move], NOW, 'reconciler');
      expect(await recorded(store, 'sales')).toEqual([
        [1, 'scheduled', undefined],
        [2, 'cancelled', 'JOB_CANCELLED'],
        [3, 'waiting', 'CATCH_UP'],
      ]);
    });

    test('stay due where the clock is kept, and are nobody’s where the pipeline did not fire', async () => {
      const store = await open();
      const fence = await store.nextFence(LEADER, 0);
      await store.applyChanges(fence, 'r1', [deploy(compiled('orders'))], START, 'reconciler');
      await store.applyChanges(fence, 'r2', [deploy(compiled('orders', { text: 'second' }))], NOW, 'reconciler');
      expect((await store.getDeployment(key('orders')))?.nextFireTime).toBe(START + MINUTE);
      const suspended = compiled('orders', { state: 'suspended' });
      await store.applyChanges(fence, 'r3', [deploy(suspended, undefined)], START, 'reconciler');
      const changed = compiled('orders', { cron: '30 * * * * ?' });
      await store.applyChanges(fence, 'r4', [deploy(changed, NEXT)], NOW, 'reconciler');
      expect(await recorded(store)).toEqual([]);
    });
  });
}
