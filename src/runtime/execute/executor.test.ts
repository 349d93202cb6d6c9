import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breakable, createRuntimeLab, enginesOf, type RuntimeLab } from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { ScriptedEngine, SUCCEEDED, type JobScript } from '../../../test/support/runtime/scripted-engine.ts';
import { OperatingError } from '../errors.ts';
import { createWake } from '../observe/index.ts';
import type { LaunchRequest, Store } from '../ports/index.ts';
import type { ExecutorDependencies } from './executor-context.ts';
import { createExecutor } from './executor.ts';

const QUICK: JobScript = { durationMs: 0, end: SUCCEEDED };
const failed = (retryable: boolean): JobScript => ({
  durationMs: 10,
  end: { state: 'failed', metrics: { rowsRead: 1 }, reason: { code: 'JOB_FAILED', message: 'bad row', retryable } },
});

interface StartOptions extends Pick<ExecutorDependencies, 'drain' | 'finishMs'> {
  readonly executor?: string;
  readonly store?: Store;
  readonly concurrency?: number;
}

describe('createExecutor', () => {
  let lab: RuntimeLab;
  const stops: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    lab = await createRuntimeLab();
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await lab.close();
  });

  /** A process of its own: `stop` ends it gracefully, `kill` never lets it act again. */
  function start(engine: ScriptedEngine, options: StartOptions = {}) {
    const link = breakable(options.store ?? lab.store);
    const executor = createExecutor({
      ...lab,
      store: link.store,
      engines: enginesOf(engine),
      engineTypes: [engine.type],
      executor: options.executor ?? 'host:1:1',
      wake: createWake(lab.clock),
      scheduler: createWake(lab.clock),
      concurrency: options.concurrency ?? 4,
      ...(options.drain === undefined ? {} : { drain: options.drain }),
      ...(options.finishMs === undefined ? {} : { finishMs: options.finishMs }),
    });
    const abort = new AbortController();
    const running = executor.run(abort.signal);
    const stop = async (): Promise<void> => {
      abort.abort();
      await lab.clock.advance(6_000 + (options.finishMs ?? 0));
      await running;
    };
    stops.push(stop);
    return { executor, link, stop, kill: () => void (link.cut = true) };
  }
  const engineOf = (script: (request: LaunchRequest) => JobScript): ScriptedEngine =>
    new ScriptedEngine(lab.clock, script);

  it('runs more than ten at once without a warning of the process', async () => {
    const warnings: Error[] = [];
    const hear = (warning: Error): void => void warnings.push(warning);
    process.on('warning', hear);
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    for (let index = 0; index < 15; index++) await lab.fire(compiled, lab.clock.now() - index);
    start(
      engineOf(() => ({ durationMs: 5_000, end: SUCCEEDED })),
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
    start(engineOf(() => ({ durationMs: 2_500, end: SUCCEEDED })));
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

  it('takes no count from the way for a total when the engine gives none at the end', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    start(engineOf(() => ({ durationMs: 2_500, end: { state: 'succeeded', metrics: {} } })));
    await lab.clock.advance(2_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', metrics: { rowsRead: 1 } });
    await lab.clock.advance(3_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'succeeded', metrics: {} });
  });

  it('runs no more at once than it may, and all of them in the end, each once', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    for (let fire = 0; fire < 10; fire++) await lab.fire(compiled, lab.clock.now() - fire * 60_000);
    const engine = engineOf(() => ({ durationMs: 1_000, end: SUCCEEDED }));
    start(engine, { concurrency: 3 });
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
    start(engineOf(() => failed(true)));
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
    start(engineOf(() => ({ ...QUICK, refuse })));
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
    const engine = engineOf(() => ({ durationMs: 3_000, end: SUCCEEDED, unclear }));
    start(engine);
    await lab.clock.advance(10_000);
    expect(engine.started).toEqual([id]);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'succeeded' });
  });

  it('stops a job that takes too long, also one that does not care', async () => {
    for (const deaf of [false, true]) {
      const compiled = sampleArtefact(`slow-${deaf}`, { timeoutMs: 5_000 });
      await lab.deploy(compiled);
      const { id } = await lab.fire(compiled);
      const { stop } = start(engineOf(() => ({ durationMs: 1e9, end: SUCCEEDED, deaf })));
      await lab.clock.advance(30_000);
      expect(await lab.store.getRun(id)).toMatchObject({ state: 'timed-out', reason: { code: 'JOB_TIMED_OUT' } });
      await stop();
    }
  });

  it('stops a job when somebody asks for it', async () => {
    const compiled = sampleArtefact('orders', { retry: { attempts: 3, backoff: 'fixed', initialMs: 0, maxMs: 0 } });
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    start(engineOf(() => ({ durationMs: 60_000, end: SUCCEEDED })));
    await lab.clock.advance(2_000);
    expect(await lab.store.requestCancel(id, 'ann', lab.clock.now())).toBe(true);
    await lab.clock.advance(3_000);
    const run = await lab.store.getRun(id);
    expect(run).toMatchObject({ state: 'cancelled' });
    expect(run?.attempts).toHaveLength(1);
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
    start(
      engineOf((request) => {
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

  it('lets the job go on while the store is away, and records its end once when it is back', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const engine = engineOf(() => ({ durationMs: 5_000, end: SUCCEEDED }));
    const { link } = start(engine);
    await lab.clock.advance(1_000);
    link.cut = true;
    await lab.clock.advance(120_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running' });
    link.cut = false;
    await lab.clock.advance(10_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'succeeded' });
    expect(engine.started).toEqual([id]);
  });

  it('does not record an end when its run went to another executor meanwhile', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const first = start(
      engineOf(() => ({ durationMs: 5_000, end: SUCCEEDED })),
      { executor: 'host:1:1' },
    );
    await lab.clock.advance(1_000);
    first.link.cut = true;
    start(
      engineOf(() => ({ durationMs: 200_000, end: SUCCEEDED })),
      { executor: 'host:2:2' },
    );
    await lab.clock.advance(60_000);
    first.link.cut = false;
    await lab.clock.advance(10_000);
    const run = await lab.store.getRun(id);
    expect(run).toMatchObject({ state: 'running', executor: 'host:2:2' });
    expect(run?.attempts.map(({ state }) => state)).toEqual(['lost', 'running']);
    expect(lab.lines.join('')).toContain('the claim went to another executor');
  });

  it('renews its claims at the first beat after an outage that outlasts two renewals', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const engine = engineOf(() => ({ durationMs: 60_000, end: SUCCEEDED }));
    const { link } = start(engine);
    await lab.clock.advance(9_000);
    link.cut = true;
    await lab.clock.advance(14_000);
    link.cut = false;
    await lab.clock.advance(3_000);
    expect((await lab.store.getRun(id))?.claimedUntil).toBeGreaterThan(lab.clock.now() + 20_000);
  });

  it('stops the job of old before it starts a run that comes back to it', async () => {
    const retry = { attempts: 3, backoff: 'fixed', initialMs: 0, maxMs: 0 } as const;
    const compiled = sampleArtefact('orders', { retry });
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const engine = engineOf(() => ({ durationMs: 200_000, end: SUCCEEDED }));
    const { executor } = start(engine);
    await lab.clock.advance(1_000);
    // What another executor does with a claim that has passed: this one stood still meanwhile.
    const now = lab.clock.now();
    await lab.store.renewClaims('host:1:1', [id], now, now);
    const adopted = await lab.store.adoptRun(id, 'host:2:2', now + 30_000, now);
    expect(adopted).toBeDefined();
    const lost = { attemptState: 'lost', runState: 'retry-wait', metrics: {}, notBefore: now } as const;
    expect(await lab.store.finishAttempt(id, 'host:2:2', 1, lost, now)).toBe(true);
    await lab.clock.advance(3_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', executor: 'host:1:1' });
    expect([...engine.cluster.values()].filter(({ stoppedAt }) => stoppedAt === undefined)).toHaveLength(1);
    expect(executor.active).toBe(1);
  });

  it('tries a run again whose executor was killed, even where nothing is to be retried', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const first = start(
      engineOf(() => ({ durationMs: 1e9, end: SUCCEEDED })),
      { executor: 'host:1:1' },
    );
    await lab.clock.advance(1_000);
    first.kill();
    start(
      engineOf(() => QUICK),
      { executor: 'host:2:2' },
    );
    await lab.clock.advance(60_000);
    const run = await lab.store.getRun(id);
    expect(run?.attempts.map(({ state, reason }) => [state, reason?.code])).toEqual([
      ['lost', 'EXECUTOR_LOST'],
      ['succeeded', undefined],
    ]);
    expect(run).toMatchObject({ state: 'succeeded' });
  });

  it('follows on a job that outlives its killed executor, without a second start', async () => {
    const compiled = sampleArtefact('orders', {}, 'cluster');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const options = { type: 'cluster', outlives: true };
    const before = new ScriptedEngine(lab.clock, () => ({ durationMs: 90_000, end: SUCCEEDED }), options);
    const first = start(before, { executor: 'host:1:1' });
    await lab.clock.advance(2_000);
    first.kill();
    const after = new ScriptedEngine(lab.clock, () => QUICK, { ...options, cluster: before.cluster });
    start(after, { executor: 'host:2:2' });
    await lab.clock.advance(60_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', executor: 'host:2:2' });
    await lab.clock.advance(60_000);
    const run = await lab.store.getRun(id);
    expect(run).toMatchObject({ state: 'succeeded' });
    expect(run?.attempts).toHaveLength(1);
    expect(after.started).toEqual([]);
  });

  it('takes nothing while it is drained, neither new runs nor those of the dead, and finishes what it has', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const held = await lab.fire(compiled, lab.clock.now() - 3);
    let drain: { handOver: boolean } | undefined;
    const engine = engineOf(() => ({ durationMs: 5_000, end: SUCCEEDED }));
    start(engine, { drain: () => drain });
    await lab.clock.advance(1_000);
    drain = { handOver: true };
    const due = await lab.fire(compiled, lab.clock.now() - 2);
    const dead = await lab.fire(compiled, lab.clock.now() - 1);
    await lab.store.claimRun(dead.id, 'host:9:9', lab.clock.now() + 1, lab.clock.now());
    await lab.clock.advance(60_000);
    const stateOf = async ({ id }: { readonly id: string }) => (await lab.store.getRun(id))?.state;
    expect(await stateOf(held)).toBe('succeeded');
    expect([await stateOf(due), await stateOf(dead)]).toEqual(['scheduled', 'claimed']);
    drain = undefined;
    await lab.clock.advance(15_000);
    expect([await stateOf(due), await stateOf(dead)]).toEqual(['succeeded', 'succeeded']);
  });

  it('hands what outlives it to another executor when it is drained so, without a second start', async () => {
    const compiled = sampleArtefact('orders', {}, 'cluster');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const options = { type: 'cluster', outlives: true };
    const before = new ScriptedEngine(lab.clock, () => ({ durationMs: 90_000, end: SUCCEEDED }), options);
    let drain: { handOver: boolean } | undefined;
    const { executor } = start(before, { executor: 'host:1:1', drain: () => drain });
    await lab.clock.advance(2_000);
    const after = new ScriptedEngine(lab.clock, () => QUICK, { ...options, cluster: before.cluster });
    start(after, { executor: 'host:2:2' });
    drain = { handOver: false };
    await lab.clock.advance(10_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', executor: 'host:1:1' });
    drain = { handOver: true };
    await lab.clock.advance(10_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', executor: 'host:2:2' });
    expect(executor.active).toBe(0);
    await lab.clock.advance(90_000);
    expect((await lab.store.getRun(id))?.attempts).toMatchObject([{ state: 'succeeded' }]);
    expect(after.started).toEqual([]);
  });

  it('gives a job to its engine before it lets go of it, so that the next executor finds it', async () => {
    const compiled = sampleArtefact('orders', {}, 'cluster');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const options = { type: 'cluster', outlives: true };
    const slow = new ScriptedEngine(lab.clock, () => ({ durationMs: 30_000, end: SUCCEEDED }), options);
    const submit = slow.submit.bind(slow);
    slow.submit = async (...job) => {
      await lab.clock.sleep(1_000);
      await submit(...job);
    };
    const first = start(slow, { executor: 'host:1:1' });
    await lab.clock.advance(300);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'starting' });
    await first.stop();
    const after = new ScriptedEngine(lab.clock, () => QUICK, { ...options, cluster: slow.cluster });
    start(after, { executor: 'host:2:2' });
    await lab.clock.advance(60_000);
    expect(slow.started).toEqual([id]);
    expect(after.started).toEqual([]);
    expect((await lab.store.getRun(id))?.attempts).toMatchObject([{ state: 'succeeded' }]);
  });

  it('holds its claims while it lets jobs finish for longer than a claim is good for', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const first = start(
      engineOf(() => ({ durationMs: 100_000, end: SUCCEEDED })),
      { executor: 'host:1:1', finishMs: 120_000 },
    );
    await lab.clock.advance(1_000);
    const other = engineOf(() => QUICK);
    start(other, { executor: 'host:2:2' });
    await first.stop();
    const run = await lab.store.getRun(id);
    expect(run).toMatchObject({ state: 'succeeded' });
    expect(run?.attempts).toMatchObject([{ state: 'succeeded', executor: 'host:1:1' }]);
    expect(other.started).toEqual([]);
  });

  it('waits for a job that its engine finds again, and takes it for lost after a while', async () => {
    const options = { type: 'cluster', outlives: true };
    const scripts = { found: 'succeeded', forgotten: 'failed' } as const;
    for (const [fate, state] of Object.entries(scripts)) {
      const compiled = sampleArtefact(fate, {}, 'cluster');
      await lab.deploy(compiled);
      const { id } = await lab.fire(compiled);
      const before = new ScriptedEngine(lab.clock, () => ({ durationMs: 40_000, end: SUCCEEDED }), options);
      const first = start(before, { executor: `host:1:${fate}` });
      await lab.clock.advance(2_000);
      await first.stop();
      // A JobManager that comes up again: it answers, and does not know its jobs yet.
      const after = new ScriptedEngine(lab.clock, () => failed(false), options);
      start(after, { executor: `host:2:${fate}` });
      await lab.clock.advance(15_000);
      expect(await lab.store.getRun(id)).toMatchObject({ state: 'running' });
      if (fate === 'found') for (const [ref, job] of before.cluster) after.cluster.set(ref, job);
      await lab.clock.advance(60_000);
      const run = await lab.store.getRun(id);
      expect(run).toMatchObject({ state });
      expect(run?.attempts.map((attempt) => attempt.state)).toEqual(
        fate === 'found' ? ['succeeded'] : ['lost', 'failed'],
      );
    }
  });

  it('hands over on shutdown: what ends soon ends, the rest goes on with the next start', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const quick = await lab.fire(compiled, lab.clock.now() - 60_000);
    const slow = await lab.fire(compiled, lab.clock.now());
    const script = (request: LaunchRequest): JobScript => ({
      durationMs: request.runId === quick.id ? 4_000 : 60_000,
      end: SUCCEEDED,
    });
    const first = start(engineOf(script), { executor: 'host:1:1' });
    await lab.clock.advance(2_000);
    const at = lab.clock.now();
    await first.stop();
    expect(lab.clock.now() - at).toBeLessThanOrEqual(6_000);
    expect(await lab.store.getRun(quick.id)).toMatchObject({ state: 'succeeded' });
    expect(await lab.store.getRun(slow.id)).toMatchObject({ state: 'retry-wait', reason: { code: 'SHUTDOWN' } });
    start(
      engineOf(() => QUICK),
      { executor: 'host:2:2' },
    );
    await lab.clock.advance(2_000);
    expect(await lab.store.getRun(slow.id)).toMatchObject({ state: 'succeeded' });
  });

  it('leaves a job that outlives it running on shutdown, for the next start to follow at once', async () => {
    const compiled = sampleArtefact('orders', {}, 'cluster');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const options = { type: 'cluster', outlives: true };
    const before = new ScriptedEngine(lab.clock, () => ({ durationMs: 20_000, end: SUCCEEDED }), options);
    const first = start(before, { executor: 'host:1:1' });
    await lab.clock.advance(2_000);
    await first.stop();
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running' });
    const after = new ScriptedEngine(lab.clock, () => QUICK, { ...options, cluster: before.cluster });
    start(after, { executor: 'host:2:2' });
    await lab.clock.advance(500);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', executor: 'host:2:2' });
    await lab.clock.advance(20_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'succeeded' });
    expect(after.started).toEqual([]);
  });
});
