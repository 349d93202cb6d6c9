import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/runtime/ports/index.ts';
import { endedAt } from './cursors.ts';
import { eventTypes, key, START, startedRun, withPipeline } from './fixtures.ts';

const PLACE = { project: 'shop', environment: 'prod' };

async function held(store: Store, fence: number, ...pipelines: readonly string[]): Promise<void> {
  const found = pipelines.map((pipeline) => ({
    pipeline,
    subject: '',
    reason: 'DELETE_HELD_SHARE',
    message: 'too many',
    generation: 1,
  }));
  await store.setConditions(fence, PLACE, 'delete-held', found, START);
}

export function describeDeletes(open: () => Promise<Store>): void {
  describe('deletes that wait for a person', () => {
    test('are made as a whole or not at all, by whoever says yes', async () => {
      const store = await open();
      await withPipeline(store, 'orders');
      await withPipeline(store, 'sales');
      const { fence } = await withPipeline(store, 'kept');
      await held(store, fence, 'orders', 'sales');
      const prune = (isAll: boolean, ...pipelines: readonly string[]) =>
        store.pruneDeployments({ ...PLACE, pipelines, isAll, actor: 'ann' }, START + 1);
      expect(await prune(true, 'orders')).toEqual({ outcome: 'changed' });
      expect(await prune(false, 'orders', 'kept')).toEqual({ outcome: 'not-held', pipelines: ['kept'] });
      expect(await store.listDeployments(PLACE)).toHaveLength(3);
      const twice = await Promise.all([prune(true, 'orders', 'sales'), prune(true, 'orders', 'sales')]);
      expect(twice.map(({ outcome }) => outcome).toSorted()).toEqual(['changed', 'pruned']);
      expect((await store.listDeployments(PLACE)).map(({ pipeline }) => pipeline)).toEqual(['kept']);
      expect(await store.listConditions(PLACE)).toEqual([]);
      const [deleted] = (await store.listEvents({ pipeline: 'orders', topic: 'sluice.audit', limit: 1 })).items;
      expect(deleted?.data).toMatchObject({ actor: 'ann', reason: { code: 'PRUNE_CONFIRMED' } });
    });

    test('can be taken back with cursor and clock, until they are purged', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const remove = (now: number) =>
        store.applyChanges(fence, 'r', [{ kind: 'delete', key: key('orders') }], now, 'reconcile');
      const restore = (now: number) =>
        store.restoreDeployment({ key: key('orders'), state: 'active', nextFireTime: START + 9, actor: 'ann' }, now);
      await remove(START + 1);
      expect(await restore(START + 2)).toMatchObject({
        outcome: 'restored',
        deployment: { artefactDigest: artefact.digest, generation: 3, nextFireTime: START + 9, state: 'active' },
      });
      expect(await restore(START + 3)).toMatchObject({ outcome: 'live' });
      expect(await store.listConditions(PLACE)).toMatchObject([
        { pipeline: 'orders', type: 'restored', generation: 3 },
      ]);
      await remove(START + 4);
      expect(await store.purgeDeleted(fence, PLACE, START + 4, 9, START + 9)).toEqual([]);
      expect(await store.purgeDeleted(fence, PLACE, START + 5, 9, START + 9)).toEqual(['orders']);
      expect(await restore(START + 9)).toEqual({ outcome: 'absent' });
      expect(await eventTypes(store, 'orders', 'sluice.audit')).toEqual([
        'deployment.created',
        'deployment.deleted',
        'deployment.restored',
        'deployment.deleted',
        'deployment.purged',
      ]);
    });

    test('keep the cursor for as long as they can be taken back; a purge takes it, and tells what it was', async () => {
      const store = await open();
      await store.finishAttempt(await startedRun(store, 'sales'), 'one', 1, endedAt('s1'), START);
      await store.finishAttempt(await startedRun(store, 'orders'), 'one', 1, endedAt('o1'), START);
      const { fence } = await withPipeline(store, 'never-ran');
      const remove = (now: number, ...names: readonly string[]) =>
        store.applyChanges(
          fence,
          'r',
          names.map((name) => ({ kind: 'delete', key: key(name) }) as const),
          now,
          'reconcile',
        );
      await remove(START + 1, 'orders');
      const taken = { key: key('orders'), state: 'active', nextFireTime: undefined, actor: 'ann' } as const;
      expect(await store.restoreDeployment(taken, START + 2)).toMatchObject({ deployment: { cursor: 'o1' } });
      await remove(START + 3, 'orders', 'never-ran');
      expect(await store.purgeDeleted(fence, PLACE, START + 4, 9, START + 9)).toHaveLength(2);
      expect(await store.getCursor(key('orders'))).toBeUndefined();
      expect(await store.getCursor(key('sales'))).toBe('s1');
      const purged = (await store.listEvents({ ...PLACE, types: ['deployment.purged'], limit: 9 })).items;
      expect(Object.fromEntries(purged.map(({ data }) => [data['pipeline'], data['cursor']]))).toEqual({
        orders: 'o1',
        'never-ran': undefined,
      });
      // one that comes back is another pipeline
      await withPipeline(store, 'orders');
      expect(await store.getDeployment(key('orders'))).toMatchObject({ generation: 1, cursor: undefined });
    });

    test('that a move has made are not taken back: the pipeline goes on under its new name', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const move = {
        kind: 'move',
        key: key('sales'),
        from: 'orders',
        compiled: artefact,
        nextFireTime: START,
      } as const;
      await store.applyChanges(fence, 'r', [move], START + 1, 'reconcile');
      const request = { key: key('orders'), state: 'active', nextFireTime: undefined, actor: 'ann' } as const;
      expect(await store.restoreDeployment(request, START + 2)).toEqual({ outcome: 'moved', to: 'sales' });
    });
  });

  describe('deploymentsByEvents', () => {
    test('says what deployments are by their newest event that changed one, and heals nothing that is so', async () => {
      const store = await open();
      await withPipeline(store, 'orders');
      const { fence, artefact } = await withPipeline(store, 'sales');
      await store.applyChanges(fence, 'r', [{ kind: 'delete', key: key('orders') }], START + 1, 'reconcile');
      await held(store, fence, 'sales');
      const said = await store.deploymentsByEvents(PLACE, ['orders', 'sales', 'nobody']);
      const rows = await store.listDeployments({ ...PLACE, includeDeleted: true });
      expect(rows.map(({ pipeline }) => pipeline)).toEqual(['orders', 'sales']);
      for (const { pipeline, generation, artefactDigest, state } of rows)
        expect(said.get(pipeline)).toEqual({ generation, artefactDigest, state });
      expect(said.get('sales')).toEqual({ generation: 1, artefactDigest: artefact.digest, state: 'active' });
      expect(said.has('nobody')).toBe(false);
      expect(await store.healDeployment(fence, key('sales'), START, START)).toBe(false);
    });
  });
}
