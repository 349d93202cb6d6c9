import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createRuntimeLab,
  LAB_START,
  LEADER_FENCE,
  type RuntimeLab,
} from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import type { NormalisedPipeline } from '../../compiler/index.ts';
import { createWake } from '../observe/index.ts';
import { createScheduler } from '../schedule/index.ts';
import { backfillProgress } from './backfill-progress.ts';
import { changeBackfill } from './change-backfill.ts';
import { planBackfill, type BackfillRequest } from './plan-backfill.ts';
import { requestBackfill } from './request-backfill.ts';

const DAY = 86_400_000;
const daily = { kind: 'cron', expression: '0 0 2 * * ?', dialect: 'quartz-2.5', timeZone: 'Asia/Shanghai' } as const;
const movement = (sink: object) => ({ kind: 'movement', source: { table: 'a' }, sink: { table: 'b', ...sink } });
const FEBRUARY: BackfillRequest = { bizdate: '2026-02-01..2026-02-28' };

let lab: RuntimeLab;
beforeEach(async () => {
  lab = await createRuntimeLab();
});
afterEach(() => lab.close());

async function deploy(pipeline: Partial<NormalisedPipeline> = {}): Promise<void> {
  await lab.deploy(sampleArtefact('orders', { schedule: daily, ...pipeline }));
}
const plan = (request: BackfillRequest = FEBRUARY, name = 'orders') => planBackfill(lab, lab.key(name), request);
const ask = (request: BackfillRequest = FEBRUARY) =>
  requestBackfill(lab, lab.key('orders'), { ...request, actor: 'ann', why: 'ticket 7' });

async function succeed(fireTime: number, rows: number, ms: number): Promise<void> {
  const run = await lab.fire(sampleArtefact('orders', { schedule: daily }), fireTime);
  const now = lab.clock.now();
  await lab.store.claimRun(run.id, 'test', now + DAY, now);
  await lab.store.startAttempt(run.id, 'test', { id: 'job' }, {}, undefined, now);
  const end = { attemptState: 'succeeded', runState: 'succeeded', metrics: { rowsWritten: rows } } as const;
  await lab.store.finishAttempt(run.id, 'test', 1, end, now + ms);
}

describe('planBackfill', () => {
  it('says how many runs it would be, from when to when, and what they are like', async () => {
    await deploy();
    expect(await plan()).toMatchObject({
      total: 28,
      first: Date.parse('2026-02-02T02:00:00+08:00'),
      last: Date.parse('2026-03-01T02:00:00+08:00'),
      onRecord: 0,
      concurrency: 1,
      order: 'oldest-first',
      onFailure: 'stop',
    });
    expect((await plan()).estimate).toBeUndefined();
    await succeed(Date.parse('2026-02-10T02:00:00+08:00'), 100, 60_000);
    await succeed(Date.parse('2026-03-02T02:00:00+08:00'), 300, 120_000);
    expect(await plan({ ...FEBRUARY, concurrency: 4 })).toMatchObject({
      onRecord: 1,
      estimate: { ofRuns: 2, rows: 200 * 28, durationMs: 90_000 * 7 },
    });
    expect(await lab.store.listBackfills({ ...lab.scope, limit: 9 })).toEqual({ items: [] });
  });

  it('takes the present day for the fires of it that are over', async () => {
    await deploy();
    const today = await plan({ fire: '2026-03-01..2026-03-02' });
    expect([today.total, today.to]).toEqual([2, LAB_START]);
  });

  it.each<[string, BackfillRequest, string]>([
    ['no range', {}, 'a backfill has a range of fire times, of bizdates or of cursor values, and one of them'],
    [
      'two ranges',
      { fire: '2026-02-01', bizdate: '2026-02-01' },
      'a backfill has a range of fire times, of bizdates or of cursor values, and one of them',
    ],
    [
      'a range that ends before it begins',
      { fire: '2026-02-03..2026-02-01' },
      'the range begins after its end: 2026-02-03 is later than 2026-02-01',
    ],
    [
      'a range in the future',
      { fire: '2026-02-01..2026-04-01' },
      'the range ends in the future: a backfill is of fires that are over',
    ],
    [
      'a range without fires',
      { fire: '2026-02-01T03:00:00Z..2026-02-01T04:00:00Z' },
      '`orders` has no fire in the range',
    ],
    ['no run at a time', { ...FEBRUARY, concurrency: 0 }, '0 runs at a time cannot be'],
    ['too many at a time', { ...FEBRUARY, concurrency: 101 }, '101 runs at a time cannot be'],
  ])('refuses %s', async (_, request, message) => {
    await deploy();
    await expect(plan(request)).rejects.toMatchObject({ code: 'INVALID_REQUEST', message });
  });

  it('refuses more fires than anybody means, and, unless they are meant, more than many', async () => {
    await deploy({ schedule: { ...daily, expression: '0 * * * * ?' } });
    const tenYears = { fire: '2016-01-01..2025-12-31' };
    await expect(plan({ ...tenYears, large: true })).rejects.toMatchObject({
      message: 'the range has more than 1,000,000 fires',
    });
    const month = { fire: '2026-01-01..2026-01-31' };
    await expect(plan(month)).rejects.toMatchObject({ message: 'the range has 44,640 fires, more than 10,000' });
    expect(await plan({ ...month, large: true })).toMatchObject({ total: 44_640 });
  });

  it.each<[string, Partial<NormalisedPipeline>, RegExp]>([
    ['runs by hand', { schedule: { kind: 'manual', timeZone: 'UTC' } }, /no clock says when it fires/],
    ['runs a while after itself', { schedule: { kind: 'after', delayMs: 1, timeZone: 'UTC' } }, /no clock says/],
    ['runs after others', { schedule: { kind: 'upstream', timeZone: 'UTC' }, dependsOn: ['a'] }, /no clock of its own/],
    ['runs all the time', { schedule: { kind: 'continuous', timeZone: 'UTC' } }, /no clock says/],
    ['reads from a cursor', { incremental: { column: 'id', type: 'int64' } }, /from its cursor on/],
    ['appends', { work: movement({ mode: 'append' }) }, /would have its rows twice/],
    [
      'appends after a statement that clears nothing',
      { work: movement({ mode: 'append', preSql: ['set names utf8mb4'] }) },
      /would have its rows twice/,
    ],
  ])('refuses a pipeline that %s', async (_, pipeline, message) => {
    await deploy(pipeline);
    await expect(plan()).rejects.toMatchObject({ code: 'INVALID_REQUEST', message: expect.stringMatching(message) });
  });

  it('lets append what clears before, and what is allowed to; and says what may not be meant', async () => {
    await deploy({ work: movement({ mode: 'append' }) });
    expect(await plan({ ...FEBRUARY, allowDuplicates: true })).toMatchObject({
      allowDuplicates: true,
      cautions: [expect.stringContaining('nothing in it depends on the fire time')],
    });
    await deploy({ work: movement({ mode: 'append', preSql: ['delete from b where day = 1'] }) });
    expect((await plan()).cautions).toHaveLength(1);
    await deploy({ work: movement({ mode: 'append', preSql: ['set x = 1; alter table b drop partition p1'] }) });
    expect((await plan()).cautions).toHaveLength(1);
    await deploy({ work: movement({ mode: 'overwrite' }) });
    expect((await plan()).cautions).toEqual([
      expect.stringContaining('nothing in it depends on the fire time'),
      expect.stringContaining('the rows of the last run alone are left'),
    ]);
  });

  it('says which name may be meant', async () => {
    await deploy();
    await expect(plan(FEBRUARY, 'order')).rejects.toMatchObject({ code: 'NOT_FOUND', help: 'did you mean `orders`?' });
  });
});

describe('requestBackfill', () => {
  it('puts it on record, and not beside another of its range', async () => {
    await deploy();
    const made = await ask();
    expect(made).toMatchObject({ state: 'waiting', total: 28, actor: 'ann', why: 'ticket 7' });
    await expect(ask({ bizdate: '2026-02-28..2026-02-28' })).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      help: expect.stringContaining(`sluice backfill cancel ${made.id}`),
    });
    expect(await ask({ bizdate: '2026-01-01..2026-01-31' })).toMatchObject({ total: 31 });
  });

  it('does nothing where it is another number of runs than was shown', async () => {
    await deploy();
    const other = requestBackfill(lab, lab.key('orders'), { ...FEBRUARY, runs: 27, actor: 'ann' });
    await expect(other).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    expect((await lab.store.listBackfills({ ...lab.scope, limit: 9 })).items).toEqual([]);
  });
});

describe('changeBackfill and backfillProgress', () => {
  it('say how far it is and what it waits for, and refuse what cannot be', async () => {
    await deploy();
    const { id } = await ask();
    const scheduler = createScheduler({ ...lab, executors: createWake(lab.clock) });
    await scheduler.look(LEADER_FENCE);
    await lab.store.pauseDeployment({ key: lab.key('orders'), actor: 'ann' }, lab.clock.now());
    const present = async () => backfillProgress(lab, (await lab.store.getBackfill(id)) ?? expect.fail());
    expect(await present()).toMatchObject({ left: 27, waitsFor: { code: 'PIPELINE_PAUSED' } });
    await lab.store.resumeDeployment({ key: lab.key('orders'), actor: 'ann' }, lab.clock.now());
    const [run] = await lab.runs('orders');
    await lab.store.claimRun(run?.id ?? '', 'test', LAB_START + DAY, LAB_START);
    await lab.store.startAttempt(run?.id ?? '', 'test', { id: 'job' }, {}, undefined, LAB_START);
    await lab.clock.advance(60_000);
    const end = { attemptState: 'succeeded', runState: 'succeeded', metrics: {} } as const;
    await lab.store.finishAttempt(run?.id ?? '', 'test', 1, end, lab.clock.now());
    await scheduler.look(LEADER_FENCE);
    expect(await present()).toMatchObject({ left: 26, remainingMs: 27 * 60_000, backfill: { counts: { open: 1 } } });

    expect(await changeBackfill(lab, lab.scope, id, { to: 'cancel', actor: 'ann' })).toMatchObject({ stopped: 1 });
    await expect(changeBackfill(lab, lab.scope, id, { to: 'resume', actor: 'ann' })).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message: `backfill ${id} is cancelled; it cannot be made to resume`,
    });
    const elsewhere = { ...lab.scope, environment: 'prod' };
    for (const [scope, name] of [
      [lab.scope, 'nobody'],
      [elsewhere, id],
    ] as const)
      await expect(changeBackfill(lab, scope, name, { to: 'pause', actor: 'ann' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
  });
});
