import { describe, expect, test } from 'vitest';
import type { CompiledArtefact } from '../../../src/compiler/index.ts';
import type { BackfillRecord, BackfillStep, BackfillWish, FedFire, Store } from '../../../src/runtime/ports/index.ts';
import { changeBackfill } from '../../../src/runtime/store/queries/backfills/change-backfill.ts';
import { PUT_TOGETHER } from '../../../src/runtime/store/queries/backfills/put-again.ts';
import { allEvents, expectWholeChains } from './events.ts';
import {
  compiled,
  deploy,
  eventTypes,
  fire,
  key,
  LEADER,
  MINUTE,
  SCHEDULER,
  SCOPE,
  START,
  withPipeline,
  type Transact,
} from './fixtures.ts';
import { move } from './moves.ts';

const LATER = START + 60 * MINUTE;

export function describeBackfills(open: () => Promise<Store>, transact: Transact): void {
  describe('backfills', () => {
    test('are put on record once, with an event, and listed newest first', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      const made = await create(store, artefact, { id: 'one', why: 'ticket 7', name: 'january' });
      expect(made).toMatchObject({
        outcome: 'created',
        backfill: { state: 'waiting', total: 10, why: 'ticket 7', name: 'january', version: 1 },
      });
      expect(await create(store, artefact, { id: 'one' })).toEqual(made);
      await create(store, artefact, { id: 'two', from: START + 20 * MINUTE, to: START + 29 * MINUTE }, LATER + 1);
      expect(await eventTypes(store, 'orders', 'sluice.audit')).toEqual([
        'deployment.created',
        'backfill.created',
        'backfill.created',
      ]);
      const first = await store.listBackfills({ ...SCOPE, limit: 1 });
      expect(first.items.map(({ id }) => id)).toEqual(['two']);
      const rest = await store.listBackfills({ ...SCOPE, limit: 1, cursor: first.nextCursor ?? '' });
      expect([rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([['one'], undefined]);
      expect((await store.listBackfills({ ...SCOPE, pipeline: 'sales', limit: 9 })).items).toEqual([]);
      expect((await store.listBackfills({ ...SCOPE, states: ['paused'], limit: 9 })).items).toEqual([]);
      expect(await store.getBackfill('one')).toEqual(made.outcome === 'created' ? made.backfill : undefined);
      expect(await store.scheduleOutlook(SCOPE)).toMatchObject({ hasBackfills: true });
    });

    test('do not overlap within a pipeline, do with what has ended, and need a deployment', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      const missing = compiled('missing');
      expect(await create(store, missing, { id: 'none' })).toEqual({ outcome: 'absent' });
      await create(store, artefact, { id: 'one' });
      const overlapping = await create(store, artefact, { id: 'two', from: START + 9 * MINUTE, to: LATER });
      expect(overlapping).toMatchObject({ outcome: 'overlapping', other: { id: 'one' } });
      await store.changeBackfill('one', { to: 'cancel', actor: 'ann' }, LATER);
      expect(await create(store, artefact, { id: 'two' })).toMatchObject({ outcome: 'created' });
      expect(await store.createBackfill({ ...wish(artefact, { id: 'x' }), artefactDigest: 'other' }, LATER)).toEqual({
        outcome: 'changed',
      });
    });

    test('of cursor values take places before 1970, and their runs are of an artefact of their own', async () => {
      const store = await open();
      const { fence, artefact } = await scheduling(store);
      const bounded = compiled('orders', { text: 'bounded' });
      const values = { after: "it's 5", until: '9', chunk: '2' };
      const ask = async (id: string, total: number) => {
        const asked = { ...wish(artefact, { id, values }), total, bounded };
        return store.createBackfill(asked, LATER);
      };
      const made = await ask('one', 2);
      const { backfill } = made.outcome === 'created' ? made : expect.fail(made.outcome);
      expect(backfill).toMatchObject({ from: -2, to: -1, values, artefactDigest: bounded.digest });
      expect(await ask('two', 3)).toMatchObject({ outcome: 'overlapping', other: { id: 'one' } });
      // fires of the same pipeline are another thing
      expect(await create(store, artefact, { id: 'fires' })).toMatchObject({ outcome: 'created' });
      expect((await store.openBackfills(SCOPE)).map(({ id }) => id).toSorted()).toEqual(['fires', 'one']);

      const parameters = { 'cursor.after': '5', 'cursor.until': '7' };
      const feed = [{ fireTime: -2, previousFireTime: -2, runId: 'part', parameters }];
      const noted = { artefact: bounded, of: artefact.digest };
      expect(await store.feedBackfill(fence, step(backfill, { feed, bounded: { ...noted, of: 'other' } }), LATER)).toBe(
        false,
      );
      expect(await store.feedBackfill(fence, step(backfill, { feed, bounded: noted }), LATER)).toBe(true);
      expect(await store.getRun('part')).toMatchObject({
        artefactDigest: bounded.digest,
        parameters,
        trigger: 'backfill',
      });
      expect(await store.getArtefact(bounded.digest)).toMatchObject({ digest: bounded.digest });
      expect((await store.getDeployment(key('orders')))?.lastFireTime).toBeUndefined();
      expect(await store.scheduleOutlook(SCOPE)).toMatchObject({ hasBackfills: true });
      await finish(store, 'part', 'succeeded', LATER);
      expect(await store.succeededFireTimes(key('orders'), 9)).toEqual([]);

      await store.changeBackfill('one', { to: 'cancel', actor: 'ann' }, LATER);
      expect(await ask('two', 3)).toMatchObject({ outcome: 'created', backfill: { from: -5, to: -3 } });
      const told = (await allEvents(store)).filter(({ data }) => data['backfill'] === 'one');
      expect(told[0]?.data).toMatchObject({ ...values, total: 2 });
    });

    test('of cursor values read their own part where its place is taken by a part of another, as by an earlier life of a name', async () => {
      const store = await open();
      const { fence, artefact } = await scheduling(store);
      const bounded = compiled('orders', { text: 'bounded' });
      const asked = { ...wish(artefact, { values: { after: '5', until: '7' } }), total: 1, bounded };
      const made = await store.createBackfill(asked, LATER);
      const { backfill } = made.outcome === 'created' ? made : expect.fail(made.outcome);
      const earlier = { 'cursor.after': '1', 'cursor.until': '3' };
      await store.recordFire(
        undefined,
        { ...fire(artefact, -1), parameters: earlier, backfill: 'earlier' },
        'part',
        START,
      );
      await finish(store, 'part', 'succeeded', START);
      const parameters = { 'cursor.after': '5', 'cursor.until': '7' };
      const feed = [{ fireTime: -1, previousFireTime: -1, runId: 'own', parameters }];
      const noted = { artefact: bounded, of: artefact.digest };
      expect(await store.feedBackfill(fence, step(backfill, { feed, bounded: noted }), LATER)).toBe(true);
      expect(await store.getRun('part')).toMatchObject({
        state: 'scheduled',
        parameters,
        artefactDigest: bounded.digest,
      });
    });

    test('hand out fires: new runs, more attempts of those on record, and none of what is not over', async () => {
      const store = await open();
      const { fence, artefact } = await scheduling(store);
      await store.recordFire(fence, fire(artefact, START + MINUTE), 'over', START + MINUTE);
      await finish(store, 'over', 'succeeded', START + MINUTE);
      await store.recordFire(fence, fire(artefact, START + 2 * MINUTE), 'going', START + 2 * MINUTE);
      const backfill = await created(store, artefact);
      const feed = [0, 1, 2].map((minute) => fed(minute));
      expect(await store.feedBackfill(fence, step(backfill, { feed }), LATER)).toBe(true);

      const run = await store.getRun('fed-0');
      expect(run).toMatchObject({ trigger: 'backfill', state: 'scheduled', fireTime: START, createdAt: LATER });
      expect(run?.previousFireTime).toBe(START - MINUTE);
      expect(await store.getRun('over')).toMatchObject({ trigger: 'schedule', state: 'scheduled', earlierAttempts: 1 });
      expect(await store.getRun('going')).toMatchObject({ state: 'scheduled', earlierAttempts: 0 });
      expect(await store.openBackfillFires('one')).toEqual(
        ['fed-0', 'over', 'going'].map((runId, minute) => ({
          fireTime: START + minute * MINUTE,
          runId,
          standing: 'open',
          runState: 'scheduled',
        })),
      );
      expect(await store.getBackfill('one')).toMatchObject({
        state: 'running',
        position: START + 2 * MINUTE,
        startedAt: LATER,
        counts: { open: 3, again: 0, succeeded: 0, failed: 0 },
        version: 2,
      });
      expect([...(await store.backfillRuns(SCOPE))].toSorted()).toEqual(['fed-0', 'going', 'over']);
      expect((await store.backfillOfRun('over'))?.id).toBe('one');
      expect(await store.backfillOfRun('nobody')).toBeUndefined();
      const events = (await allEvents(store)).filter(({ data }) => data['backfill'] === 'one');
      expect(events.map(({ type, data }) => [type, data['run']]).toSorted()).toEqual([
        ['backfill.created', undefined],
        ['run.rerun-requested', 'over'],
        ['run.scheduled', 'fed-0'],
        ['run.scheduled', 'over'],
      ]);
      expectWholeChains(await allEvents(store));
    });

    test('note how their runs end, and end with an event', async () => {
      const store = await open();
      const { fence, artefact } = await scheduling(store);
      const backfill = await created(store, artefact);
      await store.feedBackfill(fence, step(backfill, { feed: [fed(0), fed(1)] }), LATER);
      await finish(store, 'fed-0', 'succeeded', LATER);
      await finish(store, 'fed-1', 'failed', LATER);
      const reason = { code: 'RUN_FAILED', message: 'one failed' };
      const failing = step((await store.getBackfill('one')) ?? backfill, { state: 'failed', reason });
      expect(await store.feedBackfill(fence, failing, LATER + 5)).toBe(true);
      expect(await store.getBackfill('one')).toMatchObject({
        state: 'failed',
        reason,
        endedAt: LATER + 5,
        counts: { open: 0, again: 0, succeeded: 1, failed: 1 },
      });
      expect(await store.openBackfills(SCOPE)).toEqual([]);
      expect(await store.scheduleOutlook(SCOPE)).toMatchObject({ hasBackfills: false });

      const resumed = await store.changeBackfill('one', { to: 'resume', actor: 'ann' }, LATER + 6);
      expect(resumed).toMatchObject({ outcome: 'changed', backfill: { state: 'running', counts: { again: 1 } } });
      const again = await store.openBackfillFires('one');
      expect(again).toEqual([{ fireTime: START + MINUTE, runId: 'fed-1', standing: 'again', runState: 'failed' }]);
      const present = (await store.getBackfill('one')) ?? backfill;
      expect(await store.feedBackfill(fence, step(present, { again }), LATER + 7)).toBe(true);
      expect(await store.getRun('fed-1')).toMatchObject({ state: 'scheduled', earlierAttempts: 1 });
      expect(await eventTypes(store, 'orders', 'sluice.audit')).toEqual([
        'deployment.created',
        'backfill.created',
        'backfill.failed',
        'backfill.resumed',
        'run.rerun-requested',
      ]);
    });

    test('write nothing under an old fence, from an old look, or of another version', async () => {
      const store = await open();
      const { fence, artefact } = await scheduling(store);
      const backfill = await created(store, artefact);
      expect(await store.feedBackfill(fence, step(backfill, { feed: [fed(0)] }), LATER)).toBe(true);
      expect(await store.feedBackfill(fence, step(backfill, { feed: [fed(0, 'twice')] }), LATER)).toBe(false);
      const present = (await store.getBackfill('one')) ?? backfill;
      await store.changeBackfill('one', { to: 'pause', actor: 'ann' }, LATER);
      expect(await store.feedBackfill(fence, step(present, { feed: [fed(1)] }), LATER)).toBe(false);
      await store.changeBackfill('one', { to: 'resume', actor: 'ann' }, LATER);

      const resumed = (await store.getBackfill('one')) ?? backfill;
      const leading = await store.nextFence(LEADER, 0);
      const changed = compiled('orders', { text: 'second' });
      await store.applyChanges(leading, 'revision-2', [deploy(changed)], LATER, 'reconciler');
      expect(await store.feedBackfill(fence, step(resumed, { feed: [fed(1)] }), LATER)).toBe(false);
      const counted = { total: 8, artefactDigest: changed.digest };
      await store.nextFence(SCHEDULER, 0);
      const fenced = store.feedBackfill(fence, step(resumed, { feed: [fed(1)], counted }), LATER);
      await expect(fenced).rejects.toMatchObject({ code: 'STORE_FENCED' });
      expect((await store.listRuns({ ...key('orders'), limit: 9 })).items.map(({ id }) => id)).toEqual(['fed-0']);
      expect(await store.feedBackfill(fence + 1, step(resumed, { feed: [fed(1)], counted }), LATER)).toBe(true);
      expect(await store.getRun('fed-1')).toMatchObject({ artefactDigest: changed.digest });
      expect(await store.getBackfill('one')).toMatchObject(counted);
    });

    test('hand out each fire once where two leaders do it at once', async () => {
      const [left, right] = [await open(), await open()];
      const { fence, artefact } = await scheduling(left);
      const backfill = await created(left, artefact);
      const answers = await Promise.all(
        [left, right].map((store, index) =>
          store.feedBackfill(fence, step(backfill, { feed: [fed(0, `of-${index}`), fed(1, `of-${index}`)] }), LATER),
        ),
      );
      expect(answers.toSorted()).toEqual([false, true]);
      expect((await left.listRuns({ ...key('orders'), limit: 9 })).items).toHaveLength(2);
      expectWholeChains(await allEvents(left));
    });

    test('stop with their pipeline, and go with it to another name', async () => {
      const store = await open();
      const { fence, artefact } = await scheduling(store);
      const backfill = await created(store, artefact);
      await store.pauseDeployment({ key: key('orders'), actor: 'ann' }, LATER);
      await expect(store.feedBackfill(fence, step(backfill, { feed: [fed(0)] }), LATER)).rejects.toMatchObject({
        fields: { overtaken: true },
      });
      expect(await store.openBackfillFires('one')).toEqual([]);
      const leading = await store.nextFence(LEADER, 0);
      const moved = compiled('sales');
      const move = { kind: 'move', key: key('sales'), from: 'orders', compiled: moved, nextFireTime: LATER } as const;
      await store.applyChanges(leading, 'revision-2', [move], LATER, 'reconciler');
      expect(await store.getBackfill('one')).toMatchObject({ pipeline: 'sales', version: 2 });
    });

    test('change only from where it makes sense; cancelled, they stop what has not started', async () => {
      const store = await open();
      const { fence, artefact } = await scheduling(store);
      const backfill = await created(store, artefact);
      await store.feedBackfill(fence, step(backfill, { feed: [fed(0), fed(1)] }), LATER);
      await store.claimRun('fed-0', 'one', LATER + MINUTE, LATER);
      expect(await store.changeBackfill('none', { to: 'pause', actor: 'ann' }, LATER)).toBeUndefined();
      expect(await store.changeBackfill('one', { to: 'resume', actor: 'ann' }, LATER)).toMatchObject({
        outcome: 'same',
      });
      const cancelled = await store.changeBackfill('one', { to: 'cancel', actor: 'ann', why: 'enough' }, LATER);
      expect(cancelled).toMatchObject({ outcome: 'changed', stopped: 1, backfill: { state: 'cancelled' } });
      expect(await store.getRun('fed-0')).toMatchObject({ state: 'claimed' });
      expect(await store.getRun('fed-1')).toMatchObject({ state: 'cancelled' });
      expect(await store.changeBackfill('one', { to: 'resume', actor: 'ann' }, LATER)).toMatchObject({
        outcome: 'refused',
      });
      expect(await store.changeBackfill('one', { to: 'cancel', actor: 'ann' }, LATER)).toMatchObject({
        outcome: 'same',
        stopped: 0,
      });
      expect(await store.cancelRequested(['fed-0'])).toEqual([]);
      expect(await store.changeBackfill('one', { to: 'cancel', actor: 'ann', stop: true }, LATER)).toMatchObject({
        outcome: 'same',
        stopped: 1,
      });
      expect(await store.cancelRequested(['fed-0'])).toEqual(['fed-0']);
    });

    test('are not resumed beside another of their range', async () => {
      const store = await open();
      const { fence, artefact } = await scheduling(store);
      const backfill = await created(store, artefact);
      await store.feedBackfill(fence, step(backfill, { state: 'failed' }), LATER);
      await create(store, artefact, { id: 'two' });
      const resuming = store.changeBackfill('one', { to: 'resume', actor: 'ann' }, LATER);
      await expect(resuming).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
      expect(await store.getBackfill('one')).toMatchObject({ state: 'failed' });
    });

    test('find fires of when their pipeline had another name, and run them once more, not a second time', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      const scheduler = await store.nextFence(SCHEDULER, 0);
      for (const minute of [0, 1]) {
        await store.recordFire(scheduler, fire(artefact, START + minute * MINUTE), `old-${minute}`, START);
        await finish(store, `old-${minute}`, 'succeeded', START + minute * MINUTE);
      }
      const leading = await store.nextFence(LEADER, 0);
      await store.applyChanges(leading, 'revision-2', [move('orders', 'sales')], START + 2 * MINUTE, 'ann');
      const sales = compiled('sales');
      // another pipeline has the name by now, and a fire of the range
      await store.applyChanges(leading, 'revision-3', [deploy(artefact)], START + 3 * MINUTE, 'ann');
      await store.recordFire(scheduler, fire(artefact, START + 4 * MINUTE), 'others', START + 4 * MINUTE);
      const range = { from: START, to: START + 9 * MINUTE };
      expect(await store.recordedFires(key('sales'), range)).toBe(2);
      const backfill = await created(store, sales);
      expect(await store.feedBackfill(scheduler, step(backfill, { feed: [fed(1), fed(4)] }), LATER)).toBe(true);
      expect(await store.getRun('old-1')).toMatchObject({ state: 'scheduled', earlierAttempts: 1 });
      expect(await store.getRun('fed-1')).toBeUndefined();
      expect(await store.getRun('fed-4')).toMatchObject({ pipeline: 'sales' });
      expect(await store.recordedFires(key('sales'), range)).toBe(3);
    });

    test('stop no run that they found on its way', async () => {
      const store = await open();
      const { fence, artefact } = await scheduling(store);
      await store.recordFire(fence, fire(artefact, START), 'of-schedule', START);
      const backfill = await created(store, artefact);
      await store.feedBackfill(fence, step(backfill, { feed: [fed(0), fed(1)] }), LATER);
      const cancelled = await store.changeBackfill('one', { to: 'cancel', actor: 'ann', stop: true }, LATER);
      expect(cancelled).toMatchObject({ stopped: 1 });
      expect(await store.getRun('of-schedule')).toMatchObject({ state: 'scheduled' });
      expect(await store.getRun('fed-1')).toMatchObject({ state: 'cancelled' });
    });

    test('remember how many of their fires stand where, and are counted where a build of before wrote them', async () => {
      const store = await open();
      const { fence, artefact } = await scheduling(store);
      await created(store, artefact);
      const present = async () => {
        const backfill = await store.getBackfill('one');
        if (backfill === undefined) throw new Error('no backfill');
        return backfill;
      };
      /** What is remembered is what there is. */
      const counted = async () => {
        const { counts } = await present();
        await transact((tx) => tx.db.updateTable('sluice_backfill').set({ counts: null }).execute());
        expect((await present()).counts).toEqual(counts);
        return counts;
      };
      expect(await counted()).toEqual({ open: 0, again: 0, succeeded: 0, failed: 0 });
      const feed = [0, 1, 2, 3].map((minute) => fed(minute));
      await store.feedBackfill(fence, step(await present(), { feed }), LATER);
      await finish(store, 'fed-0', 'succeeded', LATER);
      for (const minute of [1, 2]) await finish(store, `fed-${minute}`, 'failed', LATER);
      await store.feedBackfill(fence, step(await present(), { feed: [fed(4)], state: 'failed' }), LATER);
      expect(await counted()).toEqual({ open: 2, again: 0, succeeded: 1, failed: 2 });
      await store.changeBackfill('one', { to: 'resume', actor: 'ann' }, LATER);
      expect(await counted()).toEqual({ open: 2, again: 2, succeeded: 1, failed: 0 });
      // a person has one run once more meanwhile, which succeeds
      await store.reopenRun('fed-1', { actor: 'ann' }, LATER);
      await store.claimRun('fed-1', 'one', LATER + MINUTE, LATER);
      await store.startAttempt('fed-1', 'one', { id: 'again' }, {}, undefined, LATER);
      await store.finishAttempt(
        'fed-1',
        'one',
        2,
        { attemptState: 'succeeded', runState: 'succeeded', metrics: {} },
        LATER,
      );
      const again = (await store.openBackfillFires('one')).filter(({ standing }) => standing === 'again');
      expect(again.map(({ runId, runState }) => [runId, runState])).toEqual([
        ['fed-1', 'succeeded'],
        ['fed-2', 'failed'],
      ]);
      await store.feedBackfill(fence, step(await present(), { again: again.slice(1) }), LATER);
      expect(await counted()).toEqual({ open: 3, again: 0, succeeded: 2, failed: 0 });
    });

    test('are resumed with as many failed fires as they have, a bounded part of them in each transaction', async () => {
      const store = await open();
      const { artefact } = await scheduling(store);
      await create(store, artefact, {});
      const failed = Array.from({ length: 2 * PUT_TOGETHER + 1 }, (_, minute) => ({
        backfill_id: 'one',
        fire_time: START + minute * MINUTE,
        run_id: `run-${minute}`,
        standing: minute % 2 === 0 ? 'failed' : 'timed-out',
        is_own: 1,
      }));
      const counts = JSON.stringify({ open: 0, again: 0, succeeded: 0, failed: failed.length });
      await transact(async ({ db }) => {
        await db.insertInto('sluice_backfill_fire').values(failed).execute();
        await db.updateTable('sluice_backfill').set({ state: 'failed', is_open: 0, counts }).execute();
      });
      const resume = { to: 'resume', actor: 'ann' } as const;
      const part = await transact((tx) => changeBackfill(tx, 'one', resume, LATER));
      expect(part).toBe('more');
      expect(await store.getBackfill('one')).toMatchObject({
        state: 'failed',
        version: 2,
        counts: { again: PUT_TOGETHER, failed: PUT_TOGETHER + 1 },
      });
      expect(await store.openBackfills(SCOPE)).toEqual([]);
      expect(await store.changeBackfill('one', resume, LATER)).toMatchObject({
        outcome: 'changed',
        backfill: { state: 'waiting', counts: { open: 0, again: failed.length, succeeded: 0, failed: 0 } },
      });
      const standings = await transact(({ db }) =>
        db.selectFrom('sluice_backfill_fire').select('standing').distinct().execute(),
      );
      expect(standings).toEqual([{ standing: 'again' }]);
      const types = await eventTypes(store, 'orders', 'sluice.audit');
      expect(types).toEqual(['deployment.created', 'backfill.created', 'backfill.resumed']);
    });

    test.each(['oldest-first', 'newest-first'] as const)(
      'look at the next hundred to run once more: %s',
      async (order) => {
        const store = await open();
        const { artefact } = await scheduling(store);
        await create(store, artefact, { order });
        const minutes = Array.from({ length: 130 }, (_, index) => index);
        await transact((tx) =>
          tx.db
            .insertInto('sluice_backfill_fire')
            .values(
              minutes.map((minute) => ({
                backfill_id: 'one',
                fire_time: START + minute * MINUTE,
                run_id: `run-${minute}`,
                standing: minute === 65 ? 'open' : 'again',
                is_own: 1,
              })),
            )
            .execute(),
        );
        const found = (await store.openBackfillFires('one')).map(({ fireTime }) => (fireTime - START) / MINUTE);
        const looked = order === 'oldest-first' ? minutes.slice(0, 101) : minutes.slice(29);
        expect(found).toEqual(looked);
      },
    );
  });
}

async function scheduling(store: Store): Promise<{ readonly fence: number; readonly artefact: CompiledArtefact }> {
  const { artefact } = await withPipeline(store, 'orders');
  return { fence: await store.nextFence(SCHEDULER, 0), artefact };
}

function wish(artefact: CompiledArtefact, given: Partial<BackfillWish> = {}) {
  const { name: pipeline, digest: artefactDigest } = artefact;
  const whole: BackfillWish = {
    ...key(pipeline),
    id: 'one',
    from: START,
    to: START + 9 * MINUTE,
    order: 'oldest-first',
    concurrency: 2,
    allowDuplicates: false,
    onFailure: 'stop',
    actor: 'ann',
    ...given,
  };
  return { wish: whole, total: 10, artefactDigest };
}

function create(store: Store, artefact: CompiledArtefact, given: Partial<BackfillWish>, now = LATER) {
  return store.createBackfill(wish(artefact, given), now);
}

async function created(store: Store, artefact: CompiledArtefact): Promise<BackfillRecord> {
  const made = await create(store, artefact, {});
  if (made.outcome !== 'created') throw new Error(made.outcome);
  return made.backfill;
}

function fed(minute: number, by = 'fed'): FedFire {
  const fireTime = START + minute * MINUTE;
  return { fireTime, previousFireTime: fireTime - MINUTE, runId: `${by}-${minute}` };
}

function step(backfill: BackfillRecord, given: Partial<BackfillStep>): BackfillStep {
  return { backfill, feed: [], again: [], state: 'running', ...given };
}

async function finish(store: Store, id: string, state: 'succeeded' | 'failed', now: number): Promise<void> {
  await store.claimRun(id, 'one', now + MINUTE, now);
  await store.startAttempt(id, 'one', { id: `job-${id}` }, {}, undefined, now);
  expect(await store.finishAttempt(id, 'one', 1, { attemptState: state, runState: state, metrics: {} }, now)).toBe(
    true,
  );
}
