import { describe, expect, test } from 'vitest';
import type { CompiledArtefact } from '../../../src/compiler/index.ts';
import type { BackfillRecord, BackfillStep, Store } from '../../../src/runtime/ports/index.ts';
import { fire, key, MINUTE, SCHEDULER, SCOPE, START, withPipeline } from './fixtures.ts';

const ROUNDS = 12;
const OVERTAKEN = { code: 'STORE_CONFLICT', retryable: false, fields: { overtaken: true } };
/** The fires of the backfill, more than are handed out; a person's are after them. */
const FIRES = 100;

/** Runs of a backfill beside those that it has not handed out, of a pipeline whose runs are to be alone. */
export function describeLoneBackfills(open: () => Promise<Store>): void {
  describe('a backfill of a pipeline whose runs are to be alone', () => {
    test('hands out nothing beside a run that is on its way, and its own side by side', async () => {
      const store = await open();
      const { artefact, fence, backfill } = await begun(store);
      await store.recordFire(undefined, byHand(artefact, 0), 'by-hand', START);
      await expect(store.feedBackfill(fence, step(backfill, [0, 1]), START)).rejects.toMatchObject(OVERTAKEN);
      expect(await store.getRun('fed-0')).toBeUndefined();
      expect(await store.getBackfill('one')).toEqual(backfill);

      await store.requestCancel('by-hand', 'ann', START);
      expect(await store.feedBackfill(fence, step(backfill, [0]), START)).toBe(true);
      expect(await store.feedBackfill(fence, step(await present(store), [1, 2]), START)).toBe(true);
      expect((await store.openRuns(key('orders'))).map(({ id }) => id)).toEqual(['fed-0', 'fed-1', 'fed-2']);
    });

    test('does not count as its own what somebody else has put on its way, be it a fire of its range', async () => {
      const store = await open();
      const { artefact, fence, backfill } = await begun(store);
      await store.recordFire(undefined, { ...fire(artefact, at(1)), actor: 'ann' }, 'by-hand', START);
      await expect(store.feedBackfill(fence, step(backfill, [0, 1]), START)).rejects.toMatchObject(OVERTAKEN);
      await expect(store.feedBackfill(fence, step(backfill, [1]), START)).rejects.toMatchObject(OVERTAKEN);
      expect((await store.openRuns(key('orders'))).map(({ id }) => id)).toEqual(['by-hand']);
    });

    test('lets one wait that is not on its way, and hands out beside others where the pipeline may', async () => {
      const store = await open();
      const { artefact, fence, backfill } = await begun(store);
      const reason = { code: 'QUEUED', message: 'waits' };
      await store.recordFire(fence, fire(artefact, at(FIRES), { state: 'waiting', reason }), 'queued', START);
      expect(await store.feedBackfill(fence, step(backfill, [0]), START)).toBe(true);
      await store.recordFire(undefined, { ...byHand(artefact, 1), isAlone: false }, 'by-hand', START);
      const { isAlone: _, ...free } = step(await present(store), [1]);
      expect(await store.feedBackfill(fence, free, START)).toBe(true);
    });

    test('and a person who asks in the same moment are not both let go', async () => {
      const [left, right] = [await open(), await open()];
      const { artefact, fence } = await begun(left);
      let fed = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const again = `again-${round}`;
        await left.recordFire(undefined, byHand(artefact, 2 * round), again, START);
        await left.requestCancel(again, 'ann', START);
        const next = step(await present(left), [round]);
        await Promise.allSettled([
          right.recordFire(undefined, byHand(artefact, 2 * round + 1), `by-hand-${round}`, START),
          left.feedBackfill(fence, next, START),
          right.reopenRun(again, { actor: 'ann', isAlone: true }, START),
        ]);
        const [only, ...others] = await left.openRuns(key('orders'));
        expect(only).toBeDefined();
        expect(others).toEqual([]);
        if (only?.id === `fed-${round}`) fed += 1;
        await left.requestCancel(only?.id ?? '', 'ann', START);
      }
      expect((await left.listRuns({ ...SCOPE, trigger: 'backfill', limit: FIRES })).items).toHaveLength(fed);
    });
  });
}

async function begun(store: Store) {
  const { artefact } = await withPipeline(store, 'orders');
  const wish = {
    ...key('orders'),
    id: 'one',
    from: at(0),
    to: at(FIRES - 1),
    order: 'oldest-first',
    concurrency: 3,
    allowDuplicates: false,
    onFailure: 'continue',
    actor: 'ann',
  } as const;
  const made = await store.createBackfill({ wish, total: FIRES, artefactDigest: artefact.digest }, START);
  const { backfill } = made.outcome === 'created' ? made : expect.fail(made.outcome);
  return { artefact, backfill, fence: await store.nextFence(SCHEDULER, 0) };
}

async function present(store: Store): Promise<BackfillRecord> {
  return (await store.getBackfill('one')) ?? expect.fail('there is no backfill');
}

function step(backfill: BackfillRecord, minutes: readonly number[]): BackfillStep {
  const feed = minutes.map((minute) => ({
    fireTime: at(minute),
    previousFireTime: at(minute - 1),
    runId: `fed-${minute}`,
  }));
  return { backfill, feed, again: [], state: 'running', isAlone: true };
}

/** A person's run of a fire that is none of the backfill's. */
function byHand(artefact: CompiledArtefact, index: number) {
  return fire(artefact, at(FIRES + index), { trigger: 'manual', actor: 'ann', isAlone: true });
}

function at(minute: number): number {
  return START + minute * MINUTE;
}
