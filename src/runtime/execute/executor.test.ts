import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExecutorLab, failed, QUICK, type ExecutorLab } from '../../../test/support/runtime/executor-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { SUCCEEDED, type JobScript } from '../../../test/support/runtime/scripted-engine.ts';
import { OperatingError } from '../errors.ts';

describe('createExecutor', () => {
  let lab: ExecutorLab;
  beforeEach(async () => void (lab = await createExecutorLab()));
  afterEach(() => lab.close());

  it('runs more than ten at once without a warning of the process', async () => {
    const warnings: Error[] = [];
    const hear = (warning: Error): void => void warnings.push(warning);
    process.on('warning', hear);
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    for (let index = 0; index < 15; index++) await lab.fire(compiled, lab.clock.now() - index);
    lab.start(
      lab.engineOf(() => ({ durationMs: 5_000, end: SUCCEEDED })),
      { concurrency: 20 },
    );
    await lab.clock.advance(10_000);
    process.off('warning', hear);
    expect((await lab.runs('orders')).map(({ state }) => state)).toEqual(Array.from({ length: 15 }, () => 'succeeded'));
    expect(warnings).toEqual([]);
  });

  it('claims a run, follows it to its end, and records every state on the way', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    lab.start(lab.engineOf(() => ({ durationMs: 2_500, end: SUCCEEDED })));
    await lab.clock.advance(1_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', executor: 'host:1:1' });
    await lab.clock.advance(3_000);
    const run = await lab.store.getRun(id);
    expect(run).toMatchObject({ state: 'succeeded', metrics: { rowsRead: 3, rowsWritten: 3 }, executor: undefined });
    expect(run?.attempts).toHaveLength(1);
    const events = await lab.store.listEvents({ topic: 'sluice.runs', limit: 20 });
    expect(events.items.map(({ type }) => type).toSorted()).toEqual(
      ['run.scheduled', 'run.claimed', 'run.starting', 'run.running', 'run.succeeded'].toSorted(),
    );
    expect((await lab.jobLogs.read(id, 1, 0)).text).toContain('started');
  });

  it('starts with the claim itself what it knows the artefact of, and by itself what reads from a cursor', async () => {
    const plain = sampleArtefact('orders');
    const incremental = sampleArtefact('events', { incremental: { column: 'id', type: 'integer' } });
    await lab.deploy(plain);
    await lab.deploy(incremental);
    const begun: string[] = [];
    const claimRuns = lab.store.claimRuns.bind(lab.store);
    lab.store.claimRuns = async (...asked) => {
      const runs = await claimRuns(...asked);
      begun.push(...runs.map(({ pipeline, state }) => `${pipeline} ${state}`));
      return runs;
    };
    const engine = lab.engineOf(() => ({ durationMs: 100, end: SUCCEEDED }));
    lab.start(engine);
    for (const compiled of [plain, incremental, plain, incremental]) {
      await lab.fire(compiled);
      await lab.clock.advance(60_000);
    }
    expect(begun).toEqual(['orders claimed', 'events claimed', 'orders starting', 'events claimed']);
    const runs = [...(await lab.runs('orders')), ...(await lab.runs('events'))];
    expect(runs.map(({ state, attempts }) => [state, attempts.length])).toEqual(runs.map(() => ['succeeded', 1]));
    expect(engine.started).toHaveLength(4);
  });

  it('stops what its engine does not run in time, and nothing that runs', async () => {
    const compiled = sampleArtefact('orders', { startTimeoutMs: 10_000 });
    await lab.deploy(compiled);
    const slow = await lab.fire(compiled);
    const stuck = await lab.fire(compiled, lab.clock.now() - 60_000);
    const engine = lab.engineOf(({ runId }) => ({
      durationMs: 60_000,
      end: SUCCEEDED,
      ...(runId === stuck.id ? { startsAfterMs: 30_000 } : {}),
    }));
    lab.start(engine);
    await lab.clock.advance(9_000);
    expect(await lab.store.getRun(stuck.id)).toMatchObject({ state: 'starting' });
    await lab.clock.advance(6_000);
    expect(await lab.store.getRun(stuck.id)).toMatchObject({ state: 'timed-out', reason: { code: 'JOB_NOT_STARTED' } });
    await lab.clock.advance(60_000);
    expect(await lab.store.getRun(slow.id)).toMatchObject({ state: 'succeeded' });
    expect(engine.started).toHaveLength(2);
  });

  it('takes nothing for not started of which its engine says nothing', async () => {
    const compiled = sampleArtefact('orders', { startTimeoutMs: 10_000 });
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const engine = lab.engineOf(() => ({ durationMs: 60_000, end: SUCCEEDED }));
    const submit = engine.submit.bind(engine);
    engine.submit = async (...asked) => {
      await submit(...asked);
      engine.down = new OperatingError('ENGINE_UNREACHABLE', 'no answer', { retryable: true });
    };
    lab.start(engine);
    await lab.clock.advance(30_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'starting' });
    engine.down = undefined;
    await lab.clock.advance(60_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'succeeded' });
  });

  it('takes no count from the way for a total when the engine gives none at the end', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    lab.start(lab.engineOf(() => ({ durationMs: 2_500, end: { state: 'succeeded', metrics: {} } })));
    await lab.clock.advance(2_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', metrics: { rowsRead: 1 } });
    await lab.clock.advance(3_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'succeeded', metrics: {} });
  });

  it('runs no more at once than it may, and all of them in the end, each once', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    for (let fire = 0; fire < 10; fire++) await lab.fire(compiled, lab.clock.now() - fire * 60_000);
    const engine = lab.engineOf(() => ({ durationMs: 1_000, end: SUCCEEDED }));
    lab.start(engine, { concurrency: 3 });
    await lab.clock.advance(900);
    expect(engine.started).toHaveLength(3);
    await lab.clock.advance(10_000);
    expect(new Set(engine.started).size).toBe(10);
    expect(engine.started).toHaveLength(10);
    expect((await lab.runs('orders')).every(({ state }) => state === 'succeeded')).toBe(true);
  });

  it('tries again what may help, after its backoff, and ends with the last reason', async () => {
    const retry = { attempts: 3, backoff: 'exponential', initialMs: 10_000, maxMs: 60_000 } as const;
    const compiled = sampleArtefact('orders', { retry });
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    lab.start(lab.engineOf(() => failed(true)));
    await lab.clock.advance(2_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'retry-wait', reason: { code: 'JOB_FAILED' } });
    await lab.clock.advance(60_000);
    const run = await lab.store.getRun(id);
    expect(run).toMatchObject({ state: 'failed', reason: { code: 'JOB_FAILED', message: 'bad row' } });
    expect(run?.attempts.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
  });

  it('does not try again what cannot help', async () => {
    const retry = { attempts: 3, backoff: 'fixed', initialMs: 1_000, maxMs: 1_000 } as const;
    const compiled = sampleArtefact('orders', { retry });
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const refuse = new OperatingError('SECRET_MISSING', 'env/PW is not set', { retryable: false });
    lab.start(lab.engineOf(() => ({ ...QUICK, refuse })));
    await lab.clock.advance(10_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'failed', reason: { code: 'SECRET_MISSING' } });
    expect((await lab.store.getRun(id))?.attempts).toHaveLength(1);
  });

  it('starts nothing twice when the answer of a submission is lost', async () => {
    const compiled = sampleArtefact('orders', {
      retry: { attempts: 3, backoff: 'fixed', initialMs: 0, maxMs: 0 },
    });
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const unclear = new OperatingError('ENGINE_UNREACHABLE', 'no answer', { retryable: true });
    const engine = lab.engineOf(() => ({ durationMs: 3_000, end: SUCCEEDED, unclear }));
    lab.start(engine);
    await lab.clock.advance(10_000);
    expect(engine.started).toEqual([id]);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'succeeded' });
  });

  it('stops a job that takes too long, also one that does not care', async () => {
    for (const deaf of [false, true]) {
      const compiled = sampleArtefact(`slow-${deaf}`, { timeoutMs: 5_000 });
      await lab.deploy(compiled);
      const { id } = await lab.fire(compiled);
      const { stop } = lab.start(lab.engineOf(() => ({ durationMs: 1e9, end: SUCCEEDED, deaf })));
      await lab.clock.advance(30_000);
      expect(await lab.store.getRun(id)).toMatchObject({ state: 'timed-out', reason: { code: 'JOB_TIMED_OUT' } });
      await stop();
    }
  });

  it('stops a job when somebody asks for it', async () => {
    const compiled = sampleArtefact('orders', { retry: { attempts: 3, backoff: 'fixed', initialMs: 0, maxMs: 0 } });
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    lab.start(lab.engineOf(() => ({ durationMs: 60_000, end: SUCCEEDED })));
    await lab.clock.advance(2_000);
    expect(await lab.store.requestCancel(id, 'ann', lab.clock.now())).toBe(true);
    await lab.clock.advance(3_000);
    const run = await lab.store.getRun(id);
    expect(run).toMatchObject({ state: 'cancelled' });
    expect(run?.attempts).toHaveLength(1);
  });

  it('ends a success that is not as expected as a failure, which is not tried again and keeps the cursor', async () => {
    const compiled = sampleArtefact('orders', {
      incremental: { column: 'id', type: 'int64' },
      retry: { attempts: 3, backoff: 'fixed', initialMs: 0, maxMs: 0 },
      expect: { rows: { min: 4 } },
    });
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    lab.start(lab.engineOf(() => ({ durationMs: 0, end: { ...SUCCEEDED, cursor: '10' } })));
    await lab.clock.advance(5_000);
    const run = await lab.store.getRun(id);
    const reason = { code: 'EXPECTATION_NOT_MET', message: 'rows written: 3, at least 4 expected' };
    expect(run).toMatchObject({ state: 'failed', reason, metrics: { rowsWritten: 3 }, cursorAfter: undefined });
    expect(run?.attempts.map(({ state }) => state)).toEqual(['failed']);
    const key = { project: 'shop', environment: 'default', pipeline: 'orders' };
    expect(await lab.store.getCursor(key)).toBeUndefined();
    expect((await lab.jobLogs.read(id, 1, 0)).text).toContain('not as expected: rows written: 3, at least 4 expected');
  });

  it('carries the cursor from run to run, and keeps it through a failure', async () => {
    const cursors: (string | undefined)[] = [];
    const compiled = sampleArtefact('orders', { incremental: { column: 'id', type: 'int64' } });
    await lab.deploy(compiled);
    const ends: JobScript['end'][] = [
      { ...SUCCEEDED, cursor: '10' },
      failed(false).end,
      SUCCEEDED,
      { ...SUCCEEDED, cursor: '20' },
      SUCCEEDED,
    ];
    lab.start(
      lab.engineOf((request) => {
        cursors.push(request.cursor);
        return { durationMs: 0, end: ends[cursors.length - 1] ?? SUCCEEDED };
      }),
    );
    for (let fire = 0; fire < ends.length; fire++) {
      await lab.fire(compiled, lab.clock.now());
      await lab.clock.advance(5_000);
    }
    expect(cursors).toEqual([undefined, '10', '10', '10', '20']);
  });
});
