import { describe, expect, test } from 'vitest';
import { driftLab, type DriftLab } from '../../../test/support/runtime/drift-lab.ts';
import { createRuntimeLab, LEADER_FENCE } from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { healDeployment } from '../heal-deployment.ts';
import { createPinoLog, createRuntimeMetrics, createSystemClock, createWake } from '../observe/index.ts';
import type { DriftReport } from './drift-fact.ts';
import { createDriftWatch, type DriftWatch } from './drift-watch.ts';
import { RecordedArtefacts } from './recorded-artefacts.ts';

const SCOPE = { project: 'shop', environment: 'default' };
const MINUTE = 60_000;

function watchOf(lab: DriftLab, lines: string[]): DriftWatch {
  const clock = createSystemClock();
  return createDriftWatch({
    store: lab.store,
    lease: { held: true, fence: 1 },
    clock,
    log: createPinoLog({ level: 'info', human: true, write: (line) => lines.push(line) }),
    scope: SCOPE,
    metrics: createRuntimeMetrics(),
    heal: (fence, pipeline) => healDeployment({ store: lab.store, clock }, fence, lab.key(pipeline)),
    find: () => lab.find(),
    wake: createWake(clock),
    intervalMs: MINUTE,
  });
}

async function told(lab: DriftLab): Promise<readonly string[]> {
  const { items } = await lab.store.listEvents({ pipeline: 'orders', types: ['drift.*'], limit: 99 });
  return items.map(({ type }) => type).toReversed();
}

describe('createDriftWatch', () => {
  test('puts a drift on record once, for as long as it is there, and says when it is gone', async () => {
    await using lab = await driftLab();
    const lines: string[] = [];
    const watch = watchOf(lab, lines);
    const { id, ref } = await lab.run(await lab.deploy('orders'));
    const job = lab.engine.cluster.get(ref.id);
    if (job === undefined) throw new Error('the lab has no such job');
    lab.engine.cluster.delete(ref.id);
    await watch.look(1);
    const [condition] = await lab.store.listConditions(SCOPE);
    expect(condition).toMatchObject({
      pipeline: 'orders',
      type: 'drifted',
      reason: 'JOB_MISSING',
      message: expect.stringContaining(`run \`${id}\` is running on record`),
      generation: 1,
      details: { engine: 'batch', run: id, job: ref.id, recorded: 'running' },
    });
    await watch.look(1);
    expect(await lab.store.listConditions(SCOPE)).toEqual([condition]);
    expect(await told(lab)).toEqual(['drift.found']);
    lab.engine.cluster.set(ref.id, job);
    await watch.look(1);
    expect(await lab.store.listConditions(SCOPE)).toEqual([]);
    expect(await told(lab)).toEqual(['drift.found', 'drift.gone']);
    expect(lines.map((line) => /drift found|drift is gone/.exec(line)?.[0])).toEqual(['drift found', 'drift is gone']);
  });

  test('keeps what was found of an engine that does not answer, and lets the rest go', async () => {
    await using lab = await driftLab();
    const watch = watchOf(lab, []);
    const compiled = await lab.deploy('orders');
    await lab.start(compiled, 'run-of-nobody', 1, 'stray');
    await watch.look(1);
    expect(await lab.store.listConditions(SCOPE)).toMatchObject([{ reason: 'JOB_STRAY' }]);
    lab.engine.look = async () => {
      throw new Error('connection refused');
    };
    await watch.look(1);
    expect(await told(lab)).toEqual(['drift.found']);
    expect(await lab.store.listConditions(SCOPE)).toMatchObject([{ reason: 'JOB_STRAY' }]);
  });

  test('looks at every interval and when nudged while it leads, waits for no look for ever, and ends with its signal', async () => {
    const lab = await createRuntimeLab();
    const looks: number[] = [];
    let answers = true;
    let given: AbortSignal | undefined;
    const lease = { held: true, fence: LEADER_FENCE };
    const watch = createDriftWatch({
      ...lab,
      lease,
      scope: SCOPE,
      find: async (signal): Promise<DriftReport> => {
        looks.push(lab.clock.monotonic() / MINUTE);
        given = signal;
        if (!answers) await new Promise(() => undefined);
        return { facts: [], unseen: [] };
      },
      heal: async () => false,
      intervalMs: 5 * MINUTE,
    });
    const stop = new AbortController();
    const running = watch.run(stop.signal);
    await lab.clock.advance(6 * MINUTE);
    lab.wake.wake();
    await lab.clock.advance(1);
    lease.held = false;
    await lab.clock.advance(6 * MINUTE);
    lease.held = true;
    answers = false;
    await lab.clock.advance(9 * MINUTE);
    expect(looks.map(Math.floor)).toEqual([5, 6, 16]);
    expect(given?.aborted).toBe(true);
    expect(lab.lines.join('')).toContain('a look for drift took longer than 60000 ms');
    await lab.clock.advance(2 * MINUTE);
    stop.abort();
    await running;
    await lab.close();
  });
});

test('artefacts that are known are read again one in so many at each look, others at once', async () => {
  const lab = await createRuntimeLab();
  const artefacts = Array.from({ length: 12 }, (_, index) => sampleArtefact(`p${index}`));
  for (const compiled of artefacts) await lab.deploy(compiled);
  const digests = artefacts.map(({ digest }) => digest);
  let reads = 0;
  const recorded = new RecordedArtefacts({
    getArtefact(digest) {
      reads++;
      return lab.store.getArtefact(digest);
    },
  });
  const look = async (wanted: readonly string[]): Promise<number> => {
    reads = 0;
    recorded.refresh(wanted, 4);
    await recorded.read(wanted);
    return reads;
  };
  expect(await look(digests)).toBe(12);
  const later = [await look(digests), await look(digests), await look(digests), await look(digests)];
  expect(later).toEqual([3, 3, 3, 3]);
  await look(digests.slice(0, 2));
  expect(await look(digests)).toBeGreaterThanOrEqual(10);
  await lab.close();
});
