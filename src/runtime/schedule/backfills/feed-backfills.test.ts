import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createRuntimeLab,
  LAB_START,
  LEADER_FENCE,
  type RuntimeLab,
} from '../../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../../test/support/runtime/sample-artefact.ts';
import type { NormalisedPipeline } from '../../../compiler/index.ts';
import { createWake } from '../../observe/index.ts';
import type { BackfillWish, RunRecord } from '../../ports/index.ts';
import { createScheduler, type Scheduler } from '../scheduler.ts';
import { lookAtBackfill } from './look-at-backfill.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const daily = { kind: 'cron', expression: '0 0 2 * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' } as const;
/** The first fire of the range: ten days before the lab's time. */
const FIRST = Date.UTC(2026, 1, 20, 2);

let lab: RuntimeLab;
let scheduler: Scheduler;
const restarted = (): Scheduler => createScheduler({ ...lab, executors: createWake(lab.clock) });
beforeEach(async () => {
  lab = await createRuntimeLab();
  scheduler = restarted();
});
afterEach(() => lab.close());

/** Looks until a look writes nothing more, and proves that the next writes nothing. */
async function look(): Promise<void> {
  const everything = async () => ({
    events: (await lab.store.listEvents({ limit: 1_000 })).items,
    backfill: await lab.store.getBackfill('one'),
  });
  await scheduler.look(LEADER_FENCE);
  const before = await everything();
  await scheduler.look(LEADER_FENCE);
  expect(await everything()).toEqual(before);
}

async function deploy(pipeline: Partial<NormalisedPipeline> = {}, next?: number): Promise<string> {
  const compiled = sampleArtefact('orders', { schedule: daily, ...pipeline });
  await lab.deploy(compiled, next);
  return compiled.digest;
}

async function backfill(artefactDigest: string, given: Partial<BackfillWish> = {}): Promise<void> {
  const wish: BackfillWish = {
    ...lab.key('orders'),
    id: 'one',
    from: FIRST,
    to: FIRST + 4 * DAY,
    order: 'oldest-first',
    concurrency: 1,
    allowDuplicates: false,
    onFailure: 'stop',
    actor: 'ann',
    ...given,
  };
  const made = await lab.store.createBackfill({ wish, total: 5, artefactDigest }, lab.clock.now());
  expect(made.outcome).toBe('created');
}

const present = () => lab.store.getBackfill('one');
/** Days of the range that have a run, with its state. */
const runs = async () => (await lab.runs('orders')).map((run) => [(run.fireTime - FIRST) / DAY, run.state]);
const openOnes = async () => (await lab.runs('orders')).filter(({ state }) => state === 'scheduled');

async function end(run: RunRecord | undefined, state: 'succeeded' | 'failed' = 'succeeded'): Promise<void> {
  const now = lab.clock.now();
  const id = run?.id ?? '';
  await lab.store.claimRun(id, 'test', now + MINUTE, now);
  const started = await lab.store.startAttempt(id, 'test', { id: 'job' }, {}, undefined, now);
  const outcome = { attemptState: state, runState: state, metrics: {} } as const;
  expect(await lab.store.finishAttempt(id, 'test', started?.attempts.length ?? 1, outcome, now)).toBe(true);
}

/** Ends what is open and looks, until nothing is open any more; gives the order in which days ran. */
async function runAll(state: 'succeeded' | 'failed' = 'succeeded'): Promise<readonly number[]> {
  const days: number[] = [];
  for (;;) {
    await look();
    const open = await openOnes();
    if (open.length === 0) return days;
    for (const run of open) {
      days.push((run.fireTime - FIRST) / DAY);
      await end(run, state);
    }
  }
}

describe('a backfill', () => {
  it('hands out one fire after the other, each with its own window, and succeeds', async () => {
    await backfill(await deploy());
    await look();
    expect(await runs()).toEqual([[0, 'scheduled']]);
    const [first] = await lab.runs('orders');
    expect(first).toMatchObject({ trigger: 'backfill', fireTime: FIRST, previousFireTime: FIRST - DAY });
    expect(await runAll()).toEqual([0, 1, 2, 3, 4]);
    expect(await present()).toMatchObject({ state: 'succeeded', counts: { succeeded: 5, open: 0, failed: 0 } });
  });

  it('goes from the newest to the oldest where it is asked to', async () => {
    await backfill(await deploy(), { order: 'newest-first' });
    expect(await runAll()).toEqual([4, 3, 2, 1, 0]);
  });

  it('has no more runs at a time than its concurrency', async () => {
    await backfill(await deploy(), { concurrency: 3 });
    await look();
    expect(await openOnes()).toHaveLength(3);
    await end((await openOnes())[1]);
    await look();
    expect(await runs()).toEqual([
      [0, 'scheduled'],
      [1, 'succeeded'],
      [2, 'scheduled'],
      [3, 'scheduled'],
    ]);
    expect(await runAll()).toEqual([0, 2, 3, 4]);
    expect(await present()).toMatchObject({ state: 'succeeded' });
  });

  it('hands out many by one short transaction after the other, without a rest between', async () => {
    await backfill(await deploy(), { concurrency: 50, from: FIRST - 50 * DAY });
    const rests: number[] = [];
    for (let looks = 0; looks < 4; looks++) rests.push(await scheduler.look(LEADER_FENCE));
    expect(rests).toEqual([0, 0, 0, 1_000]);
    expect(await openOnes()).toHaveLength(50);
  });

  it('goes on where it was, with no fire missing or twice, whatever is killed in between', async () => {
    await backfill(await deploy(), { concurrency: 2 });
    const days: number[] = [];
    for (let round = 0; round < 8; round++) {
      scheduler = restarted();
      await look();
      const [run] = await openOnes();
      if (run === undefined) break;
      days.push((run.fireTime - FIRST) / DAY);
      scheduler = restarted();
      await end(run);
    }
    expect(days).toEqual([0, 1, 2, 3, 4]);
    expect(await present()).toMatchObject({ state: 'succeeded' });
  });

  it('runs a recorded fire as one more attempt of its run', async () => {
    const digest = await deploy();
    const run = await lab.fire(sampleArtefact('orders', { schedule: daily }), FIRST + DAY);
    await end(run);
    await backfill(digest);
    expect(await runAll()).toEqual([0, 1, 2, 3, 4]);
    expect((await lab.store.getRun(run.id))?.attempts).toHaveLength(2);
    expect(await lab.runs('orders')).toHaveLength(5);
  });

  it('stops at a run that ends without success; resumed, that fire is run again and then the rest', async () => {
    await backfill(await deploy());
    await look();
    await end((await openOnes())[0]);
    await look();
    await end((await openOnes())[0], 'failed');
    await look();
    expect(await runs()).toEqual([
      [0, 'succeeded'],
      [1, 'failed'],
    ]);
    expect(await present()).toMatchObject({ state: 'failed', reason: { code: 'RUN_FAILED' }, counts: { failed: 1 } });
    await lab.store.changeBackfill('one', { to: 'resume', actor: 'ann' }, lab.clock.now());
    expect(await runAll()).toEqual([1, 2, 3, 4]);
    expect(await present()).toMatchObject({ state: 'succeeded', counts: { succeeded: 5, failed: 0 } });
  });

  it('stops at a run that fails between a look and what the look writes', async () => {
    await backfill(await deploy(), { concurrency: 2 });
    await look();
    const [first, second] = await openOnes();
    await end(first);
    const record = await present();
    const step = record && (await lookAtBackfill(lab.store, record, lab.clock.now())).step;
    if (step === undefined) throw new Error('nothing is handed out');
    await end(second, 'failed');
    const feed = step.feed.map((fire) => ({ ...fire, runId: 'third' }));
    expect(await lab.store.feedBackfill(LEADER_FENCE, { ...step, feed }, lab.clock.now())).toBe(true);
    expect(await runAll()).toEqual([2]);
    expect(await present()).toMatchObject({
      state: 'failed',
      reason: { code: 'RUNS_FAILED' },
      counts: { succeeded: 2, failed: 1, open: 0 },
    });
    await lab.store.changeBackfill('one', { to: 'resume', actor: 'ann' }, lab.clock.now());
    expect(await runAll()).toEqual([1, 3, 4]);
    expect(await present()).toMatchObject({ state: 'succeeded', counts: { succeeded: 5, failed: 0 } });
  });

  it('goes on after failures where it is to, and has failed at its end', async () => {
    await backfill(await deploy(), { onFailure: 'continue' });
    expect(await runAll('failed')).toEqual([0, 1, 2, 3, 4]);
    expect(await present()).toMatchObject({ state: 'failed', reason: { code: 'RUNS_FAILED' }, counts: { failed: 5 } });
  });

  it('rests while it is paused and while its pipeline is, and loses nothing of it', async () => {
    await backfill(await deploy());
    await look();
    await lab.store.changeBackfill('one', { to: 'pause', actor: 'ann' }, lab.clock.now());
    await end((await openOnes())[0]);
    await look();
    expect(await present()).toMatchObject({ state: 'paused', counts: { succeeded: 1, open: 0 } });
    expect(await lab.store.scheduleOutlook(lab.scope)).toMatchObject({ hasBackfills: false });
    await lab.store.changeBackfill('one', { to: 'resume', actor: 'ann' }, lab.clock.now());
    await lab.store.pauseDeployment({ key: lab.key('orders'), actor: 'ann' }, lab.clock.now());
    await look();
    expect(await openOnes()).toEqual([]);
    await lab.store.resumeDeployment({ key: lab.key('orders'), actor: 'ann' }, lab.clock.now());
    expect(await runAll()).toEqual([1, 2, 3, 4]);
  });

  it('is cancelled where its pipeline is deleted, and where somebody says so', async () => {
    await backfill(await deploy());
    await lab.store.applyChanges(
      LEADER_FENCE,
      'sha256:other',
      [{ kind: 'delete', key: lab.key('orders') }],
      lab.clock.now(),
      'test',
    );
    await look();
    expect(await present()).toMatchObject({ state: 'cancelled', reason: { code: 'PIPELINE_DELETED' } });
  });

  it('waits for runs that it did not hand out, and a fire of the schedule waits for its own', async () => {
    const next = Date.UTC(2026, 2, 3, 2);
    await backfill(await deploy({ overlap: 'skip' }, next));
    await look();
    await lab.clock.advance(next - LAB_START);
    await look();
    const scheduled = (await lab.runs('orders')).at(-1);
    expect(scheduled).toMatchObject({ fireTime: next, state: 'waiting', reason: { code: 'BACKFILL' } });
    await end((await openOnes())[0]);
    await look();
    expect((await openOnes()).map(({ fireTime }) => fireTime)).toEqual([next]);
    const record = await present();
    const decision = record === undefined ? {} : await lookAtBackfill(lab.store, record, lab.clock.now());
    expect(decision).toMatchObject({ hold: { code: 'OTHER_RUN' } });
    await end((await openOnes())[0]);
    expect(await runAll()).toEqual([1, 2, 3, 4]);
    expect(await present()).toMatchObject({ state: 'succeeded' });
  });

  it.each([
    ['cancel-running', ['cancelled', 'waiting']],
    ['skip', ['waiting', 'waiting']],
  ] as const)('keeps its run through two fires of the schedule under %s', async (overlap, states) => {
    const next = Date.UTC(2026, 2, 3, 2);
    await backfill(await deploy({ overlap }, next));
    await look();
    await lab.clock.advance(next - LAB_START);
    await look();
    await lab.clock.advance(DAY);
    await look();
    const [own, ...fires] = await lab.runs('orders');
    expect(own).toMatchObject({ state: 'scheduled' });
    expect(fires.map(({ state }) => state)).toEqual(states);
  });

  it('hands out nothing while a freeze lets nothing start', async () => {
    const window = { from: LAB_START, to: LAB_START + HOUR };
    const freeze = { name: 'big-sale', policy: 'deny', fires: 'skip', window } as const;
    await backfill(await deploy({ freezes: [freeze] }));
    await look();
    expect(await runs()).toEqual([]);
    const record = await present();
    const decision = record === undefined ? {} : await lookAtBackfill(lab.store, record, lab.clock.now());
    expect(decision).toMatchObject({ hold: { code: 'FROZEN', message: expect.stringContaining('big-sale') } });
    await lab.clock.advance(HOUR);
    expect(await runAll()).toEqual([0, 1, 2, 3, 4]);
  });

  it('runs beside the schedule where the pipeline may', async () => {
    const next = Date.UTC(2026, 2, 3, 2);
    await backfill(await deploy({ overlap: 'allow' }, next), { concurrency: 2 });
    await look();
    await lab.clock.advance(next - LAB_START);
    await look();
    expect(await openOnes()).toHaveLength(3);
  });

  it('that cannot be looked at keeps neither another nor the schedule from going on, and is logged once', async () => {
    const next = Date.UTC(2026, 2, 3, 2);
    const digest = await deploy();
    await backfill(digest);
    const sales = sampleArtefact('sales', { schedule: daily });
    await lab.deploy(sales, next);
    await backfill(sales.digest, { ...lab.key('sales'), id: 'two' });
    const store: typeof lab.store = {
      ...lab.store,
      openBackfillFires: async (id) => {
        if (id === 'one') throw new RangeError('time out of range');
        return lab.store.openBackfillFires(id);
      },
    };
    const broken = createScheduler({ ...lab, store, executors: createWake(lab.clock) });
    for (let looks = 0; looks < 3; looks++) await broken.look(LEADER_FENCE);
    const told = lab.lines.filter((line) => line.includes('cannot go on'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('time out of range');
    expect(await runs()).toEqual([]);
    expect((await lab.runs('sales')).map(({ fireTime, state }) => [fireTime, state])).toEqual([[FIRST, 'scheduled']]);
    await lab.clock.advance(next - LAB_START);
    await broken.look(LEADER_FENCE);
    expect((await lab.runs('sales')).at(-1)).toMatchObject({ fireTime: next, state: 'waiting' });
    await look();
    expect(await runs()).toEqual([[0, 'scheduled']]);
  });

  it('goes on with what is deployed by then, and counts its fires anew', async () => {
    await backfill(await deploy());
    await look();
    await end((await openOnes())[0]);
    const digest = await deploy({ schedule: { ...daily, expression: '0 0 2,14 * * ?' } });
    await look();
    expect(await present()).toMatchObject({ total: 9, artefactDigest: digest });
    expect((await openOnes()).map(({ artefactDigest, fireTime }) => [artefactDigest, fireTime])).toEqual([
      [digest, FIRST + 12 * HOUR],
    ]);
  });

  it('fails where what is deployed by then cannot be backfilled', async () => {
    await backfill(await deploy());
    await deploy({ schedule: { kind: 'manual', timeZone: 'UTC' } });
    await look();
    expect(await present()).toMatchObject({ state: 'failed', reason: { code: 'NOT_BACKFILLABLE' } });
  });
});
