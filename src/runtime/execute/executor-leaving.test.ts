import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExecutorLab, QUICK, type ExecutorLab } from '../../../test/support/runtime/executor-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { ScriptedEngine, SUCCEEDED, type JobScript } from '../../../test/support/runtime/scripted-engine.ts';
import type { LaunchRequest } from '../ports/index.ts';

describe('createExecutor, drained or stopped', () => {
  let lab: ExecutorLab;
  beforeEach(async () => void (lab = await createExecutorLab()));
  afterEach(() => lab.close());

  it('takes nothing while it is drained, neither new runs nor those of the dead, and finishes what it has', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const held = await lab.fire(compiled, lab.clock.now() - 3);
    let drain: { handOver: boolean } | undefined;
    const engine = lab.engineOf(() => ({ durationMs: 5_000, end: SUCCEEDED }));
    lab.start(engine, { drain: () => drain });
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
    const { executor } = lab.start(before, { executor: 'host:1:1', drain: () => drain });
    await lab.clock.advance(2_000);
    const after = new ScriptedEngine(lab.clock, () => QUICK, { ...options, cluster: before.cluster });
    lab.start(after, { executor: 'host:2:2' });
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
    const first = lab.start(slow, { executor: 'host:1:1' });
    await lab.clock.advance(300);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'starting' });
    await first.stop();
    const after = new ScriptedEngine(lab.clock, () => QUICK, { ...options, cluster: slow.cluster });
    lab.start(after, { executor: 'host:2:2' });
    await lab.clock.advance(60_000);
    expect(slow.started).toEqual([id]);
    expect(after.started).toEqual([]);
    expect((await lab.store.getRun(id))?.attempts).toMatchObject([{ state: 'succeeded' }]);
  });

  it('beats for what is being handed over for longer than a claim holds, and hands over the others meanwhile', async () => {
    const compiled = sampleArtefact('orders', {}, 'cluster');
    await lab.deploy(compiled);
    const stuck = await lab.fire(compiled, lab.clock.now() - 1);
    const options = { type: 'cluster', outlives: true };
    const slow = new ScriptedEngine(lab.clock, () => ({ durationMs: 300_000, end: SUCCEEDED }), options);
    const submit = slow.submit.bind(slow);
    slow.submit = async (...job) => {
      if (job[0].runId === stuck.id) await lab.clock.sleep(90_000);
      await submit(...job);
    };
    let drain: { handOver: boolean } | undefined;
    lab.start(slow, { executor: 'host:1:1', drain: () => drain });
    await lab.clock.advance(1_000);
    const quick = await lab.fire(compiled);
    await lab.clock.advance(2_000);
    const after = new ScriptedEngine(lab.clock, () => QUICK, { ...options, cluster: slow.cluster });
    lab.start(after, { executor: 'host:2:2' });
    drain = { handOver: true };
    await lab.clock.advance(10_000);
    expect(await lab.store.getRun(quick.id)).toMatchObject({ state: 'running', executor: 'host:2:2' });
    await lab.clock.advance(50_000);
    expect(await lab.store.getRun(stuck.id)).toMatchObject({ state: 'starting', executor: 'host:1:1' });
    await lab.clock.advance(60_000);
    expect(await lab.store.getRun(stuck.id)).toMatchObject({ state: 'running', executor: 'host:2:2' });
    expect(slow.started.toSorted()).toEqual([stuck.id, quick.id].toSorted());
    expect(after.started).toEqual([]);
  });

  it('holds its claims while it lets jobs finish for longer than a claim is good for', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const first = lab.start(
      lab.engineOf(() => ({ durationMs: 100_000, end: SUCCEEDED })),
      { executor: 'host:1:1', finishMs: 120_000 },
    );
    await lab.clock.advance(1_000);
    const other = lab.engineOf(() => QUICK);
    lab.start(other, { executor: 'host:2:2' });
    await first.stop();
    const run = await lab.store.getRun(id);
    expect(run).toMatchObject({ state: 'succeeded' });
    expect(run?.attempts).toMatchObject([{ state: 'succeeded', executor: 'host:1:1' }]);
    expect(other.started).toEqual([]);
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
    const first = lab.start(lab.engineOf(script), { executor: 'host:1:1' });
    await lab.clock.advance(2_000);
    const at = lab.clock.now();
    await first.stop();
    expect(lab.clock.now() - at).toBeLessThanOrEqual(6_000);
    expect(await lab.store.getRun(quick.id)).toMatchObject({ state: 'succeeded' });
    expect(await lab.store.getRun(slow.id)).toMatchObject({ state: 'retry-wait', reason: { code: 'SHUTDOWN' } });
    lab.start(
      lab.engineOf(() => QUICK),
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
    const first = lab.start(before, { executor: 'host:1:1' });
    await lab.clock.advance(2_000);
    await first.stop();
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running' });
    const after = new ScriptedEngine(lab.clock, () => QUICK, { ...options, cluster: before.cluster });
    lab.start(after, { executor: 'host:2:2' });
    await lab.clock.advance(500);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running', executor: 'host:2:2' });
    await lab.clock.advance(20_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'succeeded' });
    expect(after.started).toEqual([]);
  });
});
