import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/runtime/ports/index.ts';
import { allEvents, expectWholeChains } from './events.ts';
import { fire, LEADER, MINUTE, SCOPE, START, withPipeline } from './fixtures.ts';

const LATER = START + 1000 * MINUTE;

export function describeRaces(open: () => Promise<Store>): void {
  describe('two stores on one database', () => {
    test('record each fire once, and tell it once', async () => {
      const [left, right] = [await open(), await open()];
      const { artefact } = await withPipeline(left, 'orders');
      const fence = await left.currentFence(LEADER);
      const record = (store: Store, name: string) =>
        Promise.all(
          Array.from({ length: 40 }, (_, index) =>
            store.recordFire(fence, fire(artefact, START + index * MINUTE), `${name}-${index}`, START),
          ),
        );
      const [ofLeft, ofRight] = await Promise.all([record(left, 'left'), record(right, 'right')]);
      for (const [index, one] of ofLeft.entries()) {
        const other = ofRight[index];
        expect(one.created).not.toBe(other?.created);
        expect(one.run.id).toBe(other?.run.id);
      }
      const events = (await allEvents(left)).filter((event) => event.type === 'run.scheduled');
      expect(events).toHaveLength(40);
      expectWholeChains(await allEvents(right));
    });

    test('claim each run once', async () => {
      const [left, right] = [await open(), await open()];
      const fires = 60;
      for (const pipeline of ['a', 'b', 'c']) {
        const { fence, artefact } = await withPipeline(left, pipeline);
        for (let index = 0; index < fires / 3; index++) {
          await left.recordFire(fence, fire(artefact, START + index * MINUTE), `${pipeline}-${index}`, START);
        }
      }
      const claimed = (
        await Promise.all([drain(left, 'l1'), drain(left, 'l2'), drain(right, 'r1'), drain(right, 'r2')])
      ).flat();
      expect(claimed).toHaveLength(fires);
      expect(new Set(claimed).size).toBe(fires);
      expectWholeChains(await allEvents(left));
    });

    test('say unreachable, in one way, after they were closed', async () => {
      const [left, right] = [await open(), await open()];
      const reading = left.listRuns({ limit: 1 }).catch((thrown: unknown) => thrown);
      await left.close();
      expect(await reading).toSatisfy((answer: { code?: string }) =>
        [undefined, 'STORE_UNREACHABLE'].includes(answer.code),
      );
      const closed = { code: 'STORE_UNREACHABLE', retryable: false };
      await expect(left.ping()).rejects.toMatchObject(closed);
      await expect(left.getRun('run-1')).rejects.toMatchObject(closed);
      await expect(left.nextFence(LEADER, 0)).rejects.toMatchObject(closed);
      expect(await right.nextFence(LEADER, 0)).toBe(1);
    });

    test('open at once on an empty database: one migrates, both work', async () => {
      const stores = await Promise.all([open(), open(), open()]);
      for (const store of stores) await store.ping();
      const leases = await Promise.all(
        stores.map((store, index) => store.acquireLease(LEADER, `h${index}`, 1000, START)),
      );
      expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
      const fences = await Promise.all(stores.map((store) => store.nextFence(LEADER, 0)));
      expect(new Set(fences).size).toBe(3);
    });
  });
}

/** Claims until nothing is left. */
async function drain(store: Store, executor: string): Promise<readonly string[]> {
  const ids: string[] = [];
  // A batch may be empty only because the other store is just claiming: a few empty ones in a row are the end.
  for (let empty = 0; empty < 5;) {
    const batch = await store.claimRuns(SCOPE, executor, ['local'], 7, LATER + ids.length, LATER);
    ids.push(...batch.map((run) => run.id));
    empty = batch.length === 0 ? empty + 1 : 0;
  }
  return ids;
}
