import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRuntimeLab, enginesOf, LAB_START, type RuntimeLab } from '../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../test/support/runtime/sample-artefact.ts';
import { ScriptedEngine, SUCCEEDED, type JobScript } from '../../test/support/runtime/scripted-engine.ts';
import { createExecutor } from './execute/index.ts';
import { createWake } from './observe/index.ts';
import { requestRerun } from './request-rerun.ts';
import { requestRun } from './request-run.ts';

const FAILED: JobScript['end'] = {
  state: 'failed',
  metrics: {},
  reason: { code: 'JOB_FAILED', message: 'bad row', retryable: true },
};
const retry = (attempts: number) => ({ attempts, backoff: 'fixed', initialMs: 1_000, maxMs: 1_000 }) as const;
const ann = { parameters: {}, actor: 'ann' };

describe('requestRun and requestRerun', () => {
  let lab: RuntimeLab;
  let stop: () => Promise<void>;
  /** What the jobs do, one after another; the last one again and again. */
  let ends: JobScript['end'][];
  const cursors: (string | undefined)[] = [];
  const tables: string[] = [];

  beforeEach(async () => {
    lab = await createRuntimeLab();
    cursors.length = 0;
    tables.length = 0;
    const engine = new ScriptedEngine(lab.clock, ({ cursor, artefact }) => {
      cursors.push(cursor);
      tables.push(JSON.stringify(artefact.pipeline.work));
      return { durationMs: 0, end: (ends.length > 1 ? ends.shift() : ends[0]) ?? SUCCEEDED };
    });
    const executor = createExecutor({
      ...lab,
      engines: enginesOf(engine),
      engineTypes: [engine.type],
      executor: 'host:1:1',
      wake: createWake(lab.clock),
      scheduler: createWake(lab.clock),
    });
    const abort = new AbortController();
    const running = executor.run(abort.signal);
    stop = async () => {
      abort.abort();
      await lab.clock.advance(6_000);
      await running;
    };
  });
  afterEach(async () => {
    await stop();
    await lab.close();
  });

  const attemptsOf = async (id: string) => (await lab.store.getRun(id))?.attempts.map(({ state }) => state);

  it('give what runs after others the window of the first of them', async () => {
    ends = [SUCCEEDED];
    const upstream = { kind: 'upstream', timeZone: 'UTC' } as const;
    const hourly = { kind: 'every', intervalMs: 3_600_000, timeZone: 'UTC' } as const;
    await lab.deploy(sampleArtefact('erp', { schedule: hourly }));
    await lab.deploy(sampleArtefact('staging', { schedule: upstream, dependsOn: ['erp'] }));
    await lab.deploy(sampleArtefact('orders', { schedule: upstream, dependsOn: ['staging'] }));
    const ask = (name: string, fireTime: number) => requestRun(lab, lab.key(name), { ...ann, fireTime });
    expect((await ask('orders', LAB_START)).run.previousFireTime).toBe(LAB_START - 3_600_000);
    // at a time at which no clock fires the window is that of the fire before, as it is for the clock's own pipeline
    const odd = LAB_START + 60_000;
    await lab.clock.advance(60_000);
    expect((await ask('staging', odd)).run.previousFireTime).toBe(LAB_START);
    await lab.clock.advance(1_000);
    expect((await lab.store.findRun(lab.key('staging'), odd))?.state).toBe('succeeded');
    expect((await ask('orders', odd)).run.previousFireTime).toBe(LAB_START);
  });

  it('refuse to run during a freeze, unless it is asked for', async () => {
    ends = [SUCCEEDED];
    const now = lab.clock.now();
    const freeze = {
      name: 'big-sale',
      policy: 'deny',
      fires: 'skip',
      window: { from: now, to: now + 60_000 },
    } as const;
    await lab.deploy(sampleArtefact('orders', { freezes: [freeze] }));
    await expect(requestRun(lab, lab.key('orders'), ann)).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message: expect.stringContaining('`big-sale`'),
      help: expect.stringContaining('--during-freeze'),
    });
    expect(await lab.runs('orders')).toEqual([]);
    expect((await requestRun(lab, lab.key('orders'), { ...ann, duringFreeze: true })).created).toBe(true);
    const { items } = await lab.store.listEvents({ topic: 'sluice.audit', pipeline: 'orders', limit: 50 });
    expect(items.find(({ type }) => type === 'run.requested')?.data).toMatchObject({ duringFreeze: true });
    await lab.clock.advance(60_000);
    await lab.deploy(sampleArtefact('customers', { freezes: [freeze] }));
    expect((await requestRun(lab, lab.key('customers'), ann)).created).toBe(true);
  });

  it('refuse a fire that is yet to come, by a clock or not: the cursor would stay at it', async () => {
    ends = [SUCCEEDED];
    await lab.deploy(sampleArtefact('orders'));
    const hourly = { kind: 'every', intervalMs: 3_600_000, timeZone: 'UTC' } as const;
    await lab.deploy(sampleArtefact('pings', { schedule: hourly }));
    const now = lab.clock.now();
    const due = Math.floor(now / 3_600_000) * 3_600_000;
    const asked: readonly (readonly [string, number, string])[] = [
      ['orders', now + 1, 'without a fire time it runs for now'],
      ['pings', due + 3_600_000, `the last fire until now is ${new Date(due).toISOString()}`],
    ];
    for (const [pipeline, fireTime, help] of asked)
      await expect(requestRun(lab, lab.key(pipeline), { ...ann, fireTime })).rejects.toMatchObject({
        code: 'INVALID_REQUEST',
        retryable: false,
        message: `the fire of ${new Date(fireTime).toISOString()} of \`${pipeline}\` is yet to come`,
        help,
      });
    expect([await lab.runs('orders'), await lab.runs('pings')]).toEqual([[], []]);
    expect((await requestRun(lab, lab.key('orders'), { ...ann, fireTime: now })).created).toBe(true);
  });

  it('refuse parameters that the pipeline cannot be run with, before anything is on record', async () => {
    ends = [SUCCEEDED];
    const parameters = [
      { name: 'shop', pattern: '[a-z]+' },
      { name: 'day', default: '2026-01-01', pattern: '[A-Za-z0-9_.:/ -]*' },
    ];
    await lab.deploy(sampleArtefact('orders', { parameters }));
    const fireTime = LAB_START;
    const ask = (given: Readonly<Record<string, string>>) =>
      requestRun(lab, lab.key('orders'), { ...ann, fireTime, parameters: given });
    const refusals: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{ shop: 'north', region: 'x' }, '`orders` has no parameter `region`'],
      [{ shop: 'North' }, 'the value of parameter `shop` of `orders` does not match `[a-z]+`'],
      [{ shop: 'n', day: "' or 1=1" }, 'the value of parameter `day` of `orders` does not match `[A-Za-z0-9_.:/ -]*`'],
      [{ shop: 'n'.repeat(1_001) }, 'the value of parameter `shop` of `orders` is longer than 1000 characters'],
      [{ day: '2026-01-02' }, 'no value for `shop` of `orders`'],
      [{}, 'no value for `shop` of `orders`'],
    ];
    for (const [given, message] of refusals)
      await expect(ask(given)).rejects.toMatchObject({ code: 'INVALID_REQUEST', retryable: false, message });
    expect(await lab.runs('orders')).toEqual([]);
    const { run } = await ask({ shop: 'north' });
    expect(run.parameters).toEqual({ shop: 'north' });
    await lab.clock.advance(1_000);
    // of a fire that is on record the run's own values stand
    const again = await requestRun(lab, lab.key('orders'), { ...ann, fireTime, again: true });
    expect([again.reopened, again.run.parameters]).toEqual([true, { shop: 'north' }]);
  });

  it('are audited with who asked, once, with the fire', async () => {
    ends = [SUCCEEDED];
    await lab.deploy(sampleArtefact('orders'));
    const fireTime = lab.clock.now();
    const { run } = await requestRun(lab, lab.key('orders'), { ...ann, fireTime });
    await requestRun(lab, lab.key('orders'), { ...ann, fireTime });
    const { items } = await lab.store.listEvents({ topic: 'sluice.audit', pipeline: 'orders', limit: 50 });
    const asked = items.filter(({ type }) => type === 'run.requested');
    const { artefactDigest } = run;
    const place = { project: 'shop', environment: 'default', pipeline: 'orders' };
    expect(asked.map(({ data }) => data)).toEqual([{ ...place, run: run.id, fireTime, artefactDigest, actor: 'ann' }]);
  });

  it('are done once under an idempotency key, and answered as they were', async () => {
    ends = [SUCCEEDED];
    await lab.deploy(sampleArtefact('orders', { overlap: 'allow' }));
    const asked = { ...ann, idempotencyKey: 'key-1', again: true };
    const first = await requestRun(lab, lab.key('orders'), asked);
    expect(first.created).toBe(true);
    await lab.clock.advance(5_000);
    const second = await requestRun(lab, lab.key('orders'), asked);
    expect([second.created, second.reopened, second.run.id, second.run.state]).toEqual([
      true,
      false,
      first.run.id,
      'succeeded',
    ]);
    expect(await attemptsOf(first.run.id)).toEqual(['succeeded']);
    await expect(requestRun(lab, lab.key('orders'), { ...asked, fireTime: LAB_START })).rejects.toMatchObject({
      code: 'REQUEST_REUSED',
      fields: { run: first.run.id },
    });
    const both = await Promise.all(
      ['ann', 'bob'].map((actor) => requestRun(lab, lab.key('orders'), { ...asked, actor, idempotencyKey: 'key-2' })),
    );
    expect(new Set(both.map(({ run }) => run.id)).size).toBe(1);
    expect(both.every(({ created }) => created)).toBe(true);
    expect((await requestRun(lab, lab.key('orders'), { ...asked, idempotencyKey: 'key-3' })).run.id).not.toBe(
      first.run.id,
    );
  });

  it('answer a try that races the first one as that was answered, whatever it meets in its place', async () => {
    ends = [SUCCEEDED];
    const from = LAB_START + 10_000;
    const freeze = { name: 'sale', policy: 'deny', fires: 'skip', window: { from, to: from + 60_000 } } as const;
    await lab.deploy(sampleArtefact('orders', { freezes: [freeze] }));
    const asked = { ...ann, idempotencyKey: 'key-1' };
    const first = await requestRun(lab, lab.key('orders'), asked);
    const { fireTime } = (await requestRun(lab, lab.key('orders'), asked)).run;
    const dated = { ...ann, fireTime, idempotencyKey: 'key-2' };
    await requestRun(lab, lab.key('orders'), dated);
    /** A try that looked before the first one was on record. */
    const racing = (request: typeof asked) => {
      let looks = 0;
      const findRequest: typeof lab.store.findRequest = async (...of) =>
        looks++ === 0 ? undefined : lab.store.findRequest(...of);
      return requestRun({ ...lab, store: { ...lab.store, findRequest } }, lab.key('orders'), request);
    };
    await lab.clock.advance(5);
    const same = { created: true, run: { id: first.run.id } };
    expect(await racing(asked)).toMatchObject(same); // beside itself
    await lab.clock.advance(5_000);
    const again = { again: false, idempotencyKey: 'key-3' };
    await expect(requestRun(lab, lab.key('orders'), { ...dated, ...again })).rejects.toMatchObject({
      message: expect.stringContaining('has run already'),
    });
    expect((await racing(dated)).run.id).toBe(first.run.id); // after itself
    await lab.clock.advance(10_000);
    expect(await racing(asked)).toMatchObject(same); // in a freeze
    await expect(racing({ ...asked, idempotencyKey: 'key-4' })).rejects.toMatchObject({
      message: expect.stringContaining('`sale`'),
    });
    expect(await lab.runs('orders')).toHaveLength(1);
  });

  it('refuse a run beside another that is on its way, unless the pipeline allows it', async () => {
    ends = [FAILED];
    await lab.deploy(sampleArtefact('orders', { retry: retry(9) }));
    await lab.deploy(sampleArtefact('pings', { retry: retry(9), overlap: 'allow' }));
    for (const pipeline of ['orders', 'pings']) {
      const { run } = await requestRun(lab, lab.key(pipeline), ann);
      await lab.clock.advance(5);
      const second = requestRun(lab, lab.key(pipeline), ann);
      if (pipeline === 'pings') expect((await second).created).toBe(true);
      else
        await expect(second).rejects.toMatchObject({
          code: 'STORE_CONFLICT',
          message: expect.stringContaining(run.id),
        });
    }
  });

  it('give a failed fire one more attempt, with the pipeline as it is deployed now', async () => {
    ends = [FAILED, SUCCEEDED];
    await lab.deploy(sampleArtefact('orders'));
    const fireTime = lab.clock.now();
    const first = await requestRun(lab, lab.key('orders'), { ...ann, fireTime });
    expect(first).toMatchObject({ created: true, reopened: false });
    await lab.clock.advance(5_000);
    const mended = sampleArtefact('orders', { work: { table: 'mended' } });
    await lab.deploy(mended);
    const second = await requestRun(lab, lab.key('orders'), { ...ann, fireTime });
    expect(second).toMatchObject({ created: false, reopened: true, run: { id: first.run.id, state: 'scheduled' } });
    await lab.clock.advance(5_000);
    expect(await lab.store.getRun(first.run.id)).toMatchObject({ state: 'succeeded', artefactDigest: mended.digest });
    expect(await attemptsOf(first.run.id)).toEqual(['failed', 'succeeded']);
    expect(tables).toEqual(['{"table":"orders"}', '{"table":"mended"}']);
  });

  it('leave alone a fire that has succeeded, unless asked, and one that is not over', async () => {
    ends = [SUCCEEDED];
    await lab.deploy(sampleArtefact('orders'));
    const fireTime = lab.clock.now();
    const { run } = await requestRun(lab, lab.key('orders'), { ...ann, fireTime });
    const open = await requestRun(lab, lab.key('orders'), { ...ann, fireTime });
    expect(open).toMatchObject({ created: false, reopened: false, run: { id: run.id } });
    await expect(requestRerun(lab, run.id, { again: true, actor: 'ann' })).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message: expect.stringContaining('is not over'),
    });
    await lab.clock.advance(5_000);
    const refusal = {
      code: 'STORE_CONFLICT',
      message: expect.stringContaining(`this fire has run already (run ${run.id}, succeeded at 2026-`),
      help: expect.stringContaining('again'),
    };
    await expect(requestRun(lab, lab.key('orders'), { ...ann, fireTime })).rejects.toMatchObject(refusal);
    await expect(requestRerun(lab, run.id, { again: false, actor: 'ann' })).rejects.toMatchObject(refusal);
    await requestRun(lab, lab.key('orders'), { ...ann, fireTime, again: true });
    await lab.clock.advance(5_000);
    await requestRerun(lab, run.id, { again: true, actor: 'ann' });
    await lab.clock.advance(5_000);
    expect(await attemptsOf(run.id)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    await expect(requestRerun(lab, 'none', { again: true, actor: 'ann' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('run once more what is over a single time under an idempotency key', async () => {
    ends = [SUCCEEDED];
    await lab.deploy(sampleArtefact('orders'));
    const { run } = await requestRun(lab, lab.key('orders'), ann);
    const asked = { again: true, idempotencyKey: 'key-1', actor: 'ann' };
    await expect(requestRerun(lab, run.id, asked)).rejects.toThrow('is not over');
    await lab.clock.advance(5_000);
    await requestRerun(lab, run.id, asked);
    const open = await requestRerun(lab, run.id, { ...asked, actor: 'bob' });
    expect([open.id, open.state]).toEqual([run.id, 'scheduled']);
    await lab.clock.advance(5_000);
    expect((await requestRerun(lab, run.id, asked)).state).toBe('succeeded');
    await lab.clock.advance(5_000);
    expect(await attemptsOf(run.id)).toEqual(['succeeded', 'succeeded']);
    await expect(requestRerun(lab, run.id, { ...asked, again: false })).rejects.toMatchObject({
      code: 'REQUEST_REUSED',
    });
    const other = { ...ann, idempotencyKey: 'key-1', again: true };
    await expect(requestRun(lab, lab.key('orders'), other)).rejects.toMatchObject({ code: 'REQUEST_REUSED' });
    const two = { ...asked, idempotencyKey: 'key-2' };
    await Promise.all([requestRerun(lab, run.id, two), requestRerun(lab, run.id, two)]);
    await lab.clock.advance(5_000);
    expect(await attemptsOf(run.id)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });

  it('start the count of retries anew', async () => {
    ends = [FAILED];
    await lab.deploy(sampleArtefact('orders', { retry: retry(2) }));
    const { run } = await requestRun(lab, lab.key('orders'), ann);
    await lab.clock.advance(20_000);
    expect(await attemptsOf(run.id)).toEqual(['failed', 'failed']);
    await requestRerun(lab, run.id, { again: false, actor: 'ann' });
    await lab.clock.advance(20_000);
    expect(await attemptsOf(run.id)).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect(await lab.store.getRun(run.id)).toMatchObject({ state: 'failed', earlierAttempts: 2 });
  });

  it('let an older fire read from where its first attempt began, and leave the cursor with the newer one', async () => {
    ends = [
      { ...SUCCEEDED, cursor: '10' },
      FAILED,
      { ...SUCCEEDED, cursor: '30' },
      { ...SUCCEEDED, cursor: '20' },
      { ...SUCCEEDED, cursor: '40' },
    ];
    await lab.deploy(sampleArtefact('orders', { incremental: { column: 'id', type: 'int64' } }));
    const ids: string[] = [];
    for (let fire = 0; fire < 3; fire++) {
      ids.push((await requestRun(lab, lab.key('orders'), ann)).run.id);
      await lab.clock.advance(5_000);
    }
    const [, older = '', newest = ''] = ids;
    await requestRerun(lab, older, { again: false, actor: 'ann' });
    await lab.clock.advance(5_000);
    expect(await lab.store.getRun(older)).toMatchObject({ cursorBefore: '10', cursorAfter: '20' });
    expect(await lab.store.getCursor(lab.key('orders'))).toBe('30');
    await requestRerun(lab, newest, { again: true, actor: 'ann' });
    await lab.clock.advance(5_000);
    expect(cursors).toEqual([undefined, '10', '10', '10', '10']);
    expect(await lab.store.getCursor(lab.key('orders'))).toBe('40');
  });

  it('run what is deployed no more as it was', async () => {
    ends = [FAILED, SUCCEEDED];
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { run } = await requestRun(lab, lab.key('orders'), ann);
    await lab.clock.advance(5_000);
    const gone = { kind: 'delete', key: lab.key('orders') } as const;
    await lab.store.applyChanges(lab.lease.fence, 'r2', [gone], lab.clock.now(), 'ann');
    await requestRerun(lab, run.id, { again: false, actor: 'ann' });
    await lab.clock.advance(5_000);
    expect(await lab.store.getRun(run.id)).toMatchObject({ state: 'succeeded', artefactDigest: compiled.digest });
  });

  it('carry the cursor of a pipeline that nobody has deployed', async () => {
    ends = [{ ...SUCCEEDED, cursor: '10' }, SUCCEEDED];
    const compiled = sampleArtefact('orders', { incremental: { column: 'id', type: 'int64' } });
    await lab.store.putArtefact(compiled, lab.clock.now());
    for (let fire = 0; fire < 2; fire++) {
      await lab.fire(compiled);
      await lab.clock.advance(5_000);
    }
    expect(cursors).toEqual([undefined, '10']);
  });
});
