import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRuntimeLab, LEADER_FENCE, type RuntimeLab } from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { requestRun } from '../request-run.ts';
import { createRetainer } from './retainer.ts';

const HOUR_MS = 3_600_000;
const SCOPE = { project: 'shop', environment: 'default' };

let lab: RuntimeLab;
beforeEach(async () => {
  lab = await createRuntimeLab();
});
afterEach(() => lab.close());

async function skippedRuns(count: number): Promise<void> {
  const compiled = sampleArtefact('orders');
  await lab.deploy(compiled);
  for (let index = 0; index < count; index++)
    await lab.store.requestCancel((await lab.fire(compiled, index)).id, 'ann', lab.clock.now());
}

test('runs are forgotten an hour after they have become old, in batches, where this process leads', async () => {
  await skippedRuns(510);
  let held = true;
  const lease = {
    get held() {
      return held;
    },
    fence: LEADER_FENCE,
  };
  const retainer = createRetainer({ ...lab, lease, scope: SCOPE, keep: { ms: 24 * HOUR_MS, last: 3 } });
  const stop = new AbortController();
  const running = retainer.run(stop.signal);
  await lab.clock.advance(20 * HOUR_MS);
  expect(await lab.runs('orders')).toHaveLength(510);
  held = false;
  await lab.clock.advance(10 * HOUR_MS);
  expect(await lab.runs('orders')).toHaveLength(510);
  held = true;
  await lab.clock.advance(2 * HOUR_MS);
  expect((await lab.runs('orders')).map(({ fireTime }) => fireTime)).toEqual([507, 508, 509]);
  expect(lab.lines.join('')).toContain('what is kept no longer is forgotten');
  stop.abort();
  await running;
});

test('requests are forgotten after a day, also where runs are kept for ever', async () => {
  const compiled = sampleArtefact('orders');
  await lab.deploy(compiled);
  const asked = { parameters: {}, actor: 'ann', idempotencyKey: 'key-1' };
  const { run } = await requestRun(lab, lab.key('orders'), asked);
  const lease = { held: true, fence: LEADER_FENCE };
  const retainer = createRetainer({ ...lab, lease, scope: SCOPE, keep: undefined });
  const stop = new AbortController();
  const running = retainer.run(stop.signal);
  await lab.clock.advance(23 * HOUR_MS);
  expect((await lab.store.findRequest(SCOPE, 'key-1'))?.runId).toBe(run.id);
  await lab.clock.advance(2 * HOUR_MS);
  expect(await lab.store.findRequest(SCOPE, 'key-1')).toBeUndefined();
  expect(await lab.runs('orders')).toHaveLength(1);
  stop.abort();
  await running;
});
