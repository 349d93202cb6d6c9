import { describe, expect, test } from 'vitest';
import type { CompiledArtefact } from '../../../src/compiler/index.ts';
import type { DeploymentChange, RollbackRequest, Store } from '../../../src/runtime/ports/index.ts';
import { allEvents, expectWholeChains } from './events.ts';
import { compiled, deploy, eventTypes, fire, key, LEADER, MINUTE, SCOPE, START } from './fixtures.ts';

const AUDIT = 'sluice.audit';
const FIRST = compiled('orders');
const SECOND = compiled('orders', { text: 'second' });
const THIRD = compiled('orders', { text: 'third', cron: '0 0 * * * ?' });

export function describeRollbacks(open: () => Promise<Store>): void {
  describe('a deployment that was rolled back', () => {
    /** Two versions that the reconciler has deployed. */
    const twice = async (store: Store): Promise<number> => {
      const fence = await store.nextFence(LEADER, 0);
      await apply(store, fence, deploy(FIRST));
      await apply(store, fence, deploy(SECOND));
      return fence;
    };
    const apply = (store: Store, fence: number, ...changes: readonly DeploymentChange[]): Promise<void> =>
      store.applyChanges(fence, 'git', changes, START + 5, 'reconcile');
    const rollBack = async (
      store: Store,
      version: CompiledArtefact,
      more: Partial<RollbackRequest> = {},
    ): Promise<string> => {
      const seen = (await store.getDeployment(key('orders')))?.generation ?? 0;
      const request = { key: key('orders'), compiled: version, revision: 'git-1', to: 1, seen, actor: 'ann' };
      const back = { ...request, nextFireTime: START + 9 * MINUTE, why: 'rows are missing', ...more };
      return (await store.rollBackDeployment(back, START + 6)).outcome;
    };
    const undo = async (store: Store, version = SECOND): Promise<string> => {
      const request = { key: key('orders'), compiled: version, nextFireTime: START + 9 * MINUTE, actor: 'bob' };
      return (await store.undoRollback(request, START + 7)).outcome;
    };
    const digest = async (store: Store): Promise<string | undefined> =>
      (await store.getDeployment(key('orders')))?.artefactDigest;
    const pins = async (store: Store) => (await store.listConditions(SCOPE)).filter(({ type }) => type === 'pinned');

    test('is what it was, keeps a clock of the same schedule, and is told with who, why and from where', async () => {
      const store = await open();
      await twice(store);
      expect(await rollBack(store, FIRST)).toBe('rolled-back');
      expect(await store.getDeployment(key('orders'))).toMatchObject({
        artefactDigest: FIRST.digest,
        generation: 3,
        observedGeneration: 3,
        revision: 'git-1',
        state: 'active',
        nextFireTime: START + MINUTE,
      });
      expect(await pins(store)).toMatchObject([
        {
          reason: 'ROLLED_BACK',
          since: START + 6,
          generation: 3,
          details: { actor: 'ann', why: 'rows are missing', refused: SECOND.digest, refusedRevision: 'git' },
        },
      ]);
      const [last] = (await store.listEvents({ pipeline: 'orders', topic: AUDIT, limit: 1 })).items;
      expect(last).toMatchObject({
        type: 'deployment.rolled-back',
        data: {
          digest: FIRST.digest,
          previousDigest: SECOND.digest,
          generation: 3,
          to: 'active',
          revision: 'git-1',
          fromGeneration: 2,
          toGeneration: 1,
          actor: 'ann',
          why: 'rows are missing',
          reason: { code: 'ROLLED_BACK' },
        },
      });
      expect((await store.deploymentsByEvents(SCOPE, ['orders'])).get('orders')).toMatchObject({
        artefactDigest: FIRST.digest,
        generation: 3,
      });
    });

    test('is not made the refused version by a reconciler, however often, and not held from any other', async () => {
      const store = await open();
      const fence = await twice(store);
      await rollBack(store, FIRST);
      const before = await eventTypes(store, 'orders', AUDIT);
      await apply(store, fence, deploy(SECOND));
      await apply(store, fence, deploy(SECOND), deploy(compiled('sales')));
      expect([await digest(store), (await pins(store)).length]).toEqual([FIRST.digest, 1]);
      expect(await eventTypes(store, 'orders', AUDIT)).toEqual(before);
      expect(await store.getDeployment(key('sales'))).toMatchObject({ generation: 1 });
      await apply(store, fence, deploy(THIRD));
      expect([await digest(store), await pins(store)]).toEqual([THIRD.digest, []]);
      expect((await eventTypes(store, 'orders', AUDIT)).slice(before.length)).toEqual([
        'deployment.updated',
        'deployment.unpinned',
      ]);
      await apply(store, fence, deploy(SECOND));
      expect(await digest(store)).toBe(SECOND.digest);
    });

    test('is pinned no more when the desired state has it too, and nothing else is written', async () => {
      const store = await open();
      const fence = await twice(store);
      await rollBack(store, FIRST);
      await apply(store, fence, deploy(FIRST));
      expect([await pins(store), await store.getDeployment(key('orders'))]).toMatchObject([[], { generation: 3 }]);
      expect((await eventTypes(store, 'orders', AUDIT)).at(-1)).toBe('deployment.unpinned');
      await apply(store, fence, deploy(FIRST));
      expect((await eventTypes(store, 'orders', AUDIT)).filter((type) => type === 'deployment.unpinned')).toHaveLength(
        1,
      );
    });

    test('is let go of by who leads, where it is just what the desired state has', async () => {
      const store = await open();
      const fence = await twice(store);
      await rollBack(store, FIRST);
      const release = (version: CompiledArtefact, by = fence): Promise<readonly string[]> =>
        store.releasePins(by, SCOPE, new Map([['orders', version.digest]]), START + 8);
      expect([await release(SECOND), (await pins(store)).length]).toEqual([[], 1]);
      expect([await release(FIRST), await pins(store), await release(FIRST)]).toEqual([['orders'], [], []]);
      await store.nextFence(LEADER, fence + 1);
      await expect(release(FIRST)).rejects.toMatchObject({ code: 'STORE_FENCED' });
    });

    test('keeps what was refused first when it is rolled back again, and is pinned no more when it is that again', async () => {
      const store = await open();
      const fence = await twice(store);
      await apply(store, fence, deploy(THIRD));
      await rollBack(store, SECOND);
      await rollBack(store, FIRST);
      expect(await pins(store)).toMatchObject([{ since: START + 6, details: { refused: THIRD.digest } }]);
      await apply(store, fence, deploy(THIRD));
      expect(await digest(store)).toBe(FIRST.digest);
      expect(await rollBack(store, THIRD)).toBe('rolled-back');
      expect([await digest(store), await pins(store)]).toEqual([THIRD.digest, []]);
    });

    test('is what the desired state has again when it is undone, once', async () => {
      const store = await open();
      await twice(store);
      expect(await undo(store)).toBe('not-pinned');
      await rollBack(store, FIRST);
      expect(await undo(store, THIRD)).toBe('changed');
      expect(await undo(store)).toBe('undone');
      expect(await store.getDeployment(key('orders'))).toMatchObject({
        artefactDigest: SECOND.digest,
        generation: 4,
        revision: 'git',
      });
      expect([await pins(store), await undo(store)]).toEqual([[], 'not-pinned']);
      expect((await store.listEvents({ pipeline: 'orders', topic: AUDIT, limit: 2 })).items).toMatchObject([
        { type: 'deployment.unpinned', data: { actor: 'bob', reason: { code: 'ROLLBACK_UNDONE' } } },
        { type: 'deployment.updated', data: { actor: 'bob', reason: { code: 'ROLLBACK_UNDONE' } } },
      ]);
    });

    test('is not written where it is another by now than was seen, that version already, or not deployed', async () => {
      const store = await open();
      const fence = await twice(store);
      const before = (await allEvents(store)).length;
      expect(await rollBack(store, FIRST, { seen: 1 })).toBe('changed');
      expect(await rollBack(store, SECOND)).toBe('present');
      expect(await rollBack(store, FIRST, { key: key('other') })).toBe('absent');
      expect([await pins(store), (await allEvents(store)).length]).toEqual([[], before]);
      await apply(store, fence, { kind: 'delete', key: key('orders') });
      expect([await rollBack(store, FIRST), await undo(store)]).toEqual(['absent', 'absent']);
    });

    test('ends its pin when it is deleted, and when it goes on under another name', async () => {
      const store = await open();
      const fence = await twice(store);
      await rollBack(store, FIRST);
      const sales = compiled('sales');
      await apply(store, fence, {
        kind: 'move',
        key: key('sales'),
        from: 'orders',
        compiled: sales,
        nextFireTime: START,
      });
      expect(await pins(store)).toEqual([]);
      await apply(store, fence, deploy(SECOND));
      await rollBack(store, FIRST);
      await apply(store, fence, { kind: 'delete', key: key('orders') });
      expect(await pins(store)).toEqual([]);
      expect((await eventTypes(store, 'orders', AUDIT)).slice(-2)).toEqual([
        'deployment.deleted',
        'deployment.unpinned',
      ]);
    });

    test('is what a reviewed plan says, which ends the pin, also where that leaves it as it is', async () => {
      const store = await open();
      await twice(store);
      const review = (version: CompiledArtefact, expected: string) =>
        store.applyReviewed(
          {
            ...SCOPE,
            revision: 'plan',
            changes: [deploy(version)],
            expected: new Map([['orders', expected]]),
            actor: 'ann',
            seal: 'seal',
          },
          START + 8,
        );
      await store.setSourceStatus(await store.currentFence(LEADER), {
        ...SCOPE,
        kind: 'apply',
        revision: '',
        state: 'synced',
        diagnostics: [],
        files: 0,
        pipelines: 1,
        checkedAt: START,
      });
      await rollBack(store, FIRST);
      expect(await review(SECOND, FIRST.digest)).toEqual({ outcome: 'applied' });
      expect([await digest(store), await pins(store)]).toEqual([SECOND.digest, []]);
      await rollBack(store, FIRST);
      expect(await review(FIRST, SECOND.digest)).toEqual({ outcome: 'applied-already' });
      expect([await digest(store), await pins(store)]).toEqual([FIRST.digest, []]);
    });

    test('leaves a run the version that it was fired with, and gives later ones its own', async () => {
      const store = await open();
      const fence = await twice(store);
      const { run } = await store.recordFire(fence, fire(SECOND, START + MINUTE), 'run-1', START + MINUTE);
      await rollBack(store, FIRST);
      expect(run.artefactDigest).toBe(SECOND.digest);
      expect((await store.getRun('run-1'))?.artefactDigest).toBe(SECOND.digest);
      expect(await store.dueDeployments(SCOPE, START + MINUTE, 9)).toMatchObject([{ artefactDigest: FIRST.digest }]);
    });

    test('takes no fire of the refused version from a scheduler that has read it before, but one of its own and of a person', async () => {
      const store = await open();
      const fence = await twice(store);
      await rollBack(store, FIRST);
      const due = (version: CompiledArtefact) => fire(version, START + MINUTE, { nextFireTime: START + 2 * MINUTE });
      await expect(store.recordFire(fence, due(SECOND), 'run-1', START + MINUTE)).rejects.toMatchObject({
        code: 'STORE_CONFLICT',
        fields: { overtaken: true },
      });
      expect(await store.getDeployment(key('orders'))).toMatchObject({ nextFireTime: START + MINUTE });
      const { run, created } = await store.recordFire(fence, due(FIRST), 'run-2', START + MINUTE);
      expect([created, run.artefactDigest]).toEqual([true, FIRST.digest]);
      expect(await store.getDeployment(key('orders'))).toMatchObject({ nextFireTime: START + 2 * MINUTE });
      const asked = fire(SECOND, START + MINUTE + 1, { actor: 'ann' });
      expect((await store.recordFire(undefined, asked, 'run-3', START)).created).toBe(true);
      await undo(store);
      const again = fire(SECOND, START + 2 * MINUTE);
      expect((await store.recordFire(fence, again, 'run-4', START + 2 * MINUTE)).created).toBe(true);
    });

    test('is one version or the other when a reconciler and several people write at the same moment', async () => {
      const [left, right] = [await open(), await open()];
      const fence = await twice(left);
      for (let round = 0; round < 12; round++) {
        const newer = compiled('orders', { text: `newer ${round}` });
        const [, one, other] = await Promise.all([
          apply(left, fence, deploy(newer)),
          rollBack(right, FIRST),
          rollBack(left, FIRST),
        ]);
        // both ask in one name and one moment: what the other did, and the newer one replaced, may be taken for one's own
        expect(['rolled-back', 'changed', 'present', 'overtaken']).toEqual(expect.arrayContaining([one, other]));
        const [pin] = await pins(left);
        const now = await digest(left);
        // held to the first version against the one that it took the place of, or the newer one and free
        if (now === newer.digest) expect(pin).toBeUndefined();
        else expect([now, pin?.details?.['refused']]).toEqual([FIRST.digest, newer.digest]);
        await undo(left, newer);
        expect((await left.deploymentsByEvents(SCOPE, ['orders'])).get('orders')).toMatchObject({
          artefactDigest: await digest(left),
          generation: (await left.getDeployment(key('orders')))?.generation,
        });
        expect(await digest(left)).toBe(newer.digest);
      }
      expectWholeChains(await allEvents(right));
    });

    test('is rolled back once by two people who saw the same', async () => {
      const [left, right] = [await open(), await open()];
      await twice(left);
      const outcomes = await Promise.all([
        rollBack(left, FIRST, { seen: 2 }),
        rollBack(right, compiled('orders', { text: 'older' }), { seen: 2, to: 0, actor: 'bob' }),
      ]);
      expect(outcomes.toSorted()).toEqual(['changed', 'rolled-back']);
      expect((await pins(left)).map(({ details }) => details?.['refused'])).toEqual([SECOND.digest]);
      expect(await left.getDeployment(key('orders'))).toMatchObject({ generation: 3 });
    });
  });
}
