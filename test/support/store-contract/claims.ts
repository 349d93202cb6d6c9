import { describe, expect, test } from 'vitest';
import type { CompiledArtefact } from '../../../src/compiler/index.ts';
import type { Store } from '../../../src/runtime/ports/index.ts';
import { claimed, deploy, fire, LEADER, MINUTE, SCOPE, START, variantOf } from './fixtures.ts';

const REASON = { code: 'STARTING_DEADLINE', message: 'too late' };
const LATER = START + 100 * MINUTE;

async function deployed(store: Store, ...artefacts: readonly CompiledArtefact[]): Promise<number> {
  const fence = await store.nextFence(LEADER, 0);
  await store.applyChanges(
    fence,
    'revision-1',
    artefacts.map((artefact) => deploy(artefact)),
    START,
    'reconciler',
  );
  return fence;
}

export function describeClaims(open: () => Promise<Store>): void {
  describe('the order of claims', () => {
    test('a higher priority first, then the older fire', async () => {
      const store = await open();
      const [urgent, idle, usual] = [
        variantOf('urgent', { priority: 90 }),
        variantOf('idle', { priority: 0 }),
        variantOf('usual', {}),
      ];
      const fence = await deployed(store, urgent, idle, usual);
      await store.recordFire(fence, fire(idle, START), 'idle', START);
      await store.recordFire(fence, fire(usual, START + 2), 'usual-2', START + 2);
      await store.recordFire(fence, fire(usual, START + 1), 'usual-1', START + 2);
      await store.recordFire(fence, fire(urgent, START + 9), 'urgent', START + 9);
      expect(await claimed(store, 2)).toEqual(['urgent', 'usual-1']);
      expect(await claimed(store, 9)).toEqual(['usual-2', 'idle']);
    });

    test('waiting weighs ten minutes a point, so that nothing waits for ever', async () => {
      const store = await open();
      const [lesser, greater] = [variantOf('lesser', { priority: 40 }), variantOf('greater', { priority: 50 })];
      const fence = await deployed(store, lesser, greater);
      await store.recordFire(fence, fire(lesser, START), 'lesser', START);
      for (const minutes of [80, 120]) {
        const time = START + minutes * MINUTE;
        await store.recordFire(fence, fire(greater, time), `greater-${minutes}`, time);
      }
      expect(await claimed(store, 9, LATER * 2)).toEqual(['greater-80', 'lesser', 'greater-120']);
    });

    test('a run to be tried again takes its place among those that wait', async () => {
      const store = await open();
      const [urgent, idle] = [variantOf('urgent', { priority: 90 }), variantOf('idle', { priority: 0 })];
      const fence = await deployed(store, urgent, idle);
      await store.recordFire(fence, fire(idle, START), 'idle', START);
      await store.claimRun('idle', 'one', LATER, START);
      await store.startAttempt('idle', 'one', { id: 'job' }, {}, undefined, START);
      const failed = { attemptState: 'failed', runState: 'retry-wait', metrics: {}, notBefore: START + 1 } as const;
      await store.finishAttempt('idle', 'one', 1, failed, START);
      await store.recordFire(fence, fire(urgent, START + 2), 'urgent', START + 2);
      expect(await claimed(store, 1)).toEqual(['urgent']);
      expect(await claimed(store, 1)).toEqual(['idle']);
    });
  });

  describe('starting deadlines', () => {
    const hasty = variantOf('hasty', { startingDeadlineMs: 30 * MINUTE });

    test('count from when a run was due, where that is later than its fire time', async () => {
      const store = await open();
      const fence = await deployed(store, hasty);
      await store.recordFire(fence, fire(hasty, START, { dueTime: START + MINUTE }), 'run-1', START + MINUTE);
      expect((await store.scheduleOutlook(SCOPE)).startBy).toBe(START + 31 * MINUTE);
    });

    test('end what nobody has claimed in time, once, and tell it', async () => {
      const store = await open();
      const fence = await deployed(store, hasty);
      await store.recordFire(fence, fire(hasty, START), 'run-1', START);
      await store.recordFire(fence, fire(hasty, START + MINUTE, { state: 'waiting' }), 'run-2', START + MINUTE);
      await store.recordFire(fence, fire(hasty, START + 2 * MINUTE), 'run-3', START + 2 * MINUTE);
      await store.claimRun('run-3', 'one', LATER, START + 2 * MINUTE);
      expect((await store.scheduleOutlook(SCOPE)).startBy).toBe(START + 30 * MINUTE);
      const end = (now: number) => store.endOverdue(fence, SCOPE, REASON, now, 10);
      expect(await end(START + 30 * MINUTE - 1)).toEqual({ ended: [], looked: 0 });
      const first = await end(START + 30 * MINUTE);
      expect(first.ended).toMatchObject([{ id: 'run-1', state: 'skipped', reason: REASON }]);
      const rest = await end(LATER);
      expect(rest.looked).toBe(1);
      expect(rest.ended.map(({ id }) => id)).toEqual(['run-2']);
      expect((await store.getRun('run-3'))?.state).toBe('claimed');
      expect((await store.scheduleOutlook(SCOPE)).startBy).toBeUndefined();
      expect(await end(LATER)).toEqual({ ended: [], looked: 0 });
      const { items } = await store.listEvents({ topic: 'sluice.runs', pipeline: 'hasty', limit: 9 });
      expect(items.filter(({ type }) => type === 'run.skipped')).toHaveLength(2);
      expect(items[0]?.data).toMatchObject({ run: 'run-2', from: 'waiting', to: 'skipped', reason: REASON });
      await expect(store.endOverdue(fence - 1, SCOPE, REASON, LATER, 10)).rejects.toMatchObject({
        code: 'STORE_FENCED',
      });
    });

    test('are put off to later, never to earlier, and are those of what waits where they are asked for', async () => {
      const store = await open();
      const fence = await deployed(store, hasty);
      await store.recordFire(fence, fire(hasty, START), 'ready', START);
      await store.recordFire(fence, fire(hasty, START + 2, { state: 'waiting' }), 'second', START + 2);
      await store.recordFire(fence, fire(hasty, START + 1, { state: 'waiting' }), 'first', START + 2);
      const overdue = async (now: number, limit = 9, scope = SCOPE) =>
        (await store.overdueWaiting(scope, now, limit)).map(({ id }) => id);
      expect(await overdue(START + 30 * MINUTE)).toEqual([]);
      expect(await overdue(START + 30 * MINUTE + 1)).toEqual(['first']);
      expect(await overdue(LATER)).toEqual(['first', 'second']);
      expect(await overdue(LATER, 1)).toEqual(['first']);
      expect(await overdue(LATER, 9, { ...SCOPE, environment: 'elsewhere' })).toEqual([]);
      await store.putOffDeadline(fence, 'first', LATER + 1);
      await store.putOffDeadline(fence, 'second', START);
      await store.putOffDeadline(fence, 'nobody', LATER);
      expect(await overdue(LATER)).toEqual(['second']);
      expect(await overdue(LATER + 1)).toEqual(['second', 'first']);
      await expect(store.putOffDeadline(fence - 1, 'first', LATER + 9)).rejects.toMatchObject({ code: 'STORE_FENCED' });
    });

    test('are looked at a limited number at once, the longest overdue first, and of this scope alone', async () => {
      const store = await open();
      const fence = await deployed(store, hasty);
      for (const minute of [3, 1, 2])
        await store.recordFire(fence, fire(hasty, START + minute * MINUTE), `run-${minute}`, START + 3 * MINUTE);
      const other = { ...SCOPE, environment: 'elsewhere' };
      expect((await store.scheduleOutlook(other)).startBy).toBeUndefined();
      const { ended, looked } = await store.endOverdue(fence, SCOPE, REASON, LATER, 2);
      expect([looked, ended.map(({ id }) => id).toSorted()]).toEqual([2, ['run-1', 'run-2']]);
    });

    test('end what is ready, and of what waits what is named where some are; the others keep theirs', async () => {
      const store = await open();
      const fence = await deployed(store, hasty);
      await store.recordFire(fence, fire(hasty, START), 'ready', START);
      for (const minute of [1, 2])
        await store.recordFire(fence, fire(hasty, START + minute, { state: 'waiting' }), `waits-${minute}`, START);
      const end = async (...waiting: readonly string[]) => {
        const { ended, looked } = await store.endOverdue(fence, SCOPE, REASON, LATER, 9, waiting);
        return [looked, ...ended.map(({ id }) => id).toSorted()];
      };
      expect(await end('waits-2', 'nobody')).toEqual([3, 'ready', 'waits-2']);
      expect(await end()).toEqual([1]);
      expect((await store.getRun('waits-1'))?.state).toBe('waiting');
      expect((await store.scheduleOutlook(SCOPE)).startBy).toBe(START + 1 + 30 * MINUTE);
      expect(await end('waits-1')).toEqual([1, 'waits-1']);
    });

    test('count from the record where fires are made up for, and a person has none', async () => {
      const store = await open();
      const misfire = { policy: 'catch-up', limit: 9 } as const;
      const patient = variantOf('patient', { startingDeadlineMs: 30 * MINUTE, misfire });
      const fence = await deployed(store, patient, hasty);
      await store.recordFire(fence, fire(patient, START), 'made-up-for', LATER);
      await store.recordFire(undefined, fire(hasty, START, { trigger: 'manual', actor: 'ann' }), 'asked', LATER);
      await store.recordFire(fence, fire(hasty, START + 1, { trigger: 'upstream' }), 'started', LATER + 1);
      expect((await store.scheduleOutlook(SCOPE)).startBy).toBe(LATER + 30 * MINUTE);
      const { ended } = await store.endOverdue(fence, SCOPE, REASON, LATER + 60 * MINUTE, 10);
      expect(ended.map(({ id }) => id).toSorted()).toEqual(['made-up-for', 'started']);
    });

    test('are over when a person has the run done again', async () => {
      const store = await open();
      const fence = await deployed(store, hasty);
      await store.recordFire(fence, fire(hasty, START), 'run-1', START);
      await store.requestCancel('run-1', 'ann', START);
      await store.reopenRun('run-1', { actor: 'ann' }, START + 1);
      expect(await store.endOverdue(fence, SCOPE, REASON, LATER, 10)).toEqual({ ended: [], looked: 0 });
      expect(await claimed(store, 1)).toEqual(['run-1']);
    });
  });

  describe('starting deadlines of runs that were claimed', () => {
    const hasty = variantOf('hasty', { startingDeadlineMs: 30 * MINUTE });

    test('are over, also when the run is given back or tried again', async () => {
      const store = await open();
      const fence = await deployed(store, hasty);
      for (const minute of [1, 2, 3])
        await store.recordFire(fence, fire(hasty, START + minute * MINUTE), `run-${minute}`, START + 3 * MINUTE);
      expect(await claimed(store, 2, START + 4 * MINUTE)).toEqual(['run-1', 'run-2']);
      await store.claimRun('run-3', 'one', LATER, START + 4 * MINUTE);
      expect((await store.scheduleOutlook(SCOPE)).startBy).toBeUndefined();
      await store.releaseClaim('run-1', 'one', START + 5 * MINUTE);
      await store.releaseClaim('run-3', 'one', START + 5 * MINUTE);
      await store.startAttempt('run-2', 'one', { id: 'job' }, {}, undefined, START + 5 * MINUTE);
      const failed = { attemptState: 'failed', runState: 'retry-wait', metrics: {}, notBefore: LATER } as const;
      await store.finishAttempt('run-2', 'one', 1, failed, START + 6 * MINUTE);
      expect(await store.endOverdue(fence, SCOPE, REASON, LATER, 10)).toEqual({ ended: [], looked: 0 });
      expect((await claimed(store, 9, LATER)).toSorted()).toEqual(['run-1', 'run-2', 'run-3']);
    });
  });

  describe('pools', () => {
    const pool = { name: 'warehouse', slots: 2 };
    const [orders, items] = [variantOf('orders', { pool }), variantOf('items', { pool, priority: 90 })];

    /** Five runs of two pipelines of one pool, and one of none. */
    async function filled(store: Store): Promise<number> {
      const loose = variantOf('loose', { priority: 0 });
      const fence = await deployed(store, orders, items, loose);
      for (const minute of [0, 1, 2])
        await store.recordFire(fence, fire(orders, START + minute * MINUTE), `order-${minute}`, START + 2 * MINUTE);
      for (const minute of [3, 4])
        await store.recordFire(fence, fire(items, START + minute * MINUTE), `item-${minute}`, START + 4 * MINUTE);
      await store.recordFire(fence, fire(loose, START), 'loose', START);
      return fence;
    }

    test('hold no more runs than they have slots, the first in the order of claims', async () => {
      const store = await open();
      await filled(store);
      expect(await claimed(store, 9)).toEqual(['item-3', 'item-4', 'loose']);
      expect(await claimed(store, 9)).toEqual([]);
      expect(await store.claimRun('order-0', 'two', LATER, LATER)).toBeUndefined();
      await store.releaseClaim('item-4', 'one', LATER);
      expect((await store.claimRun('order-0', 'two', LATER, LATER))?.id).toBe('order-0');
      await store.startAttempt('order-0', 'two', { id: 'job' }, {}, undefined, LATER);
      expect(await claimed(store, 9)).toEqual([]);
      const failed = { attemptState: 'failed', runState: 'retry-wait', metrics: {}, notBefore: LATER } as const;
      await store.finishAttempt('order-0', 'two', 1, failed, LATER);
      expect(await claimed(store, 1)).toEqual(['item-4']);
    });

    test('are those of both ends, where their datasources have a limit: a run takes a slot of each, or of none', async () => {
      const store = await open();
      const end = (name: string) => ({ datasource: { name, type: 'mysql' } });
      const moving = (name: string, source: string, sink: string) =>
        variantOf(name, { work: { source: end(source), sink: end(sink) } }, { erp: { limit: 2 }, ods: { limit: 1 } });
      const both = moving('both', 'erp', 'ods');
      const [reads, writes] = [moving('reads', 'erp', 'lake'), moving('writes', 'lake', 'ods')];
      const fence = await deployed(store, both, reads, writes);
      await store.recordFire(fence, fire(both, START), 'both', START);
      await store.recordFire(fence, fire(writes, START), 'writes', START + 1);
      for (const minute of [1, 2])
        await store.recordFire(fence, fire(reads, START + minute * MINUTE), `reads-${minute}`, START + 2);
      expect(await claimed(store, 9)).toEqual(['both', 'reads-1']);
      expect(await store.poolsInUse(SCOPE)).toEqual([
        { name: 'ds:erp', slots: 2, held: 2 },
        { name: 'ds:ods', slots: 1, held: 1 },
      ]);
      expect(await store.poolsInUse({ ...SCOPE, environment: 'elsewhere' })).toEqual([]);
      expect(await store.claimRun('writes', 'two', LATER, LATER)).toBeUndefined();
      await store.releaseClaim('both', 'one', LATER);
      expect((await store.claimRun('writes', 'two', LATER, LATER))?.id).toBe('writes');
      expect(await claimed(store, 9)).toEqual([]);
      await store.releaseClaim('writes', 'two', LATER);
      expect(await claimed(store, 9)).toEqual(['both']);
    });

    describe('of both ends', () => {
      const end = (name: string) => ({ datasource: { name, type: 'mysql' } });
      const moving = (name: string, source: string, sink: string, erp: number) =>
        variantOf(name, { work: { source: end(source), sink: end(sink) } }, { erp: { limit: erp }, ods: { limit: 1 } });

      /** One run of each end is under way, and one of both waits behind them; `writes` in wait are before or after that one. */
      async function behindOthers(
        store: Store,
        { erp, before = 0, engine = 'local' }: { erp: number; before?: number; engine?: string },
      ) {
        const moved = moving('both', 'erp', 'ods', erp);
        const { artefact } = moved;
        const both = { ...moved, artefact: { ...artefact, engine: { ...artefact.engine, type: engine } } };
        const [reads, writes] = [moving('reads', 'erp', 'lake', erp), moving('writes', 'lake', 'ods', erp)];
        const fence = await deployed(store, both, reads, writes);
        await store.recordFire(fence, fire(reads, START), 'reads-0', START);
        await store.recordFire(fence, fire(writes, START), 'writes-0', START);
        expect((await claimed(store, 9)).toSorted()).toEqual(['reads-0', 'writes-0']);
        for (let count = 1; count <= before; count++)
          await store.recordFire(fence, fire(writes, START + count), `writes-${count}`, START + count);
        await store.recordFire(fence, fire(both, START + 5), 'both', START + 5);
        for (const count of [6, 7]) {
          await store.recordFire(fence, fire(reads, START + count), `reads-${count}`, START + count);
          await store.recordFire(fence, fire(writes, START + count), `writes-${count}`, START + count);
        }
        return fence;
      }

      test('keep what is free of one for the first run that waits for the other, so that it gets its turn', async () => {
        const store = await open();
        await behindOthers(store, { erp: 1 });
        expect(await store.keptSlots(SCOPE, LATER)).toEqual([]);
        await ended(store, 'reads-0', 'one', LATER);
        expect(await claimed(store, 9)).toEqual([]);
        const [erp, ods] = (await store.poolsInUse(SCOPE)).map(({ name }) => name);
        expect(await store.keptSlots(SCOPE, LATER)).toEqual([{ pool: erp, runId: 'both', lacks: ods }]);
        expect(await store.keptSlots({ ...SCOPE, environment: 'elsewhere' }, LATER)).toEqual([]);
        await ended(store, 'writes-0', 'one', LATER);
        expect(await claimed(store, 9)).toEqual(['both']);
        await ended(store, 'both', 'one', LATER);
        expect((await claimed(store, 9)).toSorted()).toEqual(['reads-6', 'writes-6']);
      });

      test('keep one slot, not more, and none of it from a run of a better rank', async () => {
        const store = await open();
        const fence = await behindOthers(store, { erp: 3 });
        const urgent = variantOf(
          'urgent',
          { work: { source: end('erp'), sink: end('lake') }, priority: 90 },
          { erp: { limit: 3 } },
        );
        expect(await claimed(store, 9)).toEqual(['reads-6']);
        expect(await claimed(store, 9)).toEqual([]);
        expect(await store.keptSlots(SCOPE, LATER)).toMatchObject([{ runId: 'both' }]);
        await store.applyChanges(fence, 'revision-2', [deploy(urgent)], LATER, 'reconciler');
        await store.recordFire(fence, fire(urgent, LATER), 'urgent', LATER);
        expect(await claimed(store, 9)).toEqual(['urgent']);
      });

      test('keep nothing for a run that is not the first to wait for what it lacks', async () => {
        const store = await open();
        await behindOthers(store, { erp: 1, before: 1 });
        await ended(store, 'reads-0', 'one', LATER);
        expect(await store.keptSlots(SCOPE, LATER)).toEqual([]);
        expect(await claimed(store, 9)).toEqual(['reads-6']);
        await ended(store, 'writes-0', 'one', LATER);
        expect(await claimed(store, 9)).toEqual(['writes-1']);
        await ended(store, 'reads-6', 'one', LATER);
        expect(await claimed(store, 9)).toEqual([]);
      });

      test('keep nothing for a run of an engine that nobody who claims here has', async () => {
        const store = await open();
        await behindOthers(store, { erp: 1, engine: 'foreign' });
        await ended(store, 'reads-0', 'one', LATER);
        expect(await claimed(store, 9)).toEqual(['reads-6']);
      });
    });

    test('are as large as the newest deployment says', async () => {
      const store = await open();
      const fence = await filled(store);
      expect(await claimed(store, 9)).toHaveLength(3);
      const larger = variantOf('orders', { pool: { ...pool, slots: 3 } });
      await store.applyChanges(fence, 'revision-2', [deploy(larger)], LATER, 'reconciler');
      expect(await claimed(store, 9)).toEqual(['order-0']);
      await store.applyChanges(fence, 'revision-3', [deploy(orders)], LATER, 'reconciler');
      await store.releaseClaim('order-0', 'one', LATER);
      expect(await claimed(store, 9)).toEqual([]);
    });

    test('do not keep each other waiting, for what is not due and what is of another engine', async () => {
      const store = await open();
      const own = variantOf('own', { pool: { name: 'own', slots: 2 } });
      const later = variantOf('later', { pool: { name: 'later', slots: 2 }, priority: 90 });
      const other = variantOf('other', { pool: { name: 'other', slots: 2 }, priority: 90 });
      const { artefact } = other;
      const foreign = { ...other, artefact: { ...artefact, engine: { ...artefact.engine, type: 'foreign' } } };
      const fence = await deployed(store, own, later, foreign);
      await store.recordFire(fence, fire(later, START), 'later', START);
      await store.claimRun('later', 'one', LATER, START);
      await store.startAttempt('later', 'one', { id: 'job' }, {}, undefined, START);
      const failed = { attemptState: 'failed', runState: 'retry-wait', metrics: {}, notBefore: LATER } as const;
      await store.finishAttempt('later', 'one', 1, failed, START);
      await store.recordFire(fence, fire(own, START), 'own-1', START);
      expect(await claimed(store, 1, LATER - 1)).toEqual(['own-1']);
      await store.recordFire(fence, fire(foreign, START), 'foreign', START);
      await store.recordFire(fence, fire(own, START + 1), 'own-2', START + 1);
      expect(await claimed(store, 1, LATER - 1)).toEqual(['own-2']);
      expect(await claimed(store, 1, LATER)).toEqual(['later']);
      const foreigners = await store.claimRuns(SCOPE, 'two', ['foreign'], 1, LATER + MINUTE, LATER);
      expect(foreigners.map(({ id }) => id)).toEqual(['foreign']);
    });

    test('are never overfull, whoever claims of them at once', { timeout: 60_000 }, async () => {
      const [left, right] = [await open(), await open()];
      const fence = await deployed(left, orders, items);
      for (let round = 0; round < 20; round++) {
        const at = START + round * 10 * MINUTE;
        for (const [index, artefact] of [orders, items, orders, items].entries())
          await left.recordFire(fence, fire(artefact, at + index), `run-${round}-${index}`, at + index);
        const claims = await Promise.all(
          [left, right, left, right].map((store, index) =>
            store.claimRuns(SCOPE, `executor-${index}`, ['local'], 2, at + MINUTE + index, at + 9),
          ),
        );
        const held = claims.flat();
        expect(held.length).toBeLessThanOrEqual(2);
        expect(new Set(held.map(({ id }) => id)).size).toBe(held.length);
        const rest = await left.claimRuns(SCOPE, 'last', ['local'], 4, at + 2 * MINUTE, at + 9);
        expect(held.length + rest.length).toBe(2);
        for (const run of [...held, ...rest]) await ended(left, run.id, run.executor ?? '', at);
      }
    });

    async function ended(store: Store, id: string, executor: string, now: number): Promise<void> {
      await store.startAttempt(id, executor, { id: `job-${id}` }, {}, undefined, now);
      await store.finishAttempt(
        id,
        executor,
        1,
        { attemptState: 'succeeded', runState: 'succeeded', metrics: {} },
        now,
      );
    }
  });
}
