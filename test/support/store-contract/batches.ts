import { describe, expect, test } from 'vitest';
import type { CompiledArtefact } from '../../../src/compiler/index.ts';
import { OperatingError } from '../../../src/runtime/errors.ts';
import type { NewFire, RecordedFire, Store } from '../../../src/runtime/ports/index.ts';
import { allEvents, expectWholeChains } from './events.ts';
import { compiled, deploy, eventTypes, fire, key, LEADER, MINUTE, SCHEDULER, SCOPE, START } from './fixtures.ts';

const NEXT = START + 2 * MINUTE;

export function describeBatches(open: () => Promise<Store>): void {
  describe('recordFires', () => {
    test('records fires of many pipelines as recordFire does, and moves their clocks', async () => {
      const store = await open();
      const { fence, artefacts } = await withPipelines(store, 230);
      const reason = { code: 'MISFIRE_SKIPPED', message: 'too late' };
      const fires = artefacts.map((artefact, index) =>
        newFire(artefact, 'a', index === 7 ? { state: 'skipped', reason } : { nextFireTime: NEXT + index }),
      );
      const answers = await store.recordFires(fence, fires, START + 5);
      expect(answers.map(told)).toEqual(fires.map(({ runId }) => `${runId} made`));
      for (const index of [0, 1, 199, 200, 229]) {
        const [answer, name] = [answers[index] as RecordedFire, pipeline(index)];
        expect(await store.getRun(answer.run.id)).toEqual(answer.run);
        expect(answer.run).toMatchObject({ pipeline: name, fireTime: START, state: 'scheduled', createdAt: START + 5 });
        expect(await store.getDeployment(key(name))).toMatchObject({
          nextFireTime: NEXT + index,
          lastFireTime: START,
          generation: 1,
        });
        expect(await eventTypes(store, name)).toEqual(['run.scheduled']);
      }
      expect(await store.getRun('a-p007')).toMatchObject({ state: 'skipped', reason, finishedAt: START + 5 });
      expectWholeChains(await allEvents(store));
      const open_ = await store.openRunsOf(SCOPE, [pipeline(0), pipeline(7), pipeline(8)]);
      expect(open_.toSorted((left, right) => (left.id < right.id ? -1 : 1))).toEqual(
        [0, 8].map((index) => ({
          id: `a-${pipeline(index)}`,
          pipeline: pipeline(index),
          state: 'scheduled',
          fireTime: START,
          reason: undefined,
        })),
      );
    });

    test('keeps from being recorded those alone that were overtaken or have no artefact', async () => {
      const store = await open();
      const { fence, artefacts } = await withPipelines(store, 5);
      await store.pauseDeployment({ key: key(pipeline(1)), actor: 'ann' }, START);
      const fires = artefacts.map((artefact, index) =>
        newFire(artefact, 'a', index === 3 ? { artefactDigest: 'sha256:nowhere' } : {}),
      );
      const answers = await store.recordFires(fence, fires, START);
      expect(answers.map(told)).toEqual(['a-p000 made', 'overtaken', 'a-p002 made', 'NOT_FOUND', 'a-p004 made']);
      expect(await store.getDeployment(key(pipeline(1)))).toMatchObject({ nextFireTime: START + MINUTE });
      expect(await store.getDeployment(key(pipeline(4)))).toMatchObject({ nextFireTime: NEXT });
      expect(await eventTypes(store, pipeline(1))).toEqual([]);
    });

    test('records beside fires that are on record: of those the clock moves, and nothing is told twice', async () => {
      const store = await open();
      const { fence, artefacts } = await withPipelines(store, 6);
      const [first, second] = [artefacts[1], artefacts[4]] as [CompiledArtefact, CompiledArtefact];
      for (const [by, artefact] of [
        ['ann', first],
        ['bob', second],
      ] as const) {
        await store.recordFire(undefined, fire(artefact, START, { trigger: 'manual', actor: by }), by, START);
      }
      const answers = await store.recordFires(
        fence,
        artefacts.map((artefact) => newFire(artefact, 'a')),
        START,
      );
      expect(answers.map(told)).toEqual(['a-p000 made', 'ann', 'a-p002 made', 'a-p003 made', 'bob', 'a-p005 made']);
      for (let index = 0; index < 6; index++) {
        expect(await store.getDeployment(key(pipeline(index)))).toMatchObject({ nextFireTime: NEXT });
        expect(await eventTypes(store, pipeline(index))).toEqual(['run.scheduled']);
      }
      expectWholeChains(await allEvents(store));
    });

    test('made again with its ids it says that it has made them', async () => {
      const store = await open();
      const { fence, artefacts } = await withPipelines(store, 4);
      const fires = artefacts.map((artefact) => newFire(artefact, 'a'));
      const answers = await store.recordFires(fence, fires, START);
      expect(await store.recordFires(fence, fires, START)).toEqual(answers);
      expect(await eventTypes(store, pipeline(0))).toEqual(['run.scheduled']);
    });

    test('keeps what another version has overtaken from being recorded, and leaves its clock', async () => {
      const store = await open();
      const { fence, artefacts } = await withPipelines(store, 3);
      const changed = compiled(pipeline(1), { cron: '0 0 * * * ?' });
      const leading = await store.nextFence(LEADER, 0);
      await store.applyChanges(leading, 'revision-2', [deploy(changed, START + 9 * MINUTE)], START, 'reconciler');
      const answers = await store.recordFires(
        fence,
        artefacts.map((artefact) => newFire(artefact, 'a')),
        START,
      );
      expect(answers.map(told)).toEqual(['a-p000 made', 'overtaken', 'a-p002 made']);
      expect(await store.getDeployment(key(pipeline(1)))).toMatchObject({ nextFireTime: START + 9 * MINUTE });
    });

    test('is refused as a whole when another leads by now', async () => {
      const store = await open();
      const { fence, artefacts } = await withPipelines(store, 3);
      await store.nextFence(SCHEDULER, 0);
      const fires = artefacts.map((artefact) => newFire(artefact, 'a'));
      await expect(store.recordFires(fence, fires, START)).rejects.toMatchObject({ code: 'STORE_FENCED' });
      expect((await store.listRuns({ limit: 10 })).items).toEqual([]);
      expect(await store.recordFires(fence, [], START)).toEqual([]);
    });

    test('records each fire once when two processes record the same at once, in any order', async () => {
      const [left, right] = [await open(), await open()];
      const { fence, artefacts } = await withPipelines(left, 40);
      const of = (name: string) => artefacts.map((artefact) => newFire(artefact, name));
      const [ofLeft, ofRight] = await Promise.all([
        left.recordFires(fence, of('left'), START),
        right.recordFires(fence, of('right').toReversed(), START),
      ]);
      const made = [...ofLeft, ...ofRight].filter((answer) => !(answer instanceof Error) && answer.created);
      expect(made).toHaveLength(40);
      const events = await allEvents(left);
      expect(events.filter((event) => event.type === 'run.scheduled')).toHaveLength(40);
      expectWholeChains(events);
    });
  });
}

function pipeline(index: number): string {
  return `p${String(index).padStart(3, '0')}`;
}

function newFire(artefact: CompiledArtefact, name: string, more: Partial<NewFire['request']> = {}): NewFire {
  const request = fire(artefact, START, { nextFireTime: NEXT, ...more });
  return { request, runId: `${name}-${artefact.artefact.pipeline.name}` };
}

async function withPipelines(
  store: Store,
  count: number,
): Promise<{ fence: number; artefacts: readonly CompiledArtefact[] }> {
  const artefacts = Array.from({ length: count }, (_, index) => compiled(pipeline(index)));
  const leading = await store.nextFence(LEADER, 0);
  await store.applyChanges(
    leading,
    'revision-1',
    artefacts.map((artefact) => deploy(artefact)),
    START,
    'reconciler',
  );
  return { fence: await store.nextFence(SCHEDULER, 0), artefacts };
}

function told(answer: RecordedFire | Error): string {
  if (answer instanceof OperatingError) return answer.fields['overtaken'] === true ? 'overtaken' : answer.code;
  if (answer instanceof Error) return answer.name;
  return `${answer.run.id}${answer.created ? ' made' : ''}`;
}
