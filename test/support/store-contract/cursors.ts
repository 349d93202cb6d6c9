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
    test('are put elsewhere by a person, who is named in the audit', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      await store.finishAttempt(id, 'one', 1, endedAt('5'), LATER);
      expect(await store.readCursor(key('orders'))).toEqual({
        value: '5',
        runId: id,
        fireTime: START,
        updatedAt: LATER,
      });
      const change = { key: key('orders'), from: '5', to: '3', why: 'rows were lost', actor: 'ann' };
      expect(await store.changeCursor(change, LATER + 1)).toEqual({ outcome: 'changed' });
      expect(await store.readCursor(key('orders'))).toEqual({ value: '3', fireTime: START, updatedAt: LATER + 1 });
      const { items } = await store.listEvents({ types: ['cursor.*'], limit: 9 });
      expect(items.map(({ type, data }) => [type, data['actor'], data['why'], data['cursor']])).toEqual([
        ['cursor.set', 'ann', 'rows were lost', { from: '5', to: '3' }],
      ]);
    });

    test('stay where they are by now, where a person has seen another', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      await store.finishAttempt(id, 'one', 1, endedAt('5'), LATER);
      const change = { key: key('orders'), from: undefined, to: '3', actor: 'ann' };
      expect(await store.changeCursor(change, LATER)).toEqual({ outcome: 'moved', found: '5' });
      expect(await store.changeCursor({ ...change, from: '5', to: '5' }, LATER)).toEqual({ outcome: 'unchanged' });
      expect(await store.getCursor(key('orders'))).toBe('5');
      expect((await store.listEvents({ types: ['cursor.*'], limit: 9 })).items).toEqual([]);
    });

    test('are not moved by what began elsewhere before a person put them where they are', async () => {
      const store = await open();
      const running = await startedRun(store, 'orders', START);
      await store.changeCursor({ key: key('orders'), from: undefined, to: '3', actor: 'ann' }, LATER);
      await store.finishAttempt(running, 'one', 1, endedAt('9'), LATER + 1);
      expect(await store.getCursor(key('orders'))).toBe('3');
      expect((await store.getRun(running))?.state).toBe('succeeded');
      const next = await startedRun(store, 'orders', START + MINUTE, '3');
      await store.finishAttempt(next, 'one', 1, endedAt('11'), LATER + 2);
      expect(await store.getCursor(key('orders'))).toBe('11');
    });

    test('go on from where a person has put them, also after a run of a later fire', async () => {
      const store = await open();
      const late = await startedRun(store, 'orders', START + 60 * MINUTE);
      await store.finishAttempt(late, 'one', 1, endedAt('5'), LATER);
      await store.changeCursor({ key: key('orders'), from: '5', to: '3', actor: 'ann' }, LATER + 1);
      const next = await startedRun(store, 'orders', START + MINUTE, '3');
      await store.finishAttempt(next, 'one', 1, endedAt('4'), LATER + 2);
      expect(await store.readCursor(key('orders'))).toMatchObject({
        value: '4',
        runId: next,
        fireTime: START + MINUTE,
      });
    });

    test('are not made again by what began before a person took them away', async () => {
      const store = await open();
      const first = await startedRun(store, 'orders', START);
      await store.finishAttempt(first, 'one', 1, endedAt('5'), LATER);
      const running = await startedRun(store, 'orders', START + MINUTE, '5');
      await store.changeCursor({ key: key('orders'), from: '5', to: undefined, actor: 'ann' }, LATER + 1);
      await store.finishAttempt(running, 'one', 1, endedAt('9'), LATER + 2);
      expect(await store.readCursor(key('orders'))).toBeUndefined();
      const next = await startedRun(store, 'orders', START + 2 * MINUTE);
      await store.finishAttempt(next, 'one', 1, endedAt('9'), LATER + 3);
      expect(await store.getCursor(key('orders'))).toBe('9');
      const { items } = await store.listEvents({ types: ['cursor.*'], limit: 9 });
      expect(items.map(({ type, data }) => [type, data['cursor']])).toEqual([['cursor.reset', { from: '5' }]]);
    });

    test('are put elsewhere by one of two people who have seen the same', async () => {
      const [left, right] = [await open(), await open()];
      const change = { key: key('orders'), from: undefined, actor: 'ann' };
      const outcomes = await Promise.all(
        [left, right, left, right].map((store, index) => store.changeCursor({ ...change, to: `${index}` }, LATER)),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1);
      expect((await left.listEvents({ types: ['cursor.*'], limit: 9 })).items).toHaveLength(1);
    });

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

    test('move on by a run that began at them, also where it is of an earlier fire, and back by none', async () => {
      const store = await open();
      const newer = await startedRun(store, 'orders', START + 5 * MINUTE);
      await store.finishAttempt(newer, 'one', 1, endedAt('5'), LATER);
      const earlier = await startedRun(store, 'orders', START, '5');
      const between = await startedRun(store, 'orders', START + MINUTE, '4');
      await store.finishAttempt(earlier, 'one', 1, endedAt('9'), LATER + 1);
      expect(await store.readCursor(key('orders'))).toMatchObject({ value: '9', runId: earlier });
      await store.finishAttempt(between, 'one', 1, endedAt('7'), LATER + 2);
      expect(await store.getCursor(key('orders'))).toBe('9');
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
