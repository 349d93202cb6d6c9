import { describe, expect, test } from 'vitest';
import type { AttemptEnd, Store } from '../../../src/runtime/ports/index.ts';
import { compiled, deploy, fire, key, LEADER, MINUTE, SCOPE, START, startedRun, withPipeline } from './fixtures.ts';

const LATER = START + 10 * MINUTE;

export function endedAt(cursor?: string): AttemptEnd {
  const end = { attemptState: 'succeeded', runState: 'succeeded', metrics: {} } as const;
  return cursor === undefined ? end : { ...end, cursor };
}

export function describeCursors(open: () => Promise<Store>): void {
  describe('cursors', () => {
    test('move with success and never back to an older fire', async () => {
      const store = await open();
      const newer = await startedRun(store, 'orders', START + 5 * MINUTE);
      const older = await startedRun(store, 'orders', START);
      expect(await store.getCursor(key('orders'))).toBeUndefined();
      expect(await store.finishAttempt(newer, 'one', 1, endedAt('c5'), LATER)).toBe(true);
      expect(await store.getCursor(key('orders'))).toBe('c5');
      expect(await store.finishAttempt(older, 'one', 1, endedAt('c0'), LATER)).toBe(true);
      expect(await store.getCursor(key('orders'))).toBe('c5');
      expect((await store.getRun(older))?.cursorAfter).toBe('c0');
      const next = await startedRun(store, 'orders', START + 6 * MINUTE);
      await store.finishAttempt(next, 'one', 1, endedAt(), LATER);
      expect(await store.getCursor(key('orders'))).toBe('c5');
    });

    test('stay where they are when the attempt does not succeed', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      const end: AttemptEnd = { attemptState: 'failed', runState: 'failed', metrics: {}, cursor: 'c0' };
      await store.finishAttempt(id, 'one', 1, end, LATER);
      expect(await store.getCursor(key('orders'))).toBeUndefined();
    });

    test('belong to a pipeline that was never deployed as well, and to it alone', async () => {
      const store = await open();
      const artefact = compiled('orders');
      await store.putArtefact(artefact, START);
      await store.recordFire(undefined, fire(artefact, START, { trigger: 'manual' }), 'run-1', START);
      await store.claimRun('run-1', 'one', LATER, START);
      await store.startAttempt('run-1', 'one', { id: 'job-1' }, {}, undefined, START);
      await store.finishAttempt('run-1', 'one', 1, endedAt('c1'), LATER);
      expect(await store.getDeployment(key('orders'))).toBeUndefined();
      expect(await store.getCursor(key('orders'))).toBe('c1');
      expect(await store.getCursor(key('orders-2'))).toBeUndefined();
      expect(await store.getCursor({ ...key('orders'), environment: 'test' })).toBeUndefined();
      await withPipeline(store, 'orders');
      const { fence } = await withPipeline(store, 'customers');
      expect((await store.getDeployment(key('orders')))?.cursor).toBe('c1');
      expect((await store.listDeployments({})).map(({ cursor }) => cursor)).toEqual([undefined, 'c1']);
      await store.setNextFireTime(fence, key('customers'), undefined);
      expect((await store.dueDeployments(SCOPE, LATER, 9)).map(({ cursor }) => cursor)).toEqual(['c1']);
    });

    test('outlive another artefact and the deployment', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      await store.finishAttempt(id, 'one', 1, endedAt('c1'), LATER);
      const fence = await store.currentFence(LEADER);
      await store.applyChanges(fence, 'r2', [deploy(compiled('orders', { text: 'second' }))], LATER, 'ann');
      expect((await store.getDeployment(key('orders')))?.cursor).toBe('c1');
      await store.applyChanges(fence, 'r3', [{ kind: 'delete', key: key('orders') }], LATER, 'ann');
      expect(await store.getCursor(key('orders'))).toBe('c1');
      await store.applyChanges(fence, 'r4', [deploy(compiled('orders'))], LATER, 'ann');
      expect((await store.getDeployment(key('orders')))?.cursor).toBe('c1');
    });

    test("are the newest fire's when many end at the same moment in two processes", async () => {
      const [left, right] = [await open(), await open()];
      const ids: string[] = [];
      for (let index = 0; index < 12; index++) ids.push(await startedRun(left, 'orders', START + index * MINUTE));
      await Promise.all(
        ids.map((id, index) =>
          (index % 2 === 0 ? left : right).finishAttempt(id, 'one', 1, endedAt(`c${index}`), LATER),
        ),
      );
      expect(await left.getCursor(key('orders'))).toBe('c11');
    });
  });
}
