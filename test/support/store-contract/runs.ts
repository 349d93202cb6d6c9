import { describe, expect, test } from 'vitest';
import type { AttemptEnd, Store } from '../../../src/runtime/ports/index.ts';
import {
  compiled,
  deploy,
  eventTypes,
  fire,
  key,
  LEADER,
  MINUTE,
  SCOPE,
  START,
  startedRun,
  variantOf,
  withPipeline,
} from './fixtures.ts';

const SUCCEEDED: AttemptEnd = {
  attemptState: 'succeeded',
  runState: 'succeeded',
  metrics: { rowsRead: 2, rowsWritten: 2 },
};
const LATER = START + 10 * MINUTE;

export function describeRuns(open: () => Promise<Store>): void {
  describe('claims', () => {
    test('claimRuns takes the oldest fires of its engine types', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const other = compiled('spark', { engine: 'flinkx' });
      await store.applyChanges(fence, 'r2', [deploy(other)], START, 'x');
      await store.recordFire(fence, fire(other, START - 9 * MINUTE), 'run-0', LATER);
      for (const minutes of [3, 1, 2]) {
        await store.recordFire(fence, fire(artefact, START + minutes * MINUTE), `run-${minutes}`, LATER);
      }
      const claimed = await store.claimRuns(SCOPE, 'one', ['local', 'command'], 2, LATER + MINUTE, LATER);
      expect(claimed.map((run) => run.id)).toEqual(['run-1', 'run-2']);
      expect(claimed[0]).toMatchObject({ state: 'claimed', executor: 'one', claimedUntil: LATER + MINUTE });
      expect(await store.claimRuns(SCOPE, 'two', [], 9, LATER, LATER)).toEqual([]);
      expect((await store.claimRuns(SCOPE, 'two', ['flinkx'], 9, LATER, LATER)).map((run) => run.id)).toEqual([
        'run-0',
      ]);
    });

    test('claimRuns takes what asks for no label that the executor lacks, and leaves the rest', async () => {
      const store = await open();
      const fence = await store.nextFence(LEADER, 0);
      const asked = { none: [], one: ['gpu'], both: ['dc-a', 'gpu'], longer: ['gpu-2'] };
      for (const [name, runOn] of Object.entries(asked)) {
        const artefact = variantOf(name, runOn.length === 0 ? {} : { runOn });
        await store.applyChanges(fence, name, [deploy(artefact)], START, 'x');
        await store.recordFire(fence, fire(artefact, START), `run-${name}`, START);
      }
      const claim = async (...labels: string[]) =>
        (await store.claimRuns(SCOPE, 'one', ['local'], 9, LATER, START, { labels })).map(({ id }) => id);
      expect(await claim('gp', 'u', 'dc-a')).toEqual(['run-none']);
      expect(await claim('gpu')).toEqual(['run-one']);
      expect(await claim('gpu', 'b')).toEqual([]);
      expect(await claim('gpu', 'dc-a', 'b')).toEqual(['run-both']);
      expect(await claim()).toEqual([]);
      expect((await store.getRun('run-longer'))?.state).toBe('scheduled');
    });

    test('claimRun takes a free run once, releaseClaim gives it back', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await store.recordFire(fence, fire(artefact, START), 'run-1', START);
      expect(await store.claimRun('run-1', 'one', LATER, START)).toMatchObject({ executor: 'one' });
      expect(await store.claimRun('run-1', 'two', LATER, START)).toBeUndefined();
      expect(await store.claimRun('run-9', 'two', LATER, START)).toBeUndefined();
      await store.releaseClaim('run-1', 'two', START);
      expect((await store.getRun('run-1'))?.state).toBe('claimed');
      await store.releaseClaim('run-1', 'one', START);
      expect(await store.claimRun('run-1', 'two', LATER, START)).toMatchObject({ executor: 'two' });
      expect(await eventTypes(store, 'orders')).toEqual([
        'run.scheduled',
        'run.claimed',
        'run.scheduled',
        'run.claimed',
      ]);
    });

    test('renewClaims tells which are still held; a claim that has passed is adopted with its attempt', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      expect(await store.expiredClaims(SCOPE, START + MINUTE - 1, 10)).toEqual([]);
      expect(await store.renewClaims('one', [id, 'run-9'], START + 2 * MINUTE, START)).toEqual([id]);
      expect(await store.expiredClaims(SCOPE, START + MINUTE, 10)).toEqual([]);
      expect((await store.expiredClaims(SCOPE, START + 2 * MINUTE, 10)).map((run) => run.id)).toEqual([id]);
      expect(await store.adoptRun(id, 'two', LATER, START + MINUTE)).toBeUndefined();
      const adopted = await store.adoptRun(id, 'two', LATER, START + 2 * MINUTE);
      expect(adopted).toMatchObject({ executor: 'two', state: 'starting', attempts: [{ number: 1, executor: 'two' }] });
      expect(await store.renewClaims('one', [id], LATER, START)).toEqual([]);
      expect(await store.markRunning(id, 'one', 1, START)).toBe(false);
      expect(await store.finishAttempt(id, 'one', 1, SUCCEEDED, START)).toBe(false);
      expect(await store.finishAttempt(id, 'two', 1, SUCCEEDED, START)).toBe(true);
    });
  });

  describe('attempts', () => {
    test('go from starting over running to succeeded, each step told', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      expect(await store.startAttempt(id, 'one', { id: 'again' }, {}, undefined, START)).toBeUndefined();
      expect(await store.markRunning(id, 'one', 1, START + 1)).toBe(true);
      expect(await store.markRunning(id, 'one', 1, START + 2)).toBe(true);
      await store.updateMetrics(id, 'one', 1, { rowsRead: 1 });
      expect((await store.getRun(id))?.metrics).toEqual({ rowsRead: 1 });
      await store.updateMetrics(id, 'two', 1, { rowsRead: 99 });
      expect(await store.finishAttempt(id, 'one', 1, SUCCEEDED, START + 3)).toBe(true);
      expect(await store.finishAttempt(id, 'one', 1, SUCCEEDED, START + 3)).toBe(false);
      expect(await store.getRun(id)).toMatchObject({
        state: 'succeeded',
        values: { '${fire}': 'x' },
        startedAt: START,
        finishedAt: START + 3,
        metrics: { rowsRead: 2, rowsWritten: 2 },
        executor: undefined,
        claimedUntil: undefined,
        attempts: [
          { number: 1, state: 'succeeded', executor: 'one', engineRef: { id: `job-${id}` }, finishedAt: START + 3 },
        ],
      });
      expect(await eventTypes(store, 'orders')).toEqual([
        'run.scheduled',
        'run.claimed',
        'run.starting',
        'run.running',
        'run.succeeded',
      ]);
      expect(await store.succeededFireTimes(key('orders'), 10)).toEqual([START]);
      expect(await store.succeededFireTimes(key('orders'), 10, START + 1)).toEqual([START]);
      expect(await store.succeededFireTimes(key('orders'), 10, START)).toEqual([]);
      expect(await store.openRuns(key('orders'))).toEqual([]);
    });

    test('a lost attempt waits for its retry and is claimed again when the time has come', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      const reason = { code: 'EXECUTOR_LOST', message: 'gone' };
      const end: AttemptEnd = {
        attemptState: 'lost',
        runState: 'retry-wait',
        reason,
        metrics: {},
        notBefore: START + MINUTE,
      };
      expect(await store.finishAttempt(id, 'one', 1, end, START)).toBe(true);
      expect(await store.getRun(id)).toMatchObject({ state: 'retry-wait', reason, notBefore: START + MINUTE });
      expect(await store.claimRuns(SCOPE, 'two', ['local'], 9, LATER, START + MINUTE - 1)).toEqual([]);
      expect(await store.claimRun(id, 'two', LATER, START + MINUTE - 1)).toBeUndefined();
      expect(await store.claimRuns(SCOPE, 'two', ['local'], 9, LATER, START + MINUTE)).toHaveLength(1);
      const again = await store.startAttempt(id, 'two', { id: 'job-2' }, {}, undefined, START + MINUTE);
      expect(again?.attempts.map(({ number, state }) => ({ number, state }))).toEqual([
        { number: 1, state: 'lost' },
        { number: 2, state: 'starting' },
      ]);
      expect((await eventTypes(store, 'orders')).slice(3)).toEqual([
        'attempt.lost',
        'run.retry-wait',
        'run.claimed',
        'run.starting',
      ]);
    });
  });

  describe('requestCancel', () => {
    test('cancels at once what nobody holds', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await store.recordFire(fence, fire(artefact, START), 'run-1', START);
      expect(await store.requestCancel('run-1', 'ann', START)).toBe(true);
      expect(await store.requestCancel('run-1', 'ann', START)).toBe(false);
      expect(await store.requestCancel('run-9', 'ann', START)).toBe(false);
      expect(await store.getRun('run-1')).toMatchObject({ state: 'cancelled', finishedAt: START });
      expect(await eventTypes(store, 'orders')).toEqual(['run.scheduled', 'run.cancelled']);
      expect((await eventTypes(store, 'orders', 'sluice.audit')).at(-1)).toBe('run.cancel-requested');
    });

    test('is seen by the executor, and a retry becomes the end', async () => {
      const store = await open();
      const id = await startedRun(store, 'orders');
      expect(await store.cancelRequested([id])).toEqual([]);
      expect(await store.requestCancel(id, 'ann', START)).toBe(true);
      expect(await store.cancelRequested([id, 'run-9'])).toEqual([id]);
      const end: AttemptEnd = { attemptState: 'failed', runState: 'retry-wait', metrics: {}, notBefore: LATER };
      await store.finishAttempt(id, 'one', 1, end, START + 1);
      expect(await store.getRun(id)).toMatchObject({ state: 'cancelled', finishedAt: START + 1 });
    });
  });

  describe('listRuns', () => {
    test('gives pages, newest first, by filter', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      for (let index = 0; index < 5; index++) {
        await store.recordFire(fence, fire(artefact, START + index * MINUTE), `run-${index}`, START + index);
      }
      const first = await store.listRuns({ project: 'shop', environment: 'prod', pipeline: 'orders', limit: 2 });
      expect(first.items.map((run) => run.id)).toEqual(['run-4', 'run-3']);
      const second = await store.listRuns({
        limit: 3,
        ...(first.nextCursor === undefined ? {} : { cursor: first.nextCursor }),
      });
      expect(second.items.map((run) => run.id)).toEqual(['run-2', 'run-1', 'run-0']);
      expect(second.nextCursor).toBeUndefined();
      await store.requestCancel('run-2', 'ann', LATER);
      const cancelled = await store.listRuns({ states: ['cancelled'], limit: 10 });
      expect(cancelled.items.map((run) => run.id)).toEqual(['run-2']);
      await expect(store.listRuns({ limit: 1, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    });
  });
}
