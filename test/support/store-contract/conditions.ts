import { describe, expect, test } from 'vitest';
import type { FoundCondition, Store } from '../../../src/runtime/ports/index.ts';
import { eventTypes, LEADER, START, withPipeline } from './fixtures.ts';

const PLACE = { project: 'shop', environment: 'prod' };
const found = (pipeline: string, more: Partial<FoundCondition> = {}): FoundCondition => ({
  pipeline,
  subject: '',
  reason: 'APPLY_REFUSED',
  message: 'too large',
  generation: 1,
  ...more,
});

export function describeConditions(open: () => Promise<Store>): void {
  describe('setConditions', () => {
    test('keeps since when they hold, and tells of their beginning, of another reason and of their end', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      const set = (now: number, ...conditions: readonly FoundCondition[]) =>
        store.setConditions(fence, PLACE, 'stalled', conditions, now);
      expect(await set(START + 1, found('orders', { details: { code: 'X' } }), found('sales'))).toMatchObject({
        began: [{ pipeline: 'orders' }, { pipeline: 'sales' }],
        ended: [],
      });
      expect(await set(START + 2, found('orders', { message: 'larger' }))).toMatchObject({
        began: [],
        ended: [{ pipeline: 'sales', since: START + 1 }],
      });
      expect(await store.listConditions(PLACE)).toEqual([
        { ...PLACE, ...found('orders'), type: 'stalled', message: 'larger', since: START + 1 },
      ]);
      await set(START + 3, found('orders', { reason: 'OTHER' }));
      expect(await store.listConditions({ ...PLACE, pipeline: 'orders' })).toMatchObject([
        { reason: 'OTHER', since: START + 3 },
      ]);
      expect(await set(START + 4)).toMatchObject({ ended: [{ reason: 'OTHER' }] });
      expect(await store.listConditions(PLACE)).toEqual([]);
      expect(await eventTypes(store, 'orders', 'sluice.audit')).toEqual([
        'deployment.created',
        'deployment.stalled',
        'deployment.stalled',
        'deployment.recovered',
      ]);
      expect(await eventTypes(store, 'sales', 'sluice.audit')).toEqual(['deployment.stalled', 'deployment.recovered']);
    });

    test('knows several of one type by their subject, and leaves other types and environments alone', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      const other = { ...PLACE, environment: 'test' };
      await store.setConditions(fence, PLACE, 'stalled', [found('orders')], START);
      await store.setConditions(fence, other, 'drifted', [found('orders')], START);
      await store.setConditions(
        fence,
        PLACE,
        'drifted',
        [found('orders', { subject: 'a' }), found('orders', { subject: 'b' })],
        START,
      );
      await store.setConditions(fence, PLACE, 'drifted', [found('orders', { subject: 'b' })], START + 1);
      const kept = await store.listConditions(PLACE);
      expect(kept.map(({ type, subject }) => [type, subject])).toEqual([
        ['drifted', 'b'],
        ['stalled', ''],
      ]);
      expect(await store.listConditions(other)).toHaveLength(1);
    });

    test('takes other details as they are, in the same words, without telling of a beginning', async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      const set = (now: number, share: number) =>
        store.setConditions(fence, PLACE, 'delete-held', [found('orders', { details: { share } })], now);
      await set(START, 0.3);
      expect(await set(START + 1, 0.4)).toEqual({ began: [], ended: [] });
      expect(await store.listConditions(PLACE)).toMatchObject([{ details: { share: 0.4 }, since: START }]);
      expect(await eventTypes(store, 'orders', 'sluice.audit')).toEqual([
        'deployment.created',
        'deployment.delete-held',
      ]);
    });

    test("is the leader's: an older fence changes nothing", async () => {
      const store = await open();
      const { fence } = await withPipeline(store, 'orders');
      await store.nextFence(LEADER, fence + 1);
      await expect(store.setConditions(fence, PLACE, 'stalled', [found('orders')], START)).rejects.toMatchObject({
        code: 'STORE_FENCED',
      });
      expect(await store.listConditions(PLACE)).toEqual([]);
    });
  });
}
