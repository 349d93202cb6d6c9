import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRuntimeLab, LEADER_FENCE, type RuntimeLab } from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { compileArtefact, type CompiledArtefact, type NormalisedPipeline } from '../../compiler/index.ts';
import { cursorRangeOf } from '../cursor-range.ts';
import { createWake } from '../observe/index.ts';
import type { RunRecord } from '../ports/index.ts';
import { requestRerun } from '../request-rerun.ts';
import { requestRun } from '../request-run.ts';
import { createScheduler } from '../schedule/index.ts';
import { changeBackfill } from './change-backfill.ts';
import { planBackfill, type BackfillRequest } from './plan-backfill.ts';
import { requestBackfill } from './request-backfill.ts';

const daily = { kind: 'cron', expression: '0 0 2 * * ?', dialect: 'quartz-2.5', timeZone: 'Asia/Shanghai' } as const;
const work = { kind: 'movement', source: { table: 'a' }, sink: { table: 'b', mode: 'upsert', key: ['id'] } };
const RANGE: BackfillRequest = { cursor: '100..350', chunk: '100' };

/** An incremental pipeline of the engine in the process. */
function follows(pipeline: Partial<NormalisedPipeline> = {}): CompiledArtefact {
  const { artefact } = sampleArtefact('orders', {
    schedule: daily,
    work,
    incremental: { column: 'id', type: 'int64' },
    ...pipeline,
  });
  const { column = '', type = '' } = artefact.pipeline.incremental ?? {};
  const after = { $text: [{ whenCursor: [{ hole: { kind: 'cursor' } as const }], otherwise: [] }] };
  const source = { table: 'a', incremental: { column, type, after } };
  return compileArtefact({ ...artefact, job: { file: 'job.json', template: { source } } });
}

let lab: RuntimeLab;
beforeEach(async () => {
  lab = await createRuntimeLab();
});
afterEach(() => lab.close());

const plan = (request: BackfillRequest) => planBackfill(lab, lab.key('orders'), request);
const ask = (request: BackfillRequest = RANGE) => requestBackfill(lab, lab.key('orders'), { ...request, actor: 'ann' });

const DAY = 86_400_000;
const partsOf = async () =>
  (await lab.runs('orders'))
    .filter(({ fireTime }) => fireTime < 0)
    .map((run) => [cursorRangeOf(run)?.after, cursorRangeOf(run)?.until, run.state]);

const MINUTE = 60_000;
/** A run of the schedule that reads so many rows, from where the cursor is, in a minute. */
async function readUpTo(cursor: string, rowsRead: number, from: string | undefined): Promise<void> {
  const run = await lab.fire(follows(), lab.clock.now());
  const { id } = run;
  await lab.store.claimRun(id, 'test', lab.clock.now() + DAY, lab.clock.now());
  await lab.store.startAttempt(id, 'test', { id: 'job' }, {}, from, lab.clock.now());
  await lab.clock.advance(MINUTE);
  const end = { attemptState: 'succeeded', runState: 'succeeded', metrics: { rowsRead }, cursor } as const;
  await lab.store.finishAttempt(id, 'test', 1, end, lab.clock.now());
}

async function finish(
  run: RunRecord | undefined,
  runState: 'succeeded' | 'failed' = 'succeeded',
  rowsRead?: number,
): Promise<void> {
  const { id } = run ?? expect.fail('no run');
  const now = lab.clock.now();
  const attempt = (await lab.store.claimRun(id, 'test', now + DAY, now))?.attempts.length ?? 0;
  await lab.store.startAttempt(id, 'test', { id: `job-${attempt}` }, {}, undefined, now);
  const metrics = rowsRead === undefined ? {} : { rowsRead };
  const end = { attemptState: runState, runState, metrics, cursor: '9999' } as const;
  await lab.store.finishAttempt(id, 'test', attempt + 1, end, now);
}

describe('a backfill of a range of cursor values', () => {
  it('says how many runs it would be, and puts nothing on record', async () => {
    await lab.deploy(follows());
    expect(await plan(RANGE)).toMatchObject({
      total: 3,
      onRecord: 0,
      values: { after: '100', until: '350', chunk: '100' },
      cautions: [],
    });
    expect((await plan({ cursor: '100..350' })).total).toBe(1);
    expect((await lab.store.listBackfills({ ...lab.scope, limit: 9 })).items).toEqual([]);
  });

  it('hands out each part once, the lowest first, also after failures, and moves neither cursor nor clock', async () => {
    const compiled = follows();
    await lab.deploy(compiled);
    const key = lab.key('orders');
    await lab.store.changeCursor({ key, from: undefined, to: '5000', actor: 'ann' }, lab.clock.now());
    const { id } = await ask({ ...RANGE, concurrency: 2 });
    const scheduler = createScheduler({ ...lab, executors: createWake(lab.clock) });
    await scheduler.look(LEADER_FENCE);
    expect(await partsOf()).toEqual([
      ['100', '200', 'scheduled'],
      ['200', '300', 'scheduled'],
    ]);
    const [first, second] = await lab.runs('orders');
    await finish(first);
    await finish(second, 'failed');
    await scheduler.look(LEADER_FENCE);
    expect(await lab.store.getBackfill(id)).toMatchObject({ state: 'failed', counts: { succeeded: 1, failed: 1 } });

    // goes on from there, also by another leader, and of what is deployed by then
    await lab.deploy(follows({ priority: 5 }));
    await changeBackfill(lab, lab.scope, id, { to: 'resume', actor: 'ann' });
    const next = createScheduler({ ...lab, executors: createWake(lab.clock) });
    await next.look(LEADER_FENCE);
    expect(await partsOf()).toEqual([
      ['100', '200', 'succeeded'],
      ['200', '300', 'scheduled'],
      ['300', '350', 'scheduled'],
    ]);
    await lab.store.changeCursor({ key, from: '5000', to: undefined, actor: 'ann' }, lab.clock.now());
    for (const run of (await lab.runs('orders')).slice(1)) await finish(run);
    await next.look(LEADER_FENCE);
    await next.look(LEADER_FENCE);
    expect(await lab.store.getBackfill(id)).toMatchObject({ state: 'succeeded', counts: { succeeded: 3, failed: 0 } });
    expect(await lab.store.getCursor(key)).toBeUndefined();
    expect((await lab.store.getDeployment(key))?.lastFireTime).toBeUndefined();
    expect(await lab.store.succeededFireTimes(key, 9)).toEqual([]);
  });

  it('gives its runs an artefact that follows no cursor, and theirs alone', async () => {
    await lab.deploy(follows());
    await ask();
    await createScheduler({ ...lab, executors: createWake(lab.clock) }).look(LEADER_FENCE);
    const [run] = await lab.runs('orders');
    const { artefact } = (await lab.store.getArtefact(run?.artefactDigest ?? '')) ?? expect.fail('no artefact');
    expect(artefact.pipeline).not.toHaveProperty('incremental');
    await finish(run, 'failed');
    // what is deployed would read from the cursor on
    const again = await requestRerun(lab, run?.id ?? '', { again: false, actor: 'ann' });
    expect([again.artefactDigest, again.parameters]).toEqual([run?.artefactDigest, run?.parameters]);
    await expect(
      requestRun(lab, lab.key('orders'), { fireTime: run?.fireTime ?? 0, parameters: {}, actor: 'ann' }),
    ).rejects.toMatchObject({ code: 'INVALID_REQUEST', message: expect.stringContaining('before 1970') });
  });

  it('takes places of its own, and is refused where another has some of its values', async () => {
    await lab.deploy(follows());
    const one = await ask();
    expect([one.from, one.to]).toEqual([-3, -1]);
    await expect(ask({ cursor: '349..950' })).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message: expect.stringContaining(`${one.id} of \`orders\` is waiting and has cursor values of this range`),
    });
    const other = await ask({ cursor: '350..950' });
    expect([other.from, other.to]).toEqual([-4, -4]);

    await changeBackfill(lab, lab.scope, one.id, { to: 'cancel', actor: 'ann' });
    expect(await ask({ cursor: '0..350' })).toMatchObject({ from: -5, to: -5 });
  });

  it('is handed out beside another, one run at a time, each part once', async () => {
    await lab.deploy(follows());
    const ids = [(await ask()).id, (await ask({ cursor: '350..500', chunk: '100' })).id];
    const scheduler = createScheduler({ ...lab, executors: createWake(lab.clock) });
    const read: (string | undefined)[] = [];
    for (let looks = 0; looks < 40; looks++) {
      await scheduler.look(LEADER_FENCE);
      const [run, ...others] = (await lab.runs('orders')).filter(({ state }) => state === 'scheduled');
      expect(others).toEqual([]);
      if (run === undefined) continue;
      read.push(cursorRangeOf(run)?.until);
      await finish(run);
    }
    expect(read.toSorted()).toEqual(['200', '300', '350', '450', '500']);
    for (const id of ids) expect(await lab.store.getBackfill(id)).toMatchObject({ state: 'succeeded' });
  });

  it('says how many rows it will be where they stand as close as those that runs have read', async () => {
    await lab.deploy(follows());
    expect((await plan(RANGE)).estimate).toBeUndefined();
    // the first reads from the beginning, wherever that is; the second nothing new
    await readUpTo('1000', 700, undefined);
    await readUpTo('1000', 0, '1000');
    expect((await plan(RANGE)).estimate).toBeUndefined();
    await readUpTo('1100', 60, '1000');
    await readUpTo('1400', 100, '1100');
    // 160 rows of 400 values in 2 minutes: 250 values in three parts, no part shorter than the shortest run
    expect((await plan(RANGE)).estimate).toEqual({ ofRuns: 2, rows: 100, durationMs: 3 * MINUTE });
    expect((await plan({ cursor: '0..4000' })).estimate).toEqual({ ofRuns: 2, rows: 1_600, durationMs: 20 * MINUTE });
    expect((await plan({ cursor: '0..4000', chunk: '1000', concurrency: 2 })).estimate).toMatchObject({
      durationMs: 10 * MINUTE,
    });
    // what parts of a range have read counts too
    await ask({ cursor: '0..100' });
    await createScheduler({ ...lab, executors: createWake(lab.clock) }).look(LEADER_FENCE);
    await finish(
      (await lab.runs('orders')).find(({ fireTime }) => fireTime < 0),
      'succeeded',
      40,
    );
    expect((await plan(RANGE)).estimate).toMatchObject({ ofRuns: 3, rows: 100 });
  });

  it('fails where what is deployed by then reads another column, so that the range says nothing', async () => {
    await lab.deploy(follows());
    const { id } = await ask();
    await lab.deploy(follows({ incremental: { column: 'changed', type: 'timestamp(3)' } }));
    await createScheduler({ ...lab, executors: createWake(lab.clock) }).look(LEADER_FENCE);
    expect(await lab.store.getBackfill(id)).toMatchObject({ state: 'failed', reason: { code: 'NOT_BACKFILLABLE' } });
  });

  it.each<[string, Partial<NormalisedPipeline>, BackfillRequest, RegExp]>([
    ['begins after its end', {}, { cursor: '9..5' }, /no row is after 9 and not after 5/],
    ['holds nothing', {}, { cursor: '9..9' }, /no row is after 9/],
    ['has one end', {}, { cursor: '9' }, /is no range of cursor values/],
    ['is not of the type', {}, { cursor: '1..x' }, /`x` is no value of `id`, which is `int64`/],
    ['is beyond the type', {}, { cursor: '1..9223372036854775808' }, /is no value of `id`/],
    ['has a chunk that is none', {}, { cursor: '1..9', chunk: '0' }, /a chunk of `0` is none/],
    ['has a chunk of another kind', {}, { cursor: '1..9', chunk: '1d' }, /a chunk of `1d` is none/],
    ['is too many runs', {}, { cursor: '0..20000', chunk: '1' }, /20,000 runs, more than 10,000/],
    ['is more runs than can be', {}, { cursor: '0..2000000', chunk: '1', large: true }, /more than 1,000,000 runs/],
    ['is of texts', { incremental: { column: 'id', type: 'string' } }, { cursor: 'a..b' }, /no range of such values/],
    ['has a range of fires beside it', {}, { cursor: '1..9', fire: '2026-01-01' }, /and one of them/],
    ['is of a pipeline without a cursor', { incremental: undefined } as never, RANGE, /follows no cursor/],
    ['never ends', { schedule: { kind: 'continuous', timeZone: 'UTC' } }, RANGE, /reads without an end/],
    ['would double rows', { work: { ...work, sink: { mode: 'append' } } }, RANGE, /would be there twice/],
  ])('refuses one that %s', async (_, pipeline, request, message) => {
    await lab.deploy(follows(pipeline));
    await expect(plan(request)).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringMatching(message),
    });
  });

  it('is of pipelines without a clock too', async () => {
    await lab.deploy(follows({ schedule: { kind: 'manual', timeZone: 'UTC' } }));
    expect((await plan(RANGE)).total).toBe(3);
    await expect(plan({ fire: '2026-01-01', chunk: '5' })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });
});
