import { describe, expect, test } from 'vitest';
import type { AttemptEnd, Store } from '../../../src/runtime/ports/index.ts';
import { endedAt } from './cursors.ts';
import { allEvents, expectWholeChains } from './events.ts';
import { compiled, eventTypes, fire, key, MINUTE, SCOPE, START, startedRun, withPipeline } from './fixtures.ts';

const LATER = START + 10 * MINUTE;
const FAILED: AttemptEnd = {
  attemptState: 'failed',
  runState: 'failed',
  reason: { code: 'JOB_FAILED', message: 'bad row' },
  metrics: { rowsRead: 1 },
};

export function describeReruns(open: () => Promise<Store>): void {
  describe('reopenRun', () => {
    test('makes a failed run a scheduled one, its attempts kept and counted on', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      await store.finishAttempt(id, 'one', 1, FAILED, START + 1);
      const reopened = await store.reopenRun(id, { actor: 'ann' }, LATER);
      expect(reopened).toMatchObject({
        reopened: true,
        run: { id, state: 'scheduled', reason: undefined, finishedAt: undefined, metrics: {}, earlierAttempts: 1 },
      });
      expect(await store.getRun(id)).toEqual(reopened?.run);
      expect(await store.openRuns(key('orders'))).toHaveLength(1);
      expect(await store.claimRuns(SCOPE, 'two', ['local'], 9, LATER + MINUTE, LATER)).toHaveLength(1);
      const again = await store.startAttempt(id, 'two', { id: 'job-2' }, {}, undefined, LATER);
      expect(again).toMatchObject({ state: 'starting', startedAt: LATER, earlierAttempts: 1 });
      expect(again?.attempts.map(({ number, state }) => [number, state])).toEqual([
        [1, 'failed'],
        [2, 'starting'],
      ]);
      expect(await store.finishAttempt(id, 'two', 2, endedAt('c1'), LATER)).toBe(true);
      expect(await store.getRun(id)).toMatchObject({ state: 'succeeded', cursorAfter: 'c1' });
    });

    test('leaves the other fires that it told to be missed with a record of their own', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const iso = (minute: number) => new Date(START + minute * MINUTE).toISOString();
      const reason = { code: 'MISFIRED', message: 'five', missed: { from: iso(0), to: iso(4), count: 5 } };
      const last = START + 4 * MINUTE;
      await store.recordFire(fence, fire(artefact, last, { state: 'skipped', reason }), 'told', LATER);
      await store.recordFire(undefined, fire(artefact, START + 3 * MINUTE, { trigger: 'manual' }), 'by-hand', LATER);
      expect((await store.reopenRun('told', { actor: 'ann' }, LATER))?.run.reason).toBeUndefined();
      const rest = await store.findRun(key('orders'), START + 2 * MINUTE);
      expect(rest).toMatchObject({
        state: 'skipped',
        previousFireTime: START + MINUTE,
        reason: { code: 'MISFIRED', missed: { from: iso(0), to: iso(2), count: 3 } },
      });
      expect((await store.listRuns({ ...key('orders'), limit: 9 })).items).toHaveLength(3);
      await store.reopenRun(rest?.id ?? '', { actor: 'ann' }, LATER);
      const second = await store.findRun(key('orders'), START + MINUTE);
      expect(second?.reason?.missed).toEqual({ from: iso(0), to: iso(1), count: 2 });
      await store.reopenRun(second?.id ?? '', { actor: 'ann' }, LATER);
      const first = await store.findRun(key('orders'), START);
      expect(first?.reason?.missed).toEqual({ from: iso(0), to: iso(0), count: 1 });
      await store.reopenRun(first?.id ?? '', { actor: 'ann' }, LATER);
      expect((await store.listRuns({ ...key('orders'), limit: 9 })).items).toHaveLength(5);
    });

    test('is told on both topics, with the state before and who asked', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      await store.finishAttempt(id, 'one', 1, FAILED, START + 1);
      await store.reopenRun(id, { actor: 'ann' }, LATER);
      const runs = await store.listEvents({ topic: 'sluice.runs', limit: 1 });
      expect(runs.items[0]).toMatchObject({
        type: 'run.scheduled',
        at: LATER,
        data: { run: id, from: 'failed', to: 'scheduled', actor: 'ann' },
      });
      const audit = await store.listEvents({ topic: 'sluice.audit', limit: 1 });
      expect(audit.items[0]).toMatchObject({
        key: 'shop/prod/orders',
        type: 'run.rerun-requested',
        data: { run: id, attempts: 1, again: false, actor: 'ann' },
      });
      expectWholeChains(await allEvents(store));
    });

    test('leaves alone what is not over, what has succeeded unless asked, and what is not there', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      expect(await store.reopenRun(id, { actor: 'ann', again: true }, LATER)).toMatchObject({
        reopened: false,
        run: { state: 'starting' },
      });
      await store.finishAttempt(id, 'one', 1, endedAt('c1'), LATER);
      const events = (await allEvents(store)).length;
      expect(await store.reopenRun(id, { actor: 'ann' }, LATER)).toMatchObject({
        reopened: false,
        run: { state: 'succeeded', cursorAfter: 'c1' },
      });
      expect(await store.reopenRun('run-9', { actor: 'ann' }, LATER)).toBeUndefined();
      expect(await allEvents(store)).toHaveLength(events);
      expect(await store.reopenRun(id, { actor: 'ann', again: true }, LATER)).toMatchObject({
        reopened: true,
        run: { state: 'scheduled', cursorAfter: undefined },
      });
      expect(await store.reopenRun(id, { actor: 'bob', again: true }, LATER)).toMatchObject({ reopened: false });
      // What it has read up to before is not forgotten.
      expect(await store.getCursor(key('orders'))).toBe('c1');
    });

    test('forgets the wish to cancel, and takes up what was skipped', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await store.recordFire(fence, fire(artefact, START), 'run-1', START);
      await store.requestCancel('run-1', 'ann', START);
      expect((await store.reopenRun('run-1', { actor: 'ann' }, LATER))?.run.state).toBe('scheduled');
      expect(await store.cancelRequested(['run-1'])).toEqual([]);
      const reason = { code: 'OVERLAP', message: 'the run before it has not ended' };
      await store.recordFire(fence, fire(artefact, START + MINUTE, { state: 'skipped', reason }), 'run-2', START);
      expect((await store.reopenRun('run-2', { actor: 'ann' }, LATER))?.run).toMatchObject({
        state: 'scheduled',
        reason: undefined,
        earlierAttempts: 0,
      });
      expect(await eventTypes(store, 'orders')).toEqual([
        'run.scheduled',
        'run.cancelled',
        'run.scheduled',
        'run.skipped',
        'run.scheduled',
      ]);
    });

    test('runs what was mended, on the engine of that, when it is given', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      await store.finishAttempt(id, 'one', 1, FAILED, START + 1);
      const mended = compiled('orders', { engine: 'command' });
      const request = { actor: 'ann', artefactDigest: mended.digest, parameters: { day: '2' } };
      await expect(store.reopenRun(id, request, LATER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await store.getRun(id))?.state).toBe('failed');
      await store.putArtefact(mended, LATER);
      await store.reopenRun(id, request, LATER);
      expect(await store.claimRuns(SCOPE, 'one', ['local'], 9, LATER, LATER)).toEqual([]);
      expect(await store.claimRuns(SCOPE, 'one', ['command'], 9, LATER, LATER)).toMatchObject([
        { id, artefactDigest: mended.digest, parameters: { day: '2' } },
      ]);
    });

    test('happens once when two people ask at the same moment', async () => {
      const [left, right] = [await open(), await open()];
      const id = await startedRun(left, 'orders');
      await left.finishAttempt(id, 'one', 1, FAILED, START + 1);
      const answers = await Promise.all(
        [left, right, left, right].map((store, index) => store.reopenRun(id, { actor: `p${index}` }, LATER + index)),
      );
      expect(answers.filter((answer) => answer?.reopened)).toHaveLength(1);
      const audit = await eventTypes(left, 'orders', 'sluice.audit');
      expect(audit.filter((type) => type === 'run.rerun-requested')).toHaveLength(1);
    });
  });
}
