import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExecutorLab, failed, QUICK, type ExecutorLab } from '../../../test/support/runtime/executor-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { ScriptedEngine, SUCCEEDED, type Cluster } from '../../../test/support/runtime/scripted-engine.ts';

describe('createExecutor, where claims pass on', () => {
  let lab: ExecutorLab;
  beforeEach(async () => void (lab = await createExecutorLab()));
  afterEach(() => lab.close());

  it('lets the job go on while the store is away, and records its end once when it is back', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const engine = lab.engineOf(() => ({ durationMs: 5_000, end: SUCCEEDED }));
    const { link } = lab.start(engine);
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
    const first = lab.start(
      lab.engineOf(() => ({ durationMs: 5_000, end: SUCCEEDED })),
      { executor: 'host:1:1' },
    );
    await lab.clock.advance(1_000);
    first.link.cut = true;
    lab.start(
      lab.engineOf(() => ({ durationMs: 200_000, end: SUCCEEDED })),
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

  it('follows no job that asks for a label which it has not, and ends what died with its executor', async () => {
    const cluster: Cluster = new Map();
    const options = { type: 'cluster', outlives: true, cluster };
    const slow = () => new ScriptedEngine(lab.clock, () => ({ durationMs: 300_000, end: SUCCEEDED }), options);
    const compiled = sampleArtefact('orders', { runOn: ['gpu'] }, 'cluster');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const first = lab.start(slow(), { executor: 'host:1:2', labels: ['dc-a', 'gpu'] });
    await lab.clock.advance(1_000);
    first.kill();
    lab.start(slow(), { executor: 'host:2:2', labels: ['dc-a'] });
    await lab.clock.advance(60_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', executor: 'host:1:2' });
    lab.start(slow(), { executor: 'host:3:3', labels: ['gpu'] });
    await lab.clock.advance(20_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', executor: 'host:3:3' });
    expect(cluster.size).toBe(1);
  });

  it('ends a run that died with an executor whose labels nobody has, which then waits for one', async () => {
    const compiled = sampleArtefact('orders', { runOn: ['gpu'] });
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const slow = () => lab.engineOf(() => ({ durationMs: 300_000, end: SUCCEEDED }));
    const first = lab.start(slow(), { executor: 'host:1:1', labels: ['gpu'] });
    await lab.clock.advance(1_000);
    first.kill();
    lab.start(slow(), { executor: 'host:2:2' });
    await lab.clock.advance(60_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'retry-wait', attempts: [{ state: 'lost' }] });
    lab.start(slow(), { executor: 'host:3:3', labels: ['gpu'] });
    await lab.clock.advance(5_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', executor: 'host:3:3' });
  });

  it('finds what it can take over behind many that wait for a label', async () => {
    const options = { type: 'cluster', outlives: true };
    const slow = () => new ScriptedEngine(lab.clock, () => ({ durationMs: 900_000, end: SUCCEEDED }), options);
    const labelled = sampleArtefact('labelled', { runOn: ['gpu'] }, 'cluster');
    const plain = sampleArtefact('plain', {}, 'cluster');
    await lab.deploy(labelled);
    await lab.deploy(plain);
    for (let index = 0; index < 60; index += 1) await lab.fire(labelled, lab.clock.now() - index - 1);
    const first = lab.start(slow(), { executor: 'host:1:1', labels: ['gpu'], concurrency: 100 });
    await lab.clock.advance(2_000);
    const { id } = await lab.fire(plain);
    await lab.clock.advance(2_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running' });
    first.kill();
    lab.start(slow(), { executor: 'host:2:2' });
    await lab.clock.advance(60_000);
    expect((await lab.store.getRun(id))?.executor).toBe('host:2:2');
  });

  it('gives no job to its engine that began with a claim which has passed on while it was stopped', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    await lab.fire(compiled, lab.clock.now() - 60_000);
    const [engine, other] = [1, 2].map(() => lab.engineOf(() => ({ durationMs: 1_000, end: SUCCEEDED })));
    if (engine === undefined || other === undefined) throw new Error('two');
    const claimRuns = lab.store.claimRuns.bind(lab.store);
    let stopped: Promise<unknown> | undefined;
    lab.store.claimRuns = async (...asked) => {
      const runs = await claimRuns(...asked);
      const isFirst = asked[1] === 'host:1:1' && runs.some(({ state }) => state === 'starting');
      if (isFirst) await (stopped = lab.clock.sleep(90_000));
      return runs;
    };
    lab.start(engine, { executor: 'host:1:1' });
    await lab.clock.advance(10_000);
    expect(engine.started).toHaveLength(1);
    const { id } = await lab.fire(compiled);
    await lab.clock.advance(2_000);
    expect(stopped).toBeDefined();
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'starting', executor: 'host:1:1' });
    lab.start(other, { executor: 'host:2:2' });
    await lab.clock.advance(120_000);
    expect(engine.started).toHaveLength(1);
    expect(other.started).toEqual([id]);
    const run = await lab.store.getRun(id);
    expect(run?.attempts.map(({ state, executor }) => [state, executor])).toEqual([
      ['lost', 'host:2:2'],
      ['succeeded', 'host:2:2'],
    ]);
  });

  it('renews its claims at the first beat after an outage that outlasts two renewals', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const engine = lab.engineOf(() => ({ durationMs: 60_000, end: SUCCEEDED }));
    const { link } = lab.start(engine);
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
    const engine = lab.engineOf(() => ({ durationMs: 200_000, end: SUCCEEDED }));
    const { executor } = lab.start(engine);
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
    const first = lab.start(
      lab.engineOf(() => ({ durationMs: 1e9, end: SUCCEEDED })),
      { executor: 'host:1:1' },
    );
    await lab.clock.advance(1_000);
    first.kill();
    lab.start(
      lab.engineOf(() => QUICK),
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
    const first = lab.start(before, { executor: 'host:1:1' });
    await lab.clock.advance(2_000);
    first.kill();
    const after = new ScriptedEngine(lab.clock, () => QUICK, { ...options, cluster: before.cluster });
    lab.start(after, { executor: 'host:2:2' });
    await lab.clock.advance(60_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', executor: 'host:2:2' });
    await lab.clock.advance(60_000);
    const run = await lab.store.getRun(id);
    expect(run).toMatchObject({ state: 'succeeded' });
    expect(run?.attempts).toHaveLength(1);
    expect(after.started).toEqual([]);
  });

  it('waits for a job that its engine finds again, and takes it for lost after a while', async () => {
    const options = { type: 'cluster', outlives: true };
    const scripts = { found: 'succeeded', forgotten: 'failed' } as const;
    for (const [fate, state] of Object.entries(scripts)) {
      const compiled = sampleArtefact(fate, {}, 'cluster');
      await lab.deploy(compiled);
      const { id } = await lab.fire(compiled);
      const before = new ScriptedEngine(lab.clock, () => ({ durationMs: 40_000, end: SUCCEEDED }), options);
      const first = lab.start(before, { executor: `host:1:${fate}` });
      await lab.clock.advance(2_000);
      await first.stop();
      // A JobManager that comes up again: it answers, and does not know its jobs yet.
      const after = new ScriptedEngine(lab.clock, () => failed(false), options);
      lab.start(after, { executor: `host:2:${fate}` });
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
});
