import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/runtime/ports/index.ts';
import { compiled, fire, key, MINUTE, SCHEDULER, SCOPE, START, withPipeline } from './fixtures.ts';

const ROUNDS = 12;
const OVERTAKEN = { code: 'STORE_CONFLICT', retryable: false, fields: { overtaken: true } };

/** Runs that are to have no other of their pipeline beside them, whoever puts them on their way. */
export function describeLoneRuns(open: () => Promise<Store>): void {
  describe('a run that is to be alone', () => {
    test('is refused to a person, with the one that is on its way', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      await store.recordFire(undefined, asked(fire(artefact, START)), 'run-1', START);
      await expect(
        store.recordFire(undefined, asked(fire(artefact, START + MINUTE)), 'run-2', START),
      ).rejects.toMatchObject({ code: 'STORE_CONFLICT', retryable: true, message: expect.stringContaining('run-1') });
      expect(await store.getRun('run-2')).toBeUndefined();
      // its own fire, and one that may be beside another
      expect(await store.recordFire(undefined, asked(fire(artefact, START)), 'run-3', START)).toMatchObject({
        created: false,
      });
      const beside = fire(artefact, START + 2 * MINUTE, { actor: 'ann' });
      expect(await store.recordFire(undefined, beside, 'run-4', START)).toMatchObject({ created: true });
    });

    test('waits for another look where a schedule fires it: nothing is written, its clock stands', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      const { artefact: other } = await withPipeline(store, 'customers');
      const fence = await store.nextFence(SCHEDULER, 0);
      await store.recordFire(undefined, asked(fire(artefact, START)), 'by-hand', START);
      const due = [artefact, other].map((each, index) => ({
        request: fire(each, START + MINUTE, { isAlone: true, nextFireTime: START + 2 * MINUTE }),
        runId: `run-${index}`,
      }));
      const answers = await store.recordFires(fence, due, START + MINUTE);
      expect(answers).toMatchObject([OVERTAKEN, { created: true }]);
      expect(await store.getRun('run-0')).toBeUndefined();
      const { nextFireTime } = (await store.getDeployment(key('orders'))) ?? {};
      expect(nextFireTime).not.toBe(START + 2 * MINUTE);
      await store.requestCancel('by-hand', 'ann', START);
      expect(await store.recordFires(fence, due.slice(0, 1), START + MINUTE)).toMatchObject([{ created: true }]);
    });

    test('is not let go from its wait, nor run once more', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      const fence = await store.nextFence(SCHEDULER, 0);
      const reason = { code: 'QUEUED', message: 'waits' };
      await store.recordFire(fence, fire(artefact, START, { state: 'waiting', reason }), 'queued', START);
      await store.recordFire(undefined, asked(fire(artefact, START + MINUTE)), 'over', START);
      await store.requestCancel('over', 'ann', START);
      await store.recordFire(undefined, asked(fire(artefact, START + 2 * MINUTE)), 'by-hand', START);
      await expect(store.releaseWaiting(fence, 'queued', 'scheduled', undefined, START, true)).rejects.toMatchObject(
        OVERTAKEN,
      );
      expect(await store.getRun('queued')).toMatchObject({ state: 'waiting' });
      await expect(store.reopenRun('over', { actor: 'ann', isAlone: true }, START)).rejects.toMatchObject({
        code: 'STORE_CONFLICT',
        message: expect.stringContaining('by-hand'),
      });
      await store.requestCancel('by-hand', 'ann', START);
      expect(await store.releaseWaiting(fence, 'queued', 'scheduled', undefined, START, true)).toBe(true);
    });

    test.each(['deployed', 'never deployed'])('is one of many that are asked for at once, %s', async (which) => {
      const [left, right] = [await open(), await open()];
      const artefact =
        which === 'deployed' ? (await withPipeline(left, 'orders')).artefact : compiled('orders', { engine: 'local' });
      await left.putArtefact(artefact, START);
      const fence = await left.nextFence(SCHEDULER, 0);
      for (let round = 0; round < ROUNDS; round += 1) {
        const at = (index: number): number => START + (round * 10 + index) * MINUTE;
        const id = (index: number): string => `run-${round}-${index}`;
        const byHand = (store: Store, index: number) =>
          store.recordFire(undefined, asked(fire(artefact, at(index))), id(index), START);
        await Promise.allSettled([
          byHand(left, 0),
          byHand(right, 1),
          byHand(left, 2),
          left.recordFires(
            fence,
            [{ request: fire(artefact, at(3), { isAlone: true, nextFireTime: at(4) }), runId: id(3) }],
            START,
          ),
          byHand(right, 4),
        ]);
        const [only, ...others] = await left.openRuns(key('orders'));
        expect(only).toBeDefined();
        expect(others).toEqual([]);
        await left.requestCancel(only?.id ?? '', 'ann', START);
      }
      expect((await left.listRuns({ ...SCOPE, limit: 100 })).items.length).toBeGreaterThanOrEqual(ROUNDS);
    });
  });
}

function asked(request: ReturnType<typeof fire>): ReturnType<typeof fire> {
  return { ...request, trigger: 'manual', actor: 'ann', isAlone: true };
}
