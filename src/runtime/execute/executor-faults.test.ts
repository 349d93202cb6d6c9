import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExecutorLab, QUICK, type ExecutorLab } from '../../../test/support/runtime/executor-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { SUCCEEDED } from '../../../test/support/runtime/scripted-engine.ts';

describe('what people do to the record of a run while it goes on', () => {
  let lab: ExecutorLab;
  beforeEach(async () => void (lab = await createExecutorLab()));
  afterEach(() => lab.close());

  it('a position that is set by hand stays, and is where the next run begins', async () => {
    const begunAt: (string | undefined)[] = [];
    const compiled = sampleArtefact('orders', { incremental: { column: 'id', type: 'int64' } });
    await lab.deploy(compiled);
    await lab.fire(compiled);
    lab.start(
      lab.engineOf(({ cursor }) => {
        begunAt.push(cursor);
        return { durationMs: 3_000, end: { ...SUCCEEDED, cursor: '100' } };
      }),
    );
    await lab.clock.advance(1_000);
    const change = { key: lab.key('orders'), from: undefined, to: '5', actor: 'ann' };
    expect(await lab.store.changeCursor(change, lab.clock.now())).toMatchObject({ outcome: 'changed' });
    await lab.clock.advance(5_000);
    expect((await lab.runs('orders')).map(({ state }) => state)).toEqual(['succeeded']);
    expect(await lab.store.getCursor(lab.key('orders'))).toBe('5');
    await lab.fire(compiled);
    await lab.clock.advance(5_000);
    expect(begunAt).toEqual([undefined, '5']);
    expect(await lab.store.getCursor(lab.key('orders'))).toBe('100');
  });

  it('a run that is deleted is let go of: its job is stopped, and others run', async () => {
    const compiled = sampleArtefact('orders');
    await lab.deploy(compiled);
    const { id } = await lab.fire(compiled);
    const engine = lab.engineOf(({ runId }) => (runId === id ? { durationMs: 1e9, end: SUCCEEDED } : QUICK));
    lab.start(engine, { concurrency: 1 });
    await lab.clock.advance(2_000);
    expect(await lab.store.getRun(id)).toMatchObject({ state: 'running' });
    const database = new DatabaseSync(join(lab.folder, 'state.db'));
    database.exec('DELETE FROM sluice_attempt; DELETE FROM sluice_run');
    database.close();
    await lab.fire(compiled, lab.clock.now() + 1);
    await lab.clock.advance(120_000);
    expect((await lab.runs('orders')).map(({ state }) => state)).toEqual(['succeeded']);
    expect([...engine.cluster.values()].find(({ request }) => request.runId === id)?.stoppedAt).toBeDefined();
  });
});
