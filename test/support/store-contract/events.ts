import { describe, expect, test } from 'vitest';
import type { ChainHeads, EventFilter, EventRecord, Store } from '../../../src/runtime/ports/index.ts';
import { CHAIN_START, hashEvent } from '../../../src/runtime/store/index.ts';
import { START, startedRun } from './fixtures.ts';

/** Checks that the events, in any order, are whole chains from their first event on. */
export function expectWholeChains(events: readonly EventRecord[]): void {
  for (const unsorted of chainsOf(events)) {
    const chain = unsorted.toSorted((left, right) => left.sequence - right.sequence);
    let previousHash = CHAIN_START;
    for (const [index, event] of chain.entries()) {
      expect(event.sequence).toBe(index + 1);
      expect(event.previousHash).toBe(previousHash);
      expect(event.hash).toBe(hashEvent(event));
      previousHash = event.hash;
    }
  }
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
}

function chainsOf(events: readonly EventRecord[]): readonly (readonly EventRecord[])[] {
  const names = new Set(events.map((event) => `${event.topic} ${event.key}`));
  return [...names].map((name) => events.filter((event) => `${event.topic} ${event.key}` === name));
}

/** All events of the store, a page at a time. */
export async function allEvents(store: Store): Promise<readonly EventRecord[]> {
  const events: EventRecord[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await store.listEvents({ limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    events.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) return events;
  }
}

export function describeEvents(open: () => Promise<Store>): void {
  describe('events', () => {
    test('are counted for as long as they wait, up to a limit, with the time of the oldest', async () => {
      const store = await open();
      expect(await store.eventBacklog(9)).toEqual({ waiting: 0, oldestAt: undefined });
      await startedRun(store, 'orders');
      const all = await store.unpublishedEvents(99);
      expect(await store.eventBacklog(99)).toEqual({ waiting: all.length, oldestAt: all[0]?.at });
      expect((await store.eventBacklog(2)).waiting).toBe(2);
      const [first, ...rest] = all.map(({ id }) => id);
      await store.markPublished([first ?? ''], START);
      expect(await store.eventBacklog(99)).toEqual({ waiting: rest.length, oldestAt: all[1]?.at });
      await store.markPublished(rest, START);
      expect(await store.eventBacklog(99)).toEqual({ waiting: 0, oldestAt: undefined });
    });

    test('are told from a position on, published or not, and from the oldest unpublished at first', async () => {
      const store = await open();
      expect(await store.eventTail(undefined, 9)).toEqual({ items: [], position: 0 });
      await startedRun(store, 'orders');
      const all = await store.unpublishedEvents(99);
      await store.markPublished(
        all.slice(0, 2).map(({ id }) => id),
        START,
      );
      const told = async (after: number | undefined, limit: number) => {
        const { items, position } = await store.eventTail(after, limit);
        expect(position).toBe(items.at(-1)?.position ?? after);
        return { ids: items.map(({ event }) => event.id), position };
      };
      const first = await told(undefined, 1);
      expect(first.ids).toEqual([all[2]?.id]);
      expect((await told(first.position, 99)).ids).toEqual(all.slice(3).map(({ id }) => id));
      expect((await told(0, 99)).ids).toEqual(all.map(({ id }) => id));
      const { position } = await told(first.position, 99);
      expect((await told(position, 99)).ids).toEqual([]);
      // a store that was put back from a backup is before what was told
      expect(await store.eventTail(position + 50, 9)).toEqual({ items: [], position });
    });

    test('form chains that verify, and a changed one shows', async () => {
      const store = await open();
      await startedRun(store, 'orders');
      await startedRun(store, 'customers');
      const events = await allEvents(store);
      expectWholeChains(events);
      const [event] = events;
      expect(event === undefined ? '' : hashEvent({ ...event, data: { ...event.data, actor: 'mallory' } })).not.toBe(
        event?.hash,
      );
    });

    test('are published oldest first, none skipped, and once marked not again', async () => {
      const store = await open();
      await startedRun(store, 'orders');
      await startedRun(store, 'customers');
      const total = (await allEvents(store)).length;
      const seen: EventRecord[] = [];
      for (;;) {
        const page = await store.unpublishedEvents(3);
        if (page.length === 0) break;
        seen.push(...page);
        // Only the first of the page was carried; the rest has to come again.
        await store.markPublished(
          page.slice(0, 1).map((event) => event.id),
          START + 1,
        );
        seen.splice(seen.length - page.length + 1);
      }
      expect(seen).toHaveLength(total);
      for (const chain of chainsOf(seen)) {
        expect(chain.map((event) => event.sequence)).toEqual(chain.map((_, index) => index + 1));
      }
      expect((await allEvents(store)).every((event) => event.publishedAt === START + 1)).toBe(true);
    });

    test('of one topic are published again from the first on, when its bus has lost them', async () => {
      const store = await open();
      await startedRun(store, 'orders');
      const all = await store.unpublishedEvents(99);
      await store.markPublished(
        all.slice(0, -1).map(({ id }) => id),
        START,
      );
      const runs = all.filter(({ topic }) => topic === 'sluice.runs');
      expect(await store.publishAgain('sluice.runs')).toBe(runs.length - 1);
      expect((await store.unpublishedEvents(99)).map(({ id }) => id)).toEqual(runs.map(({ id }) => id));
      expect(await store.publishAgain('sluice.runs')).toBe(0);
    });

    test('are told of in head records, once each, of whole chains, by place and topic', async () => {
      const store = await open();
      await startedRun(store, 'orders');
      await store.appendAudit({ key: 'shop/test/orders', type: 'plan.applied', data: {} }, START);
      expect(await store.recordHeads(9, START + 1)).toBe(3);
      expect(await store.recordHeads(9, START + 2)).toBe(0);
      const events = await allEvents(store);
      expectWholeChains(events);
      const hashes = new Map(events.map(({ topic, key, sequence, hash }) => [`${topic} ${key} ${sequence}`, hash]));
      const told = events.filter(({ type }) => type === 'chain.heads');
      expect(told.map(({ topic, key, sequence }) => `${topic} ${key} ${sequence}`).toSorted()).toEqual([
        'sluice.audit shop/prod 1',
        'sluice.audit shop/test 1',
        'sluice.runs shop/prod 1',
      ]);
      for (const { topic, data } of told) {
        const { heads } = data as unknown as ChainHeads; // only the store writes it
        for (const { key, sequence, hash } of heads) expect(hashes.get(`${topic} ${key} ${sequence}`)).toBe(hash);
      }
      await store.markRunning(`run-orders-${START}`, 'one', 1, START);
      expect(await store.recordHeads(1, START + 3)).toBe(1);
      const [newest] = (await store.listEvents({ limit: 1 })).items;
      expect(newest).toMatchObject({
        topic: 'sluice.runs',
        sequence: 2,
        data: {
          heads: [{ key: 'shop/prod/orders', after: 3, sequence: 4 }],
          beside: { topic: 'sluice.audit', sequence: 1 },
        },
      });
    });

    test('are found by project and environment, names that look alike apart', async () => {
      const store = await open();
      const keys = ['shop/prod/orders', 'shop/prod', 'shop/test/orders', 'shop_2/prod/orders', 'shopX2/prod/orders'];
      for (const key of keys) await store.appendAudit({ key, type: 'plan.applied', data: {} }, START);
      const found = async (filter: Partial<EventFilter>) =>
        (await store.listEvents({ ...filter, limit: 9 })).items.map(({ key }) => key);
      expect(await found({ project: 'shop', environment: 'prod' })).toEqual(['shop/prod', 'shop/prod/orders']);
      expect(await found({ project: 'shop' })).toEqual(['shop/test/orders', 'shop/prod', 'shop/prod/orders']);
      expect(await found({ project: 'shop_2' })).toEqual(['shop_2/prod/orders']);
      expect(await found({ project: 'shop', environment: 'test', pipeline: 'orders' })).toEqual(['shop/test/orders']);
      expect(await found({ environment: 'prod', pipeline: 'orders' })).toHaveLength(3);
      const first = await store.listEvents({ project: 'shop', environment: 'prod', limit: 1 });
      expect(first.nextCursor).toBeDefined();
    });

    test('are found by type, actor and time, and read from the oldest on in pages', async () => {
      const store = await open();
      await startedRun(store, 'orders');
      await startedRun(store, 'customers');
      const names = ['ann', 'a"n\\n', 'ANN', 'an%'];
      for (const [index, actor] of names.entries())
        await store.appendAudit({ key: 'shop/prod', type: 'plan.applied', data: { actor } }, START + 1 + index);
      const found = async (filter: Partial<EventFilter>) => (await store.listEvents({ ...filter, limit: 99 })).items;
      for (const actor of names) expect((await found({ actor })).map(({ data }) => data['actor'])).toEqual([actor]);
      const types = async (...given: string[]) => [...new Set((await found({ types: given })).map(({ type }) => type))];
      expect(await types('run.claimed', 'plan.applied')).toEqual(['plan.applied', 'run.claimed']);
      expect(await types('run.*')).toEqual(['run.starting', 'run.claimed', 'run.scheduled']);
      expect(await found({ since: START + 2, until: START + 4 })).toHaveLength(2);
      const all = await found({});
      const pages: EventRecord[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const page = await store.listEvents({ oldestFirst: true, limit: 3, ...(cursor === '' ? {} : { cursor }) });
        pages.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(pages.toReversed()).toEqual(all);
    });

    test('are compared with others of their chains, many at once', async () => {
      const store = await open();
      for (let count = 0; count < 250; count++)
        await store.appendAudit({ key: 'shop/prod/orders', type: 'source.broken', data: { count } }, START);
      const all = await allEvents(store);
      expect(all).toHaveLength(250);
      expect(await store.unlikeEvents(all)).toEqual([]);
      const other = (event: EventRecord) => ({ ...event, hash: CHAIN_START });
      const unlike = await store.unlikeEvents(all.map((event, place) => (place % 50 === 7 ? other(event) : event)));
      expect(unlike.map(({ sequence }) => sequence)).toEqual([7, 57, 107, 157, 207].map((at) => all[at]?.sequence));
      const [last] = all;
      const unknown =
        last === undefined
          ? []
          : [
              { ...last, sequence: last.sequence + 1 },
              { ...other(last), key: 'x' },
            ];
      expect(await store.unlikeEvents(unknown)).toEqual([]);
    });

    test('appendAudit tells a fact of its own; filters and pages find it', async () => {
      const store = await open();
      await store.appendAudit(
        { key: 'shop/prod/orders', type: 'deployment.suspended', data: { actor: 'ann', b: 1, a: '€' } },
        START,
      );
      await store.appendAudit({ key: 'shop/prod', type: 'source.broken', data: { none: undefined } }, START + 1);
      const { items } = await store.listEvents({ topic: 'sluice.audit', pipeline: 'orders', limit: 5 });
      expect(items).toMatchObject([{ type: 'deployment.suspended', data: { actor: 'ann', a: '€', b: 1 }, at: START }]);
      expectWholeChains(await allEvents(store));
      const first = await store.listEvents({ limit: 1 });
      expect(first.items[0]?.type).toBe('source.broken');
      const second = await store.listEvents({
        limit: 1,
        ...(first.nextCursor === undefined ? {} : { cursor: first.nextCursor }),
      });
      expect(second).toMatchObject({ items: [{ type: 'deployment.suspended' }] });
      expect(second.nextCursor).toBeUndefined();
    });
  });
}
