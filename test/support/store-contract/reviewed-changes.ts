import { describe, expect, test } from 'vitest';
import type { DeploymentChange, ReviewedChanges, SourceStatus, Store } from '../../../src/runtime/ports/index.ts';
import { compiled, deploy, eventTypes, key, LEADER, MINUTE, START, withPipeline } from './fixtures.ts';
import { move } from './moves.ts';

function reviewed(
  changes: readonly DeploymentChange[],
  expected: Readonly<Record<string, string | undefined>>,
): ReviewedChanges {
  return {
    project: 'shop',
    environment: 'prod',
    revision: 'sha256:head',
    changes,
    expected: new Map(Object.entries(expected)),
    actor: 'ann',
    seal: 'sha256:seal',
  };
}

const SOURCE: SourceStatus = {
  project: 'shop',
  environment: 'prod',
  revision: 'sha256:files',
  state: 'synced',
  diagnostics: [],
  files: 3,
  pipelines: 1,
  checkedAt: START,
};

export function describeReviewedChanges(open: () => Promise<Store>): void {
  describe('applyReviewed', () => {
    test('makes all of them, tells who and by which plan, and leaves the leader its fence', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      const { artefact: other } = await withPipeline(store, 'customers');
      const leading = await store.currentFence(LEADER);
      const edited = compiled('orders', { text: 'second' });
      const plan = reviewed([deploy(edited), { kind: 'delete', key: key('customers') }, deploy(compiled('new'))], {
        orders: artefact.digest,
        customers: other.digest,
        new: undefined,
      });
      expect(await store.applyReviewed(plan, START + 1)).toEqual({ outcome: 'applied' });
      expect((await store.listDeployments({})).map(({ pipeline }) => pipeline)).toEqual(['new', 'orders']);
      expect(await store.currentFence(LEADER)).toBe(leading);
      await store.setNextFireTime(leading, key('orders'), START + MINUTE);
      const { items } = await store.listEvents({ topic: 'sluice.audit', limit: 99 });
      expect(items.find(({ type }) => type === 'plan.applied')).toMatchObject({
        key: 'shop/prod',
        data: { plan: 'sha256:seal', revision: 'sha256:head', actor: 'ann', changes: 3 },
      });
      expect(items.find(({ type }) => type === 'deployment.updated')?.data).toMatchObject({
        plan: 'sha256:seal',
        actor: 'ann',
      });
    });

    test('made twice says so and writes nothing', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      const plan = reviewed([move('orders', 'sales')], { orders: artefact.digest, sales: undefined });
      expect(await store.applyReviewed(plan, START + 1)).toEqual({ outcome: 'applied' });
      const events = (await store.listEvents({ limit: 99 })).items.length;
      expect(await store.applyReviewed(plan, START + 2)).toEqual({ outcome: 'applied-already' });
      expect((await store.listEvents({ limit: 99 })).items).toHaveLength(events);
    });

    test('makes none where one pipeline is not as it was, and says which', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      const { fence, artefact: taken } = await withPipeline(store, 'taken');
      const between = compiled('orders', { text: 'between' });
      await store.applyChanges(fence, 'r2', [deploy(between)], START, 'reconciler');
      const plan = reviewed([deploy(compiled('orders', { text: 'second' })), deploy(compiled('late'))], {
        orders: artefact.digest,
        late: undefined,
        taken: undefined,
        gone: 'sha256:gone',
      });
      expect(await store.applyReviewed(plan, START + 1)).toEqual({
        outcome: 'refused',
        differences: [
          { pipeline: 'orders', expected: artefact.digest, found: between.digest },
          { pipeline: 'taken', expected: undefined, found: taken.digest },
          { pipeline: 'gone', expected: 'sha256:gone', found: undefined },
        ],
      });
      expect(await store.getDeployment(key('late'))).toBeUndefined();
      expect(await eventTypes(store, 'orders', 'sluice.audit')).toEqual(['deployment.created', 'deployment.updated']);
    });

    test('are not made where a folder says what is deployed, and are on record as the source elsewhere', async () => {
      const store = await open();
      const { artefact, fence } = await withPipeline(store, 'orders');
      const before = { orders: artefact.digest };
      const plan = reviewed([deploy(compiled('orders', { text: 'second' }))], before);
      await store.setSourceStatus(fence, SOURCE);
      expect(await store.applyReviewed(plan, START + 1)).toEqual({ outcome: 'folder' });
      await store.setSourceStatus(fence, { ...SOURCE, kind: 'folder' });
      expect(await store.applyReviewed(plan, START + 1)).toEqual({ outcome: 'folder' });
      expect(await store.getDeployment(key('orders'))).toMatchObject({ artefactDigest: artefact.digest });
      const same = reviewed([deploy(artefact)], before);
      expect(await store.applyReviewed(same, START + 1)).toEqual({ outcome: 'applied-already' });

      await store.setSourceStatus(fence, { ...SOURCE, kind: 'apply' });
      expect(await store.applyReviewed(plan, START + 2)).toEqual({ outcome: 'applied' });
      expect(await store.sourceStatus('shop', 'prod')).toEqual({
        ...SOURCE,
        kind: 'apply',
        revision: 'sha256:head',
        files: 0,
        pipelines: 1,
        checkedAt: START + 2,
      });
      const { items } = await store.listEvents({ topic: 'sluice.audit', limit: 99 });
      expect(items.filter(({ type }) => type.startsWith('source.')).map(({ data }) => data['source'])).toEqual([
        'apply',
        'folder',
      ]);
    });

    test('of two plans for the same pipelines lets one through, beside a leader who writes', async () => {
      const [left, right] = [await open(), await open()];
      const { artefact, fence } = await withPipeline(left, 'orders');
      const plans = Array.from({ length: 6 }, (_, each) =>
        reviewed([deploy(compiled('orders', { text: `plan ${each}` })), deploy(compiled('new', { text: `${each}` }))], {
          orders: artefact.digest,
          new: undefined,
        }),
      );
      const [outcomes] = await Promise.all([
        Promise.all(plans.map((plan, each) => (each % 2 === 0 ? left : right).applyReviewed(plan, START + each))),
        left.applyChanges(fence, 'r', [deploy(compiled('beside'))], START, 'reconciler'),
        right.setNextFireTime(fence, key('orders'), START + 7 * MINUTE),
      ]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['applied', ...Array<string>(5).fill('refused')]);
      const [orders, made] = [await left.getDeployment(key('orders')), await left.getDeployment(key('new'))];
      const winner = outcomes.findIndex(({ outcome }) => outcome === 'applied');
      expect(orders?.artefactDigest).toBe(compiled('orders', { text: `plan ${winner}` }).digest);
      expect(made?.artefactDigest).toBe(compiled('new', { text: `${winner}` }).digest);
    });
  });
}
