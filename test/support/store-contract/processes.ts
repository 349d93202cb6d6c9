import { describe, expect, test } from 'vitest';
import type { DrainRequest, ProcessFacts, Store } from '../../../src/runtime/ports/index.ts';
import { START, startedRun } from './fixtures.ts';

const ONE: ProcessFacts = {
  name: 'one',
  host: 'alpha',
  version: '1.0.0',
  project: 'shop',
  environment: 'prod',
  roles: ['execute', 'http'],
  labels: ['dc-a', 'gpu'],
  startedAt: START,
  drained: false,
};
const REQUEST: DrainRequest = { target: 'alpha', actor: 'ann', project: 'shop', environment: 'prod' };

export function describeProcesses(open: () => Promise<Store>): void {
  describe('processes', () => {
    test('are listed by host with what they hold, and are gone when they leave', async () => {
      const store = await open();
      await startedRun(store, 'orders');
      expect(await store.beat(ONE, START)).toBeUndefined();
      const { labels: _, ...unlabelled } = ONE;
      await store.beat({ ...unlabelled, name: 'two', roles: [] }, START);
      await store.beat(ONE, START);
      expect(await store.listProcesses(START)).toEqual([
        { ...ONE, silentMs: expect.any(Number), held: 1, drain: undefined },
        { ...ONE, name: 'two', roles: [], labels: [], silentMs: expect.any(Number), held: 0, drain: undefined },
      ]);
      await store.leave('one');
      expect((await store.listProcesses(START)).map(({ name }) => name)).toEqual(['two']);
    });

    test('of a host hear that it is drained, those that come later too, until that is undone', async () => {
      const store = await open();
      expect(await store.drain({ ...REQUEST, reason: 'new disks', handOver: true }, START)).toBe(true);
      const drain = { target: 'alpha', actor: 'ann', reason: 'new disks', handOver: true, askedAt: START };
      expect(await store.beat(ONE, START)).toEqual(drain);
      await store.leave('one');
      expect(await store.beat({ ...ONE, name: 'later' }, START)).toEqual(drain);
      expect(await store.beat({ ...ONE, name: 'other', host: 'beta' }, START)).toBeUndefined();
      expect(await store.drain(REQUEST, START + 1)).toBe(false);
      expect(await store.listDrains()).toEqual([{ ...drain, reason: undefined, handOver: false, askedAt: START + 1 }]);
      expect(await store.undrain(REQUEST, START + 2)).toBe(true);
      expect(await store.undrain(REQUEST, START + 3)).toBe(false);
      expect(await store.beat({ ...ONE, name: 'later' }, START)).toBeUndefined();
      const { items } = await store.listEvents({ project: 'shop', environment: 'prod', limit: 9 });
      expect(
        items.map(({ type, data }) => [type, data['executor'], data['actor'], data['reason']]).toReversed(),
      ).toEqual([
        ['executor.drained', 'alpha', 'ann', { code: 'ON_REQUEST', message: 'new disks' }],
        ['executor.drained', 'alpha', 'ann', undefined],
        ['executor.undrained', 'alpha', 'ann', undefined],
      ]);
    });

    test('that are drained by their own name are drained alone, and no longer than they are there', async () => {
      const store = await open();
      await store.beat(ONE, START);
      await store.drain({ ...REQUEST, target: 'one' }, START);
      expect(await store.beat(ONE, START)).toMatchObject({ target: 'one' });
      expect(await store.beat({ ...ONE, name: 'two' }, START)).toBeUndefined();
      await store.leave('one');
      expect(await store.listDrains()).toEqual([]);
    });
  });
}
