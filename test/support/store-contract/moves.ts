import { describe, expect, test } from 'vitest';
import type { DeploymentChange, Store } from '../../../src/runtime/ports/index.ts';
import { endedAt } from './cursors.ts';
import {
  compiled,
  deploy,
  eventTypes,
  fire,
  key,
  LEADER,
  MINUTE,
  START,
  startedRun,
  withPipeline,
} from './fixtures.ts';

const LATER = START + 10 * MINUTE;

/** `from` goes on as `to`, which does the same. */
export function move(from: string, to: string, nextFireTime?: number): DeploymentChange {
  return { kind: 'move', key: key(to), from, compiled: compiled(to), nextFireTime };
}

export function describeMoves(open: () => Promise<Store>): void {
  describe('a move', () => {
    test('keeps clock, cursor and generation, and is told under both names', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders', START);
      await store.finishAttempt(id, 'one', 1, endedAt('c1'), START + 1);
      const fence = await store.currentFence(LEADER);
      await store.applyChanges(fence, 'r2', [move('orders', 'sales', START + 9 * MINUTE)], LATER, 'ann');
      expect(await store.getDeployment(key('sales'))).toMatchObject({
        state: 'active',
        generation: 2,
        nextFireTime: START + MINUTE,
        lastFireTime: START,
        cursor: 'c1',
        artefactDigest: compiled('sales').digest,
      });
      expect(await store.getDeployment(key('orders'))).toMatchObject({ state: 'deleted', cursor: undefined });
      expect(await eventTypes(store, 'sales', 'sluice.audit')).toEqual(['deployment.moved']);
      expect(await eventTypes(store, 'orders', 'sluice.audit')).toEqual(['deployment.created', 'deployment.deleted']);
      const [gone] = (await store.listEvents({ topic: 'sluice.audit', pipeline: 'orders', limit: 1 })).items;
      expect(gone?.data).toMatchObject({ movedTo: 'sales', actor: 'ann' });
      const [come] = (await store.listEvents({ topic: 'sluice.audit', pipeline: 'sales', limit: 1 })).items;
      expect(come?.data).toMatchObject({ movedFrom: 'orders', from: 'active', to: 'active' });
    });

    test('made twice changes nothing the second time', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      await store.applyChanges(fence, 'r2', [move('orders', 'sales')], LATER, 'ann');
      const before = await store.listDeployments({ includeDeleted: true });
      const events = (await store.listEvents({ limit: 99 })).items.length;
      await store.applyChanges(fence, 'r3', [move('orders', 'sales')], LATER + 1, 'ann');
      expect(await store.listDeployments({ includeDeleted: true })).toEqual(before);
      expect((await store.listEvents({ limit: 99 })).items).toHaveLength(events);
    });

    test('shows the runs of the old name under the new one, page by page, and counts their fires', async () => {
      const store = await open();
      for (const minute of [0, 1, 2]) {
        const id = await startedRun(store, 'orders', START + minute * MINUTE);
        await store.finishAttempt(id, 'one', 1, endedAt(), START + minute * MINUTE + 1);
      }
      const fence = await store.currentFence(LEADER);
      await store.applyChanges(fence, 'r2', [move('orders', 'sales')], LATER, 'ann');
      const sales = compiled('sales');
      await store.recordFire(fence, fire(sales, LATER + MINUTE), 'run-new', LATER + MINUTE);
      const first = await store.listRuns({ ...key('sales'), limit: 3 });
      const second = await store.listRuns({ ...key('sales'), limit: 3, cursor: first.nextCursor ?? '' });
      const runs = [...first.items, ...second.items];
      expect(second.nextCursor).toBeUndefined();
      expect(runs.map((run) => [run.pipeline, run.fireTime])).toEqual([
        ['sales', LATER + MINUTE],
        ['orders', START + 2 * MINUTE],
        ['orders', START + MINUTE],
        ['orders', START],
      ]);
      expect(await store.formerNames(key('sales'))).toEqual(['orders']);
      expect(await store.succeededFireTimes(key('sales'), 2)).toEqual([START + 2 * MINUTE, START + MINUTE]);
      expect((await store.findRun(key('sales'), START + MINUTE))?.pipeline).toBe('orders');
      const after = [START - 1, START + 2 * MINUTE - 1, START + 2 * MINUTE, LATER + MINUTE];
      const next = await Promise.all(after.map((time) => store.nextRun(key('sales'), time)));
      expect(next.map((run) => run?.fireTime)).toEqual([START, START + 2 * MINUTE, LATER + MINUTE, undefined]);
      const upTo = [START + MINUTE, LATER + MINUTE].map((time) => ({ pipeline: 'sales', after: START, upTo: time }));
      const newest = await store.newestRunsIn(key('sales'), upTo);
      expect(newest.map((run) => run?.fireTime)).toEqual([START + MINUTE, LATER + MINUTE]);
      expect((await store.findRun(key('sales'), LATER + MINUTE))?.id).toBe('run-new');
      // a person who asks for one of these fires gets its run
      const wish = fire(sales, START, { trigger: 'manual', actor: 'ann' });
      const asked = await store.recordFire(undefined, wish, 'run-asked', LATER + 2 * MINUTE);
      expect(asked).toMatchObject({ created: false, run: { pipeline: 'orders', fireTime: START } });
    });

    test('of a name that is used anew takes the runs of its time only', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await store.recordFire(fence, fire(artefact, START), 'run-1', START);
      await store.requestCancel('run-1', 'ann', START);
      await store.applyChanges(fence, 'r2', [move('orders', 'sales')], START + MINUTE, 'ann');
      await store.applyChanges(fence, 'r3', [deploy(artefact)], START + 2 * MINUTE, 'ann');
      await store.recordFire(fence, fire(artefact, START + 3 * MINUTE), 'run-2', START + 3 * MINUTE);
      await store.requestCancel('run-2', 'ann', START + 3 * MINUTE);
      await store.applyChanges(fence, 'r4', [move('orders', 'orders-2')], START + 4 * MINUTE, 'ann');
      const runsOf = async (name: string): Promise<readonly string[]> =>
        (await store.listRuns({ ...key(name), limit: 9 })).items.map((run) => run.id);
      expect(await runsOf('sales')).toEqual(['run-1']);
      expect(await runsOf('orders-2')).toEqual(['run-2']);
      await store.applyChanges(fence, 'r5', [move('sales', 'sold')], START + 5 * MINUTE, 'ann');
      expect(await runsOf('sold')).toEqual(['run-1']);
      expect([...(await store.formerNames(key('sold')))].sort()).toEqual(['orders', 'sales']);
      await store.applyChanges(fence, 'r6', [move('sold', 'sales')], START + 6 * MINUTE, 'ann');
      expect(await runsOf('sales')).toEqual(['run-1']);
      expect([...(await store.formerNames(key('sales')))].sort()).toEqual(['orders', 'sold']);
    });

    test('takes an open run along: its end moves the cursor of the new name, and overlap sees it', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders', START);
      const fence = await store.currentFence(LEADER);
      await store.applyChanges(fence, 'r2', [move('orders', 'sales')], START + 1, 'ann');
      expect(await store.openRuns(key('orders'))).toEqual([]);
      expect((await store.openRuns(key('sales'))).map((run) => run.id)).toEqual([id]);
      expect(await store.finishAttempt(id, 'one', 1, endedAt('c1'), LATER)).toBe(true);
      expect(await store.getCursor(key('sales'))).toBe('c1');
      expect(await store.getCursor(key('orders'))).toBeUndefined();
      expect(await eventTypes(store, 'sales')).toEqual(['run.moved', 'run.running', 'run.succeeded']);
    });

    test('leaves an open run where the new name has that fire on record, so that one fire stays one run', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'sales');
      await store.recordFire(fence, fire(artefact, START), 'run-sales', START);
      await store.requestCancel('run-sales', 'ann', START);
      await store.applyChanges(fence, 'r2', [{ kind: 'delete', key: key('sales') }], START, 'ann');
      const id = await startedRun(store, 'orders', START);
      const leading = await store.currentFence(LEADER);
      await store.applyChanges(leading, 'r3', [move('orders', 'sales')], START + 1, 'ann');
      expect((await store.openRuns(key('orders'))).map((run) => run.id)).toEqual([id]);
      expect(await store.finishAttempt(id, 'one', 1, endedAt('c1'), LATER)).toBe(true);
      expect((await store.getDeployment(key('sales')))?.generation).toBe(3);
    });

    test('gives the new name no cursor of an earlier life', async () => {
      const store = await open();
      const id = await startedRun(store, 'sales', START);
      await store.finishAttempt(id, 'one', 1, endedAt('old'), START + 1);
      const { fence } = await withPipeline(store, 'orders');
      await store.applyChanges(fence, 'r2', [{ kind: 'delete', key: key('sales') }], START + 2, 'ann');
      await store.applyChanges(fence, 'r3', [move('orders', 'sales')], START + 3, 'ann');
      expect(await store.getCursor(key('sales'))).toBeUndefined();
    });

    test('records a fire under the new name that was planned under the old one, once', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await store.applyChanges(fence, 'r2', [move('orders', 'sales')], START + 1, 'ann');
      const planned = fire(artefact, START + MINUTE, { nextFireTime: START + 2 * MINUTE });
      const late = await store.recordFire(fence, planned, 'run-late', START + MINUTE);
      expect(late).toMatchObject({ created: true, run: { pipeline: 'sales' } });
      const own = fire(compiled('sales'), START + MINUTE, { nextFireTime: START + 2 * MINUTE });
      expect(await store.recordFire(fence, own, 'run-own', START + MINUTE)).toMatchObject({
        created: false,
        run: { id: 'run-late' },
      });
      expect((await store.getDeployment(key('sales')))?.nextFireTime).toBe(START + 2 * MINUTE);
    });

    test('beside fires of another process loses none and makes none twice', async () => {
      const [left, right] = [await open(), await open()];
      const names = Array.from({ length: 12 }, (_, each) => `p${each}`);
      const fence = await left.nextFence(LEADER, 0);
      await left.applyChanges(
        fence,
        'r1',
        names.map((name) => deploy(compiled(name))),
        START,
        'reconciler',
      );
      const due = START + MINUTE;
      await Promise.all([
        left.applyChanges(
          fence,
          'r2',
          names.map((name) => move(name, `${name}-new`)),
          due,
          'reconciler',
        ),
        ...names.map((name) =>
          right.recordFire(fence, fire(compiled(name), due, { nextFireTime: due + MINUTE }), `run-${name}`, due),
        ),
      ]);
      for (const name of names) {
        const own = fire(compiled(`${name}-new`), due, { nextFireTime: due + MINUTE });
        const again = await left.recordFire(fence, own, `again-${name}`, due);
        expect(again).toMatchObject({ created: false, run: { id: `run-${name}`, pipeline: `${name}-new` } });
        expect((await left.getDeployment(key(`${name}-new`)))?.nextFireTime).toBe(due + MINUTE);
      }
    });

    test('is a deploy and a delete where the new name is deployed, and a deploy where the old one is not', async () => {
      const store = await open();
      await withPipeline(store, 'orders');
      const { fence } = await withPipeline(store, 'sales');
      const edited = compiled('sales', { text: 'second' });
      const change = { kind: 'move', key: key('sales'), from: 'orders', compiled: edited, nextFireTime: 1 } as const;
      await store.applyChanges(fence, 'r2', [change, move('nobody', 'new', START)], LATER, 'ann');
      expect((await store.listDeployments({})).map(({ pipeline }) => pipeline)).toEqual(['new', 'sales']);
      expect(await store.formerNames(key('sales'))).toEqual([]);
      expect((await store.getDeployment(key('sales')))?.nextFireTime).toBe(START + MINUTE);
    });
  });
}
