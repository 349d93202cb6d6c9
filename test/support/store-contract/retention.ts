import { describe, expect, test } from 'vitest';
import { verifyEvents, type FoundEvent, type Verification } from '../../../src/runtime/audit/index.ts';
import {
  AUDIT_TOPIC,
  RUNS_TOPIC,
  type AttemptEnd,
  type BackfillWish,
  type RunRecord,
  type Store,
} from '../../../src/runtime/ports/index.ts';
import { allEvents } from './events.ts';
import { compiled, fire, MINUTE, START, withPipeline } from './fixtures.ts';

const SCOPE = { project: 'shop', environment: 'prod' };
const END: AttemptEnd = { attemptState: 'succeeded', runState: 'succeeded', metrics: {} };
const at = (minute: number): number => START + minute * MINUTE;

export function describeRetention(open: () => Promise<Store>): void {
  describe('what is forgotten', () => {
    test('is the runs of long ago with their attempts, all but the last of each pipeline', async () => {
      const store = await open();
      const fence = await filled(store, ['orders', 'sales'], 6);
      const forgetting = { scope: SCOPE, before: at(4), keepLast: 2, limit: 100 };
      // Fires of the minutes 1 to 3 ended before minute 4.
      expect(await store.forgetRuns(fence, { ...forgetting, limit: 2 })).toBe(2);
      expect(await store.forgetRuns(fence, forgetting)).toBe(4);
      expect(await store.forgetRuns(fence, forgetting)).toBe(0);
      expect(await idsOf(store)).toEqual(['orders-4', 'orders-5', 'orders-6', 'sales-4', 'sales-5', 'sales-6']);
      expect(await store.forgetRuns(fence, { ...forgetting, before: at(99) })).toBe(2);
      expect(await idsOf(store)).toEqual(['orders-5', 'orders-6', 'sales-5', 'sales-6']);
      expect(await store.forgetRuns(fence, { ...forgetting, scope: { ...SCOPE, environment: 'test' } })).toBe(0);
    });

    test('ends before a fire that is to be kept, however old later ones are', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      for (const minute of [1, 2, 3, 4]) await ran(store, fence, artefact, 'orders', minute);
      // Minute 2 is run once more much later.
      await store.reopenRun('orders-2', { actor: 'ann', again: true }, at(50));
      const forgetting = { scope: SCOPE, before: at(40), keepLast: 1, limit: 100 };
      expect(await store.forgetRuns(fence, forgetting)).toBe(1);
      expect(await idsOf(store)).toEqual(['orders-2', 'orders-3', 'orders-4']);
    });

    test('is not held up by a run of a range of cursor values, which stands before all fires and is forgotten by its own end', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      for (const minute of [1, 2, 3]) await ran(store, fence, artefact, 'orders', minute);
      for (const [id, place, minute] of [
        ['old-part', -2, 4],
        ['young-part', -1, 50],
      ] as const) {
        await store.recordFire(
          undefined,
          { ...fire(artefact, place), trigger: 'backfill', backfill: 'b' },
          id,
          at(minute),
        );
        await store.claimRun(id, 'one', at(minute + 1), at(minute));
        await store.startAttempt(id, 'one', { id }, {}, undefined, at(minute));
        await store.finishAttempt(id, 'one', 1, END, at(minute));
      }
      const forgetting = { scope: SCOPE, before: at(40), keepLast: 1, limit: 100 };
      expect(await store.forgetRuns(fence, forgetting)).toBe(3);
      expect((await idsOf(store)).toSorted()).toEqual(['orders-3', 'young-part']);
      expect(await store.forgetRuns(fence, { ...forgetting, before: at(60) })).toBe(1);
    });

    test('is never the last run that an upstream has started, which says for what it was', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      for (const minute of [1, 2]) await ran(store, fence, artefact, 'orders', minute, 'upstream');
      for (const minute of [3, 4, 5]) await ran(store, fence, artefact, 'orders', minute, 'manual');
      const forgetting = { scope: SCOPE, before: at(99), keepLast: 1, limit: 1 };
      for (let count = 1; count > 0;) count = await store.forgetRuns(fence, forgetting);
      expect(await idsOf(store)).toEqual(['orders-2', 'orders-5']);
      const started = await store.listRuns({ ...SCOPE, pipeline: 'orders', trigger: 'upstream', limit: 9 });
      expect(started.items.map(({ id }) => id)).toEqual(['orders-2']);
    });

    test('is also what backfills of long ago have handed out', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      for (const [id, minute] of [
        ['old', 1],
        ['young', 9],
      ] as const) {
        const wish: BackfillWish = {
          ...SCOPE,
          id,
          pipeline: 'orders',
          from: START,
          to: START + MINUTE,
          order: 'oldest-first',
          concurrency: 1,
          allowDuplicates: false,
          onFailure: 'stop',
          actor: 'ann',
        };
        const made = await store.createBackfill({ wish, total: 1, artefactDigest: artefact.digest }, START);
        if (made.outcome !== 'created') throw new Error(made.outcome);
        const feed = [0, 1].map((after) => ({
          fireTime: at(minute) + after * 1_000,
          previousFireTime: at(minute),
          runId: `${id}-${after}`,
        }));
        await store.feedBackfill(fence, { backfill: made.backfill, feed, again: [], state: 'running' }, at(minute));
        for (const { runId } of feed) await store.requestCancel(runId, 'ann', at(minute));
        const fed = (await store.getBackfill(id)) ?? made.backfill;
        await store.feedBackfill(fence, { backfill: fed, feed: [], again: [], state: 'succeeded' }, at(minute));
      }
      const forgetting = { scope: SCOPE, before: at(5), limit: 2 };
      await expect(store.forgetBackfills(fence - 1, forgetting)).rejects.toMatchObject({ code: 'STORE_FENCED' });
      const left = async () => (await store.listBackfills({ ...SCOPE, limit: 9 })).items.map(({ id }) => id);
      // its fires, a few at a time, and then itself
      expect(await store.forgetBackfills(fence, forgetting)).toBe(2);
      expect([await left(), await store.backfillOfRun('old-0')]).toEqual([['young', 'old'], undefined]);
      expect(await store.forgetBackfills(fence, forgetting)).toBe(1);
      expect(await store.forgetBackfills(fence, forgetting)).toBe(0);
      expect(await left()).toEqual(['young']);
      expect((await store.backfillOfRun('young-1'))?.id).toBe('young');
    });

    test('is the leader’s to say', async () => {
      const store = await open();
      const fence = await filled(store, ['orders'], 3);
      const forgetting = { scope: SCOPE, before: at(99), keepLast: 1, limit: 100 };
      const refused = { code: 'STORE_FENCED' };
      await expect(store.forgetRuns(fence - 1, forgetting)).rejects.toMatchObject(refused);
      await expect(store.forgetRunEvents(fence - 1, forgetting)).rejects.toMatchObject(refused);
      expect(await idsOf(store)).toHaveLength(3);
    });

    test('of events is what an old head record tells of; what stays verifies, and the audit is whole', async () => {
      const store = await open();
      const fence = await filled(store, ['orders', 'sales'], 4);
      const all = (await allEvents(store)).length;
      const old = { scope: SCOPE, before: at(4) };
      expect(await store.forgetRunEvents(fence, old)).toBe(0);
      await publishAll(store);
      let forgotten = 0;
      for (let count = 1; count > 0; forgotten += count) count = await store.forgetRunEvents(fence, old);
      expect(forgotten).toBeGreaterThan(10);
      const left = await allEvents(store);
      expect(left).toHaveLength(all - forgotten);
      expect(Math.min(...left.filter(({ topic }) => topic === RUNS_TOPIC).map((event) => event.at))).toBeGreaterThan(
        at(2),
      );
      const { findings, topics } = await verified(store);
      expect(findings).toEqual([]);
      expect(topics.find(({ topic }) => topic === AUDIT_TOPIC)?.completeFrom).toBeNull();
      // Even where everything is old, the last head record stays, and what it tells of.
      for (let count = 1; count > 0;) count = await store.forgetRunEvents(fence, { ...old, before: at(99) });
      const last = (await allEvents(store)).filter(({ topic }) => topic === RUNS_TOPIC);
      expect(last.filter(({ type }) => type === 'chain.heads')).toHaveLength(1);
      expect((await verified(store)).findings).toEqual([]);
    });

    test('of events is nothing that is not published, also of another pipeline of the same head record', async () => {
      const store = await open();
      const fence = await filled(store, ['orders', 'sales'], 2);
      const waiting = (await store.unpublishedEvents(999)).filter(({ key }) => !key.endsWith('/sales'));
      await store.markPublished(
        waiting.map(({ id }) => id),
        at(5),
      );
      expect(await store.forgetRunEvents(fence, { scope: SCOPE, before: at(99) })).toBe(0);
    });
  });
}

/** Pipelines with a run each minute that ended in it, and a head record after each. */
async function filled(store: Store, pipelines: readonly string[], minutes: number): Promise<number> {
  let fence = 0;
  for (const pipeline of pipelines) fence = (await withPipeline(store, pipeline)).fence;
  for (let minute = 1; minute <= minutes; minute++) {
    for (const pipeline of pipelines) {
      await ran(store, fence, compiled(pipeline, { engine: 'local' }), pipeline, minute);
    }
    await store.recordHeads(99, at(minute) + 2_000);
  }
  return fence;
}

async function ran(
  store: Store,
  fence: number,
  artefact: Parameters<typeof fire>[0],
  pipeline: string,
  minute: number,
  trigger: RunRecord['trigger'] = 'schedule',
): Promise<void> {
  const id = `${pipeline}-${minute}`;
  await store.recordFire(fence, fire(artefact, at(minute), { trigger }), id, at(minute));
  await store.claimRun(id, 'one', at(minute + 1), at(minute));
  await store.startAttempt(id, 'one', { id: `job-${id}` }, {}, undefined, at(minute));
  await store.finishAttempt(id, 'one', 1, END, at(minute) + 1_000);
}

async function idsOf(store: Store): Promise<readonly string[]> {
  const { items } = await store.listRuns({ ...SCOPE, limit: 99 });
  return items.map(({ id }) => id).toSorted();
}

async function publishAll(store: Store): Promise<void> {
  const waiting = await store.unpublishedEvents(999);
  await store.markPublished(
    waiting.map(({ id }) => id),
    at(10),
  );
}

async function verified(store: Store): Promise<Verification> {
  const events = (await allEvents(store)).toReversed();
  async function* found(): AsyncGenerator<FoundEvent> {
    for (const { publishedAt: _publishedAt, ...value } of events) yield { place: value.id, value, key: value.key };
  }
  return verifyEvents(found(), { topics: [AUDIT_TOPIC, RUNS_TOPIC] });
}
