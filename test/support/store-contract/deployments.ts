import { describe, expect, test } from 'vitest';
import type { SourceStatus, Store } from '../../../src/runtime/ports/index.ts';
import { compiled, deploy, eventTypes, key, LEADER, MINUTE, SCOPE, START, withPipeline } from './fixtures.ts';

export function describeDeployments(open: () => Promise<Store>): void {
  describe('applyChanges', () => {
    test('records a deployment with its artefact and tells it', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      expect(await store.getDeployment(key('orders'))).toEqual({
        ...key('orders'),
        generation: 1,
        observedGeneration: 1,
        artefactDigest: artefact.digest,
        revision: 'revision-1',
        state: 'active',
        nextFireTime: START + MINUTE,
        lastFireTime: undefined,
        cursor: undefined,
        appliedAt: START,
      });
      expect(await store.getArtefact(artefact.digest)).toEqual(artefact);
      const { items } = await store.listEvents({ topic: 'sluice.audit', limit: 10 });
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({
        key: 'shop/prod/orders',
        type: 'deployment.created',
        sequence: 1,
        data: { generation: 1, digest: artefact.digest, revision: 'revision-1', actor: 'reconciler' },
      });
    });

    test('writes and tells nothing when nothing changes', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const before = await store.getDeployment(key('orders'));
      await store.applyChanges(fence, 'revision-2', [deploy(artefact, START + 9 * MINUTE)], START + 1, 'reconciler');
      expect(await store.getDeployment(key('orders'))).toEqual(before);
      expect((await store.listEvents({ limit: 10 })).items).toHaveLength(1);
    });

    test('keeps the clock when the schedule is the same, and takes the new one when it is not', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      const edited = compiled('orders', { text: 'second' });
      await store.applyChanges(fence, 'r2', [deploy(edited, START + 5 * MINUTE)], START, 'reconciler');
      expect(await store.getDeployment(key('orders'))).toMatchObject({ generation: 2, nextFireTime: START + MINUTE });
      const moved = compiled('orders', { text: 'second', cron: '30 * * * * ?' });
      await store.applyChanges(fence, 'r3', [deploy(moved, START + 7 * MINUTE)], START, 'reconciler');
      expect(await store.getDeployment(key('orders'))).toMatchObject({
        generation: 3,
        nextFireTime: START + 7 * MINUTE,
      });
    });

    test('suspends, resumes with the given time, deletes and brings back', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const suspended = compiled('orders', { state: 'suspended' });
      await store.applyChanges(fence, 'r2', [deploy(suspended)], START, 'ann');
      expect(await store.dueDeployments(SCOPE, START + 99 * MINUTE, 10)).toEqual([]);
      await store.applyChanges(fence, 'r3', [deploy(artefact, START + 8 * MINUTE)], START, 'ann');
      expect((await store.getDeployment(key('orders')))?.nextFireTime).toBe(START + 8 * MINUTE);
      const gone = { kind: 'delete', key: key('orders') } as const;
      await store.applyChanges(fence, 'r4', [gone], START, 'ann');
      await store.applyChanges(fence, 'r4', [gone], START, 'ann');
      expect(await store.listDeployments({ project: 'shop' })).toEqual([]);
      expect(await store.listDeployments({ includeDeleted: true })).toHaveLength(1);
      await store.applyChanges(fence, 'r5', [deploy(artefact)], START, 'ann');
      expect(await store.getDeployment(key('orders'))).toMatchObject({ state: 'active', generation: 5 });
      expect(await eventTypes(store, 'orders', 'sluice.audit')).toEqual([
        'deployment.created',
        'deployment.suspended',
        'deployment.resumed',
        'deployment.deleted',
        'deployment.created',
      ]);
    });

    test('applies a thousand at once, all or none', async () => {
      const store = await open();
      const fence = await store.nextFence(LEADER, 0);
      const changes = Array.from({ length: 1000 }, (_, index) => deploy(compiled(`p-${index}`)));
      await store.applyChanges(fence, 'r1', changes, START, 'reconciler');
      expect(await store.listDeployments({ project: 'shop', environment: 'prod' })).toHaveLength(1000);
      const tooLong = compiled('n'.repeat(500));
      const broken = [deploy(compiled('late')), deploy({ ...tooLong, digest: 'd'.repeat(500) })];
      // SQLite has no length of a text; MySQL refuses the name.
      await store.applyChanges(fence, 'r2', broken, START, 'reconciler').catch(() => undefined);
      const late = await store.getDeployment(key('late'));
      const long = await store.getDeployment(key('n'.repeat(500)));
      expect(late === undefined).toBe(long === undefined);
    });
  });

  describe('clocks', () => {
    test('dueDeployments gives the due ones, earliest first, and scheduleOutlook the next', async () => {
      const store = await open();
      const fence = await store.nextFence(LEADER, 0);
      const changes = [3, 1, 2].map((minutes) => deploy(compiled(`p${minutes}`), START + minutes * MINUTE));
      await store.applyChanges(fence, 'r1', changes, START, 'reconciler');
      expect((await store.scheduleOutlook(SCOPE)).nextFireTime).toBe(START + MINUTE);
      const due = await store.dueDeployments(SCOPE, START + 2 * MINUTE, 10);
      expect(due.map((deployment) => deployment.pipeline)).toEqual(['p1', 'p2']);
      await store.setNextFireTime(fence, key('p1'), undefined);
      expect((await store.scheduleOutlook(SCOPE)).nextFireTime).toBe(START + 2 * MINUTE);
    });
  });

  describe('setSourceStatus', () => {
    const status: SourceStatus = {
      project: 'shop',
      environment: 'prod',
      revision: 'r1',
      state: 'synced',
      diagnostics: [],
      files: 3,
      pipelines: 2,
      checkedAt: START,
    };

    test('keeps the last status and tells changes of state only', async () => {
      const store = await open();
      const fence = await store.nextFence(LEADER, 0);
      await store.setSourceStatus(fence, status);
      await store.setSourceStatus(fence, { ...status, checkedAt: START + 1 });
      await store.setSourceStatus(fence, { ...status, state: 'broken', revision: 'r2' });
      await store.setSourceStatus(fence, { ...status, state: 'broken', revision: 'r2', files: 4 });
      await store.setSourceStatus(fence, { ...status, revision: 'r3' });
      expect(await store.sourceStatus('shop', 'prod')).toEqual({ ...status, revision: 'r3' });
      expect(await store.sourceStatus('shop', 'test')).toBeUndefined();
      const { items } = await store.listEvents({ topic: 'sluice.audit', limit: 10 });
      expect(items.map((event) => event.type).toReversed()).toEqual([
        'source.synced',
        'source.broken',
        'source.synced',
      ]);
    });
  });
}
