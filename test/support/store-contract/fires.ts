import { describe, expect, test } from 'vitest';
import { LONGEST_PUT_OFF_MS, type Store } from '../../../src/runtime/ports/index.ts';
import { eventTypes, fire, key, LEADER, SCHEDULER, MINUTE, SCOPE, START, withPipeline } from './fixtures.ts';

export function describeFires(open: () => Promise<Store>): void {
  describe('recordFire', () => {
    test('records a fire once and moves the clock with it', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const request = fire(artefact, START, { nextFireTime: START + 2 * MINUTE, parameters: { day: '1' } });
      const first = await store.recordFire(fence, request, 'run-1', START + 5);
      const second = await store.recordFire(fence, request, 'run-2', START + 6);
      expect(first.created).toBe(true);
      expect(second).toEqual({ run: first.run, created: false });
      expect(first.run).toMatchObject({
        id: 'run-1',
        fireTime: START,
        previousFireTime: START - MINUTE,
        state: 'scheduled',
        parameters: { day: '1' },
        createdAt: START + 5,
        attempts: [],
      });
      expect(await store.getRun('run-1')).toEqual(first.run);
      expect(await store.findRun(key('orders'), START)).toEqual(first.run);
      expect(await store.findRun(key('orders'), START + 1)).toBeUndefined();
      expect(await store.findRun(key('customers'), START)).toBeUndefined();
      const deployment = await store.getDeployment(key('orders'));
      expect(deployment).toMatchObject({ nextFireTime: START + 2 * MINUTE, lastFireTime: START });
      expect(await eventTypes(store, 'orders')).toEqual(['run.scheduled']);
    });

    test('keeps what a record of missed fires stands for, which the next run after one of them is', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const missed = { from: new Date(START - 9 * MINUTE).toISOString(), to: new Date(START).toISOString(), count: 10 };
      const reason = { code: 'MISFIRED', message: 'ten', missed };
      await store.recordFire(fence, fire(artefact, START, { state: 'skipped', reason }), 'run-1', START);
      await store.recordFire(fence, fire(artefact, START + MINUTE), 'run-2', START);
      expect((await store.nextRun(key('orders'), START - 5 * MINUTE))?.reason).toEqual(reason);
      expect((await store.nextRun(key('orders'), START))?.id).toBe('run-2');
      expect(await store.nextRun(key('orders'), START + MINUTE)).toBeUndefined();
      expect(await store.nextRun(key('customers'), 0)).toBeUndefined();
    });

    test('tells missed fires with none that a person has run meanwhile, and leaves the clock before them', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await store.recordFire(undefined, fire(artefact, START + 3 * MINUTE, { trigger: 'manual' }), 'by-hand', START);
      const told = (from: number) => {
        const [first, to] = [START + from * MINUTE, START + 3 * MINUTE].map((time) => new Date(time).toISOString());
        const reason = {
          code: 'MISFIRED',
          message: 'some',
          missed: { from: first ?? '', to: to ?? '', count: 4 - from },
        };
        return fire(artefact, START + 3 * MINUTE, { state: 'skipped', reason, nextFireTime: START + 4 * MINUTE });
      };
      const overtaken = { code: 'STORE_CONFLICT', fields: { overtaken: true } };
      await expect(store.recordFire(fence, told(1), 'run-1', START)).rejects.toMatchObject(overtaken);
      expect(await store.recordFires(fence, [{ request: told(1), runId: 'run-1' }], START)).toMatchObject([overtaken]);
      expect((await store.getDeployment(key('orders')))?.nextFireTime).toBe(START + MINUTE);
      expect((await store.recordFire(fence, told(3), 'run-1', START)).created).toBe(false);
      expect((await store.getDeployment(key('orders')))?.nextFireTime).toBe(START + 4 * MINUTE);
    });

    test('moves the clock also past a fire that a person has recorded before', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await store.recordFire(undefined, fire(artefact, START + MINUTE, { trigger: 'manual' }), 'run-1', START);
      expect((await store.getDeployment(key('orders')))?.nextFireTime).toBe(START + MINUTE);
      const request = fire(artefact, START + MINUTE, { nextFireTime: START + 2 * MINUTE });
      expect((await store.recordFire(fence, request, 'run-2', START + MINUTE)).created).toBe(false);
      expect((await store.getDeployment(key('orders')))?.nextFireTime).toBe(START + 2 * MINUTE);
      await store.recordFire(fence, fire(artefact, START + 2 * MINUTE, { nextFireTime: null }), 'run-3', START);
      expect((await store.getDeployment(key('orders')))?.nextFireTime).toBeUndefined();
    });

    test('is overtaken when another version is deployed by now, whose clock stays', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await store.putArtefact({ ...artefact, digest: 'sha256:old' }, START);
      const stale = fire(artefact, START, { artefactDigest: 'sha256:old', nextFireTime: START + 9 * MINUTE });
      await expect(store.recordFire(fence, stale, 'run-1', START)).rejects.toMatchObject({
        code: 'STORE_CONFLICT',
        fields: { overtaken: true },
      });
      expect(await store.getRun('run-1')).toBeUndefined();
      expect((await store.getDeployment(key('orders')))?.nextFireTime).toBe(START + MINUTE);
    });

    test('refuses an artefact that is not stored', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const request = fire(artefact, START, { artefactDigest: 'sha256:nowhere' });
      await expect(store.recordFire(fence, request, 'run-1', START)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('records a skipped fire with its reason, which is never claimed', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const reason = { code: 'MISFIRE_SKIPPED', message: 'too late' };
      await store.recordFire(fence, fire(artefact, START, { state: 'skipped', reason }), 'run-1', START);
      expect(await store.getRun('run-1')).toMatchObject({ state: 'skipped', reason, finishedAt: START });
      expect(await store.claimRuns(SCOPE, 'one', ['local'], 10, START + MINUTE, START + MINUTE)).toEqual([]);
      expect(await eventTypes(store, 'orders')).toEqual(['run.skipped']);
    });
  });

  describe('putOffFires', () => {
    const putOff = (store: Store, fence: number, dueAt: number, fireTime = START + MINUTE) =>
      store
        .getDeployment(key('orders'))
        .then((deployment) =>
          store.putOffFires(fence, SCOPE, [
            { key: key('orders'), artefactDigest: deployment?.artefactDigest ?? '', fireTime, dueAt },
          ]),
        );
    const due = async (store: Store, now: number) =>
      (await store.dueDeployments(SCOPE, now, 9)).map(({ pipeline }) => pipeline);

    test('brings up a fire when it is put off to, among the others in order', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      await withPipeline(store, 'prompt');
      expect(await due(store, START + MINUTE)).toHaveLength(2);
      await putOff(store, fence, START + 3 * MINUTE);
      expect(await due(store, START + MINUTE)).toEqual(['prompt']);
      expect(await due(store, START + 3 * MINUTE - 1)).toEqual(['prompt']);
      expect(await due(store, START + 3 * MINUTE)).toEqual(['prompt', 'orders']);
      expect(await store.getDeployment(key('orders'))).toMatchObject({
        nextFireTime: START + MINUTE,
        dueAt: START + 3 * MINUTE,
      });
    });

    test('brings up what is said to be put off for longer than anybody puts it off, and what is no longer put off', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const at = START + 2 * MINUTE;
      await putOff(store, fence, at + LONGEST_PUT_OFF_MS);
      expect(await due(store, at)).toEqual([]);
      expect(await due(store, at - 1)).toEqual(['orders']);
      await withPipeline(store, 'prompt');
      expect((await store.scheduleOutlook(SCOPE)).lastDueAt).toBe(at + LONGEST_PUT_OFF_MS);
      const fireTime = START + MINUTE;
      await store.putOffFires(fence, SCOPE, [
        { key: key('orders'), artefactDigest: artefact.digest, fireTime, dueAt: undefined },
      ]);
      expect(await due(store, fireTime)).toEqual(['orders', 'prompt']);
      expect((await store.scheduleOutlook(SCOPE)).lastDueAt).toBeUndefined();
    });

    test('tells when to look again', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      await putOff(store, fence, START + 3 * MINUTE);
      expect((await store.scheduleOutlook(SCOPE)).nextFireTime).toBe(START + 3 * MINUTE);
      await store.setNextFireTime(fence, key('orders'), START + 2 * MINUTE);
      expect((await store.scheduleOutlook(SCOPE)).nextFireTime).toBe(START + 2 * MINUTE);
    });

    test('ends where the clock moves, alone or with others', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      await putOff(store, fence, START + 3 * MINUTE);
      const request = fire(artefact, START + MINUTE, { nextFireTime: START + 2 * MINUTE });
      await store.recordFire(fence, request, 'run-1', START + 3 * MINUTE);
      expect(await store.getDeployment(key('orders'))).not.toHaveProperty('dueAt');
      await putOff(store, fence, START + 5 * MINUTE, START + 2 * MINUTE);
      expect((await store.getDeployment(key('orders')))?.dueAt).toBe(START + 5 * MINUTE);
      const second = fire(artefact, START + 2 * MINUTE, { nextFireTime: START + 9 * MINUTE });
      await store.recordFires(fence, [{ request: second, runId: 'run-2' }], START + 5 * MINUTE);
      expect(await store.getDeployment(key('orders'))).not.toHaveProperty('dueAt');
      expect(await due(store, START + 9 * MINUTE)).toEqual(['orders']);
    });

    test('leaves alone what has another next fire or another version by now', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      await putOff(store, fence, START + 5 * MINUTE, START + 2 * MINUTE);
      expect(await store.getDeployment(key('orders'))).not.toHaveProperty('dueAt');
      const stale = { key: key('orders'), artefactDigest: 'sha256:old', fireTime: START + MINUTE, dueAt: START };
      await store.putOffFires(fence, SCOPE, [stale]);
      expect(await store.getDeployment(key('orders'))).not.toHaveProperty('dueAt');
    });
  });

  describe('releaseWaiting', () => {
    test('ends the wait once', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const reason = { code: 'WAITING_FOR_UPSTREAM', message: 'customers' };
      await store.recordFire(fence, fire(artefact, START, { state: 'waiting', reason }), 'run-1', START);
      expect((await store.openRuns(key('orders'))).map((run) => run.state)).toEqual(['waiting']);
      expect(await store.claimRuns(SCOPE, 'one', ['local'], 10, START + MINUTE, START)).toEqual([]);
      expect(await store.releaseWaiting(fence, 'run-1', 'scheduled', undefined, START + 1)).toBe(true);
      expect(await store.releaseWaiting(fence, 'run-1', 'scheduled', undefined, START + 1)).toBe(false);
      expect(await store.releaseWaiting(fence, 'run-9', 'scheduled', undefined, START + 1)).toBe(false);
      expect(await store.getRun('run-1')).toMatchObject({ state: 'scheduled', reason: undefined });
      expect(await eventTypes(store, 'orders')).toEqual(['run.waiting', 'run.scheduled']);
    });
  });

  test('what waits, or was never to run, can end as failed, with the reason', async () => {
    const store = await open();
    const { fence, artefact } = await withPipeline(store, 'orders');
    const reason = { code: 'UPSTREAM_TIMEOUT', message: 'customers had not succeeded after 2h' };
    await store.recordFire(fence, fire(artefact, START, { state: 'waiting' }), 'run-1', START);
    await store.recordFire(fence, fire(artefact, START + MINUTE, { state: 'failed', reason }), 'run-2', START);
    expect(await store.releaseWaiting(fence, 'run-1', 'failed', reason, START + 1)).toBe(true);
    expect(await store.getRun('run-1')).toMatchObject({ state: 'failed', reason, finishedAt: START + 1 });
    expect(await store.getRun('run-2')).toMatchObject({ state: 'failed', reason, finishedAt: START, attempts: [] });
    expect(await store.claimRuns(SCOPE, 'one', ['local'], 10, START + MINUTE, START + MINUTE)).toEqual([]);
    expect(await eventTypes(store, 'orders')).toEqual(['run.waiting', 'run.failed', 'run.failed']);
    // a person can have it run all the same
    expect((await store.reopenRun('run-1', { actor: 'ann' }, START + 2))?.run.state).toBe('scheduled');
  });

  describe('newestRunsIn', () => {
    const HOUR = 60 * MINUTE;

    test('finds of each span the newest fire, and deployments by their names', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      for (const minute of [0, 1, 2])
        await store.recordFire(fence, fire(artefact, START + minute * MINUTE), `run-${minute}`, START);
      await store.requestCancel('run-1', 'ann', START + 1);
      const span = (after: number, upTo: number, pipeline = 'orders') => ({ pipeline, after, upTo });
      const spans = [
        span(START, START + MINUTE),
        span(START + 2 * MINUTE, START + HOUR),
        span(Number.NEGATIVE_INFINITY, START),
        span(START - 1, START + HOUR, 'customers'),
        span(START - 1, START + HOUR),
      ];
      const found = await store.newestRunsIn(SCOPE, spans);
      expect(found.map((run) => run && [run.fireTime, run.state, run.finishedAt])).toEqual([
        [START + MINUTE, 'cancelled', START + 1],
        undefined,
        [START, 'scheduled', undefined],
        undefined,
        [START + 2 * MINUTE, 'scheduled', undefined],
      ]);
      const many = Array.from({ length: 250 }, (_, index) => span(START - 1, START + (index % 3) * MINUTE));
      const times = (await store.newestRunsIn(SCOPE, many)).map((run) => run?.fireTime);
      expect(times).toEqual(many.map(({ upTo }) => upTo));
      expect(await store.newestRunsIn({ ...SCOPE, environment: 'elsewhere' }, spans)).toEqual(
        spans.map(() => undefined),
      );
      expect(await store.newestRunsIn(SCOPE, [])).toEqual([]);
      const deployed = await store.deploymentsNamed(SCOPE, ['orders', 'customers']);
      expect(deployed).toEqual([await store.getDeployment(key('orders'))]);
    });
  });

  describe('fences', () => {
    test('a write with an older fence is refused and changes nothing', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      const newer = await store.nextFence(LEADER, 0);
      expect(await store.nextFence(SCHEDULER, newer)).toBe(newer);
      expect(newer).toBeGreaterThan(fence);
      const refused = { code: 'STORE_FENCED', retryable: false };
      await expect(store.recordFire(fence, fire(artefact, START), 'run-1', START)).rejects.toMatchObject(refused);
      await expect(
        store.applyChanges(fence, 'r9', [{ kind: 'delete', key: key('orders') }], START, 'x'),
      ).rejects.toMatchObject(refused);
      await expect(store.setNextFireTime(fence, key('orders'), 1)).rejects.toMatchObject(refused);
      await store.recordFire(newer, fire(artefact, START + MINUTE, { state: 'waiting' }), 'run-2', START);
      await expect(store.releaseWaiting(fence, 'run-2', 'scheduled', undefined, START)).rejects.toMatchObject(refused);
      expect(await store.getRun('run-1')).toBeUndefined();
      expect(await store.getDeployment(key('orders'))).toMatchObject({ state: 'active', nextFireTime: START + MINUTE });
      await store.recordFire(newer, fire(artefact, START), 'run-1', START);
    });

    test('a greater fence than any seen is taken over', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      await store.recordFire(100, fire(artefact, START), 'run-1', START);
      expect(await store.currentFence(SCHEDULER)).toBe(100);
      expect(await store.nextFence(SCHEDULER, 7)).toBe(101);
      expect(await store.nextFence(SCHEDULER, 500)).toBe(500);
    });
  });

  describe('lease rows', () => {
    test('one holder at a time, a greater fence for each', async () => {
      const store = await open();
      const first = await store.acquireLease(LEADER, 'a', 1000, START);
      expect(await store.acquireLease(LEADER, 'b', 1000, START + 999)).toBeUndefined();
      expect(await store.acquireLease(LEADER, 'a', 1000, START + 500)).toEqual(first);
      expect(await store.leaseHolder(LEADER, 1000, START + 999)).toBe('a');
      expect(await store.leaseHolder(LEADER, 1000, START + 1500)).toBeUndefined();
      expect(await store.leaseHolder('another', 1000, START)).toBeUndefined();
      const second = await store.acquireLease(LEADER, 'b', 1000, START + 1500);
      expect(second?.fence).toBeGreaterThan(first?.fence ?? 0);
      expect(await store.renewLease(LEADER, 'a', first?.fence ?? 0, 1000, START + 1600)).toBe(false);
      expect(await store.renewLease(LEADER, 'b', second?.fence ?? 0, 1000, START + 1600)).toBe(true);
      await store.releaseLease(LEADER, 'a', first?.fence ?? 0);
      expect(await store.acquireLease(LEADER, 'c', 1000, START + 2599)).toBeUndefined();
      await store.releaseLease(LEADER, 'b', second?.fence ?? 0);
      const third = await store.acquireLease(LEADER, 'c', 1000, START + 1700);
      expect(third?.fence).toBeGreaterThan(second?.fence ?? 0);
    });

    test('a row that its holder wrote before the clock was put back does not outlive it', async () => {
      const store = await open();
      const hour = 60 * MINUTE;
      const first = await store.acquireLease(LEADER, 'a', 1000, START + hour);
      // A little ahead is somebody who compares by a time of a moment ago.
      expect(await store.acquireLease(LEADER, 'b', 1000, START + hour - 900)).toBeUndefined();
      expect(await store.leaseHolder(LEADER, 1000, START + hour - 900)).toBe('a');
      expect(await store.leaseHolder(LEADER, 1000, START)).toBeUndefined();
      // One that lives writes its row by the new time, and keeps it.
      expect(await store.renewLease(LEADER, 'a', first?.fence ?? 0, 1000, START)).toBe(true);
      expect(await store.acquireLease(LEADER, 'b', 1000, START + 1)).toBeUndefined();
      await store.renewLease(LEADER, 'a', first?.fence ?? 0, 1000, START + hour);
      expect((await store.acquireLease(LEADER, 'b', 1000, START))?.fence).toBeGreaterThan(first?.fence ?? 0);
      expect(await store.renewLease(LEADER, 'a', first?.fence ?? 0, 1000, START)).toBe(false);
    });
  });
}
