import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { collectLog } from '../../../test/support/collect-log.ts';
import { damageDatabase, fillDisk } from '../../../test/support/hurt-file.ts';
import { compiled, deploy, fire, SCOPE, START } from '../../../test/support/store-contract/fixtures.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { TwoTopics } from '../../../test/support/two-topics.ts';
import { createSystemClock, createSystemRandom } from '../observe/index.ts';
import { AUDIT_TOPIC, RUNS_TOPIC, type EventFilter, type EventRecord, type Store } from '../ports/index.ts';
import { createSqliteStore } from '../store/index.ts';
import { createEventIndex, type EventIndex } from './index.ts';

const clock = createSystemClock();
const WAIT = { timeout: 20_000, interval: 5 };

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function lab() {
  const folder = await tempDir();
  ends.push(() => Promise.resolve(folder[Symbol.asyncDispose]()));
  const store = createSqliteStore({ path: `${folder.path}/s.db`, clock });
  await store.open(START);
  ends.push(() => store.close());
  const feed = new TwoTopics();
  const { log, entries } = collectLog();
  const path = `${folder.path}/index/shop.db`;
  const start = (own: Pick<Store, 'eventTail' | 'listEvents'> = store) => {
    const stop = new AbortController();
    const random = createSystemRandom();
    const index = createEventIndex({ path, feed, store: own, ...SCOPE, clock, random, log });
    const running = index.run(stop.signal);
    const end = async (): Promise<void> => {
      stop.abort();
      await running;
      await index.close();
    };
    ends.push(end);
    return { index, end };
  };
  /** Carries what waits to the bus, as the relay does. */
  const relay = async (): Promise<readonly EventRecord[]> => {
    const events = await store.unpublishedEvents(9_999);
    feed.put(...events);
    await store.markPublished(
      events.map(({ id }) => id),
      START + 1,
    );
    return events;
  };
  return { store, feed, path, entries, start, relay };
}

let round = 0;
async function change(store: Store, pipelines: number, actor = 'reconcile'): Promise<void> {
  round++;
  for (let index = 0; index < pipelines; index++) {
    const now = START + round * 1_000 + index;
    const artefact = compiled(`p${index}`, { text: `v${round}` });
    await store.applyChanges(0, `r${round}`, [deploy(artefact)], now, actor);
    await store.recordFire(undefined, fire(artefact, now), `run-${index}-${round}`, now);
  }
}

async function all(index: Pick<EventIndex, 'list'>, filter: Partial<EventFilter> = {}): Promise<EventRecord[]> {
  const found: EventRecord[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const at: { cursor?: string } = cursor === '' ? {} : { cursor };
    const page: Awaited<ReturnType<EventIndex['list']>> = await index.list({ ...SCOPE, limit: 17, ...filter, ...at });
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

const live = (index: EventIndex) => expect.poll(() => index.state?.state, WAIT).toBe('live');
const ids = (events: readonly EventRecord[]): readonly string[] => events.map(({ id }) => id).toSorted();
/** An event store that has given everything up, as retention does in the end. */
const emptied: Pick<Store, 'eventTail' | 'listEvents'> = {
  eventTail: async () => ({ items: [], position: 0 }),
  listEvents: async () => ({ items: [] }),
};

describe('the index of events', () => {
  test('lists what is on the bus and what only the store has, each once, by the same filters', async () => {
    const { store, feed, start, relay } = await lab();
    await change(store, 20);
    await change(store, 5, 'ann');
    const sent = await relay();
    feed.put(...sent.slice(-10)); // a relay that died has sent some again
    const { index } = start();
    await live(index);
    await change(store, 3, 'bob');
    await relay();
    await change(store, 2, 'ann');
    const events = await all({ list: (filter) => store.listEvents(filter) });
    const filters: readonly Partial<EventFilter>[] = [
      {},
      { oldestFirst: true },
      { topic: AUDIT_TOPIC },
      { pipeline: 'p1' },
      { types: ['deployment.*', 'run.skipped'] },
      { types: ['run.scheduled'], pipeline: 'p2' },
      { actor: 'ann' },
      { since: START + round * 1_000 },
      { until: START + round * 1_000, oldestFirst: true },
    ];
    for (const filter of filters) {
      const wanted = await all({ list: (asked) => store.listEvents(asked) }, filter);
      expect(ids(await all(index, filter))).toEqual(ids(wanted));
      expect(wanted.length).toBeGreaterThan(1);
    }
    expect((await all(index)).map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => b - a));
    expect((await all(index)).filter(({ publishedAt }) => publishedAt === undefined)).toHaveLength(4);
  });

  test('finds what the store has given up', async () => {
    const { store, start, relay } = await lab();
    await change(store, 4);
    const sent = await relay();
    const { index } = start(emptied);
    await live(index);
    expect(ids(await all(index))).toEqual(ids(sent));
    const { publishedAt: _publishedAt, ...first } = sent.find(({ sequence }) => sequence === 1) ?? sent[0] ?? {};
    expect(await all(index)).toContainEqual(expect.objectContaining(first));
  });

  test('goes on where it was left, in the same file', async () => {
    const { store, feed, start, relay } = await lab();
    await change(store, 60);
    await relay();
    const before = start(emptied);
    await live(before.index);
    await before.end();
    feed.batches = 0;
    await change(store, 1);
    await relay();
    const { index } = start(emptied);
    await live(index);
    expect(feed.batches).toBeLessThanOrEqual(2);
    expect(await all(index)).toHaveLength(122);
  });

  test('answers while the bus is down, with what was written since, and says how old it is', async () => {
    const { store, feed, start, relay, entries } = await lab();
    await change(store, 3);
    await relay();
    const before = start();
    await live(before.index);
    await before.end();
    feed.isDown = true;
    const { index } = start();
    await expect.poll(() => entries.some(({ message }) => message === 'events are not read back'), WAIT).toBe(true);
    await change(store, 2);
    expect(await all(index)).toHaveLength(10);
    expect(index.state).toMatchObject({ state: 'behind', asOf: undefined });
    feed.isDown = false;
    await live(index);
    expect(index.state?.asOf).toBeGreaterThan(START);
  });

  test('is built anew when its file is removed, is damaged, or is asked for it; the store answers meanwhile', async () => {
    const { store, feed, path, start, relay } = await lab();
    await change(store, 3);
    await relay();
    const first = start();
    await live(first.index);
    feed.isDown = true;
    rmSync(path);
    expect(await all(first.index)).toHaveLength(6);
    expect(first.index.state?.state).toBe('rebuilding');
    feed.isDown = false;
    await live(first.index);
    await first.index.rebuild();
    await live(first.index);
    expect(first.index.state).toMatchObject({ read: 6, total: 6 });
    await first.end();
    writeFileSync(path, 'this is no database, and longer than a header of one would be '.repeat(40));
    const { index } = start(emptied);
    await live(index);
    expect(await all(index)).toHaveLength(6);
  });

  test('answers from the store while its disk is full, and from the index when there is room', async (context) => {
    const { store, path, start, relay, entries } = await lab();
    const disk = dirname(path);
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      context.skip('a small disk takes the right to mount one');
    }
    ends.push(async () => void execFileSync('umount', ['-l', disk]));
    await change(store, 40);
    await relay();
    const { index, end } = start();
    await live(index);
    const begun = await index.list({ ...SCOPE, limit: 10 });
    expect(begun.isPartial).toBe(undefined);
    fillDisk(`${disk}/filler`);
    let wanted = 80;
    await expect
      .poll(async () => {
        // what is written goes into the file of the index until that has no room
        await change(store, 20);
        wanted += 40;
        return (await index.list({ ...SCOPE, limit: 1 })).isPartial;
      }, WAIT)
      .toBe(true);
    expect(await all(index)).toHaveLength(wanted);
    expect(index.state).toMatchObject({ state: 'unusable', trouble: 'its disk is full' });
    expect(entries.filter(({ message }) => message.startsWith('the index of events cannot be used'))).toHaveLength(1);
    // a list that was begun goes on where it was begun, as far as it is there
    const rest = await index.list({ ...SCOPE, limit: 500, cursor: begun.nextCursor ?? '' });
    expect(rest.isPartial).toBe(true);
    expect(rest.items.length).toBeGreaterThanOrEqual(70);

    rmSync(`${disk}/filler`);
    await live(index);
    expect(ids(await all(index))).toEqual(ids(await all({ list: (filter) => store.listEvents(filter) })));
    expect((await index.list({ ...SCOPE, limit: 1 })).isPartial).toBe(undefined);
    await end();
  });

  test('is thrown away while it is open and found to be damaged: the store answers, and it is built anew', async () => {
    const { store, path, start, relay, entries } = await lab();
    await change(store, 60);
    await relay();
    const { index } = start();
    await live(index);
    const begun = await index.list({ ...SCOPE, limit: 10 });
    damageDatabase(path);
    await change(store, 1);
    expect(await all(index)).toHaveLength(122);
    await expect
      .poll(() => entries.some(({ message }) => message === 'the index of events is damaged, and is built anew'), WAIT)
      .toBe(true);
    await live(index);
    await relay();
    expect(ids(await all(index))).toEqual(ids(await all({ list: (filter) => store.listEvents(filter) })));
    expect(begun.items).toHaveLength(10);
  });

  test('refuses to go on with a list that was begun in an index that is gone, instead of leaving events out', async () => {
    const { store, feed, start, relay } = await lab();
    await change(store, 20);
    await relay();
    const { index } = start();
    await live(index);
    const begun = await index.list({ ...SCOPE, limit: 10 });
    feed.isDown = true;
    await index.rebuild();
    await expect(index.list({ ...SCOPE, limit: 10, cursor: begun.nextCursor ?? '' })).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringContaining('built anew'),
    });
    expect((await index.list({ ...SCOPE, limit: 10 })).isPartial).toBe(true);
  });

  test('waits for who has locked the file, and answers from the store meanwhile', async () => {
    const { store, path, start, relay } = await lab();
    await change(store, 3);
    await relay();
    const { index } = start();
    await live(index);
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    await change(store, 1);
    expect(await all(index)).toHaveLength(8);
    expect(index.state).toMatchObject({ state: 'unusable', trouble: 'another process has locked it' });
    other.exec('rollback');
    other.close();
    await live(index);
    expect((await index.list({ ...SCOPE, limit: 1 })).isPartial).toBe(undefined);
  });

  test.each([
    ['shorter', 2],
    ['as long', 3],
    ['longer', 6],
  ])('keeps what it has of a topic that was made anew and is %s, and says so', async (_name, rounds) => {
    const { store, feed, start, relay } = await lab();
    await change(store, 3);
    const old = await relay();
    const before = start(emptied);
    await live(before.index);
    await before.end();
    feed.records.clear();
    for (let count = 0; count < rounds; count++) await change(store, 1);
    const fresh = await relay();
    const { index, end } = start(emptied);
    // with as many records as before it is at the end of each topic before it sees that it is another one
    await vi.waitFor(async () => expect(ids(await all(index))).toEqual(ids([...old, ...fresh])), WAIT);
    const notices = index.state?.notices ?? [];
    expect(notices.map(({ kind, topic }) => [kind, topic]).toSorted()).toEqual([
      ['recreated', AUDIT_TOPIC],
      ['recreated', RUNS_TOPIC],
    ]);
    await end();
  });

  test('notices that audit events have expired before they were read; runs may', async () => {
    const { store, feed, start, relay } = await lab();
    await change(store, 2);
    await relay();
    const before = start(emptied);
    await live(before.index);
    await before.end();
    await change(store, 4);
    await relay();
    for (const topic of [AUDIT_TOPIC, RUNS_TOPIC] as const) feed.low.set(topic, 4);
    const { index } = start(emptied);
    await live(index);
    expect(index.state?.notices).toEqual([
      expect.objectContaining({ kind: 'expired', topic: AUDIT_TOPIC, message: expect.stringContaining('2 to 3') }),
    ]);
    expect(await all(index)).toHaveLength(8);
  });

  test('leaves out what is no event, is forged, or is of another environment', async () => {
    const { store, feed, start, relay } = await lab();
    await change(store, 1);
    const [event] = await relay();
    feed.putValue(AUDIT_TOPIC, { ...event, topic: AUDIT_TOPIC, data: { actor: 'mallory' } });
    feed.putValue(RUNS_TOPIC, undefined);
    feed.putValue(RUNS_TOPIC, { ...event, topic: RUNS_TOPIC, key: 'shop/test/p0' });
    const { index } = start(emptied);
    await live(index);
    expect(await all(index)).toHaveLength(2);
    expect(index.state?.notices.map(({ kind, message }) => [kind, message])).toEqual([
      ['strange', expect.stringContaining('sluice.audit partition 0 offset 1 is not as it was hashed')],
      ['strange', expect.stringContaining('sluice.runs partition 0 offset 1 is no event')],
    ]);
  });

  test('keeps the order of a chain where the clocks of hosts differ', async () => {
    const { store, start, relay } = await lab();
    const key = 'shop/prod/p0';
    for (const [offset, revision] of [
      [5_000, 'a'],
      [0, 'b'],
      [9_000, 'c'],
    ] as const)
      await store.appendAudit({ key, type: 'source.synced', data: { actor: 'x', revision } }, START + offset);
    await relay();
    const { index } = start(emptied);
    await live(index);
    const shown = await all(index, { oldestFirst: true });
    expect(shown.map(({ sequence, data }) => [sequence, data['revision']])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
  });

  test('refuses a cursor that nobody gave out', async () => {
    const { store, start, relay } = await lab();
    await change(store, 1);
    await relay();
    const { index } = start();
    await live(index);
    for (const text of ['i x', 'nonsense'])
      await expect(
        index.list({ ...SCOPE, limit: 1, cursor: Buffer.from(text).toString('base64url') }),
      ).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });
});
