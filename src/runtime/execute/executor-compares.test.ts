import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExecutorLab, type ExecutorLab } from '../../../test/support/runtime/executor-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { SUCCEEDED, type JobScript } from '../../../test/support/runtime/scripted-engine.ts';
import { compileArtefact, type NormalisedPipeline } from '../../compiler/index.ts';
import type { MeasureEnds } from '../ports/index.ts';

describe('a run whose source and sink are to be the same', () => {
  let lab: ExecutorLab;
  beforeEach(async () => void (lab = await createExecutorLab()));
  afterEach(() => lab.close());

  const expectation = { sameRows: { tolerance: 0, sums: [], timeZone: 'UTC' } };
  const pipeline = { incremental: { column: 'id', type: 'int64' }, expect: expectation } as const;
  const never: MeasureEnds = ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('cut'))));
  const AGAIN = { attempts: 3, backoff: 'fixed', initialMs: 1_000, maxMs: 1_000 } as const;
  const notCompared = (why: string) => ({
    reason: { code: 'ENDS_NOT_COMPARED', message: expect.stringContaining(why) },
    cursorAfter: undefined,
  });
  const begin = async (
    measureEnds: MeasureEnds,
    change: Partial<NormalisedPipeline> = {},
    script: Partial<JobScript> = {},
  ) => {
    const { artefact } = sampleArtefact('orders', { ...pipeline, ...change });
    const compiled = compileArtefact({ ...artefact, comparison: { table: 'orders' } });
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const engine = lab.engineOf(() => ({ durationMs: 0, end: { ...SUCCEEDED, cursor: '10' }, ...script }));
    const started = lab.start(engine, { measureEnds });
    await lab.clock.advance(5_000);
    return { id, started, run: async () => lab.store.getRun(id) };
  };
  const ends = (source: bigint, sink: bigint): MeasureEnds => {
    return async () => ({ source: { rows: source, sums: [] }, sink: { rows: sink, sums: [] } });
  };

  it('takes a success where they are, and says the numbers in the log', async () => {
    const { id, run } = await begin(ends(3n, 3n));
    expect(await run()).toMatchObject({ state: 'succeeded', cursorAfter: '10', reason: undefined });
    expect((await lab.jobLogs.read(id, 1, 0)).text).toContain('rows of the source: 3, of the sink: 3');
  });

  it('takes a failure with both numbers where they are not, and only warns where it is to', async () => {
    const message = 'rows of the source: 3, of the sink: 2, the same expected';
    const failed = await begin(ends(3n, 2n));
    expect(await failed.run()).toMatchObject({ state: 'failed', reason: { message }, cursorAfter: undefined });
    const warned = await begin(ends(3n, 2n), { expect: { ...expectation, onFailure: 'warn' } });
    expect(await warned.run()).toMatchObject({ state: 'succeeded', reason: { message }, cursorAfter: '10' });
  });

  it('has its rows written where it is cancelled or out of time while they are asked: it failed for good', async () => {
    const asked = await begin(never, { retry: AGAIN });
    expect(await asked.run()).toMatchObject({ state: 'running' });
    await lab.store.requestCancel(asked.id, 'ann', lab.clock.now());
    await lab.clock.advance(3_000);
    expect(await asked.run()).toMatchObject({ state: 'failed', ...notCompared('the run was cancelled') });
    const slow = await begin(never, { timeoutMs: 60_000, retry: AGAIN });
    await lab.clock.advance(60_000);
    expect(await slow.run()).toMatchObject({ state: 'failed', ...notCompared('`timeout` of the pipeline passed') });
    expect((await slow.run())?.attempts).toHaveLength(1);
  });

  it('is not taken up again after a restart that nobody had answered before', async () => {
    const { started, run } = await begin(never, { retry: AGAIN });
    await started.stop();
    expect(await run()).toMatchObject({ state: 'failed', ...notCompared('was stopped before they had answered') });
  });

  it('is a success with a warning where that is only to be told of', async () => {
    const warned = await begin(never, { expect: { ...expectation, onFailure: 'warn' } });
    await warned.started.stop();
    const reason = { code: 'ENDS_NOT_COMPARED' };
    expect(await warned.run()).toMatchObject({ state: 'succeeded', reason, cursorAfter: '10' });
  });

  it('is not asked for where its time was over before its job succeeded, and is not run again', async () => {
    const asked: string[] = [];
    const late = await begin(
      async () => {
        asked.push('asked');
        return { source: { rows: 1n, sums: [] }, sink: { rows: 1n, sums: [] } };
      },
      { timeoutMs: 1_000, retry: AGAIN },
      { durationMs: 3_000, deaf: true },
    );
    await lab.clock.advance(5_000);
    expect(await late.run()).toMatchObject({ state: 'failed', ...notCompared('`timeout` of the pipeline passed') });
    expect((await late.run())?.attempts).toHaveLength(1);
    expect(asked).toEqual([]);
  });
});
