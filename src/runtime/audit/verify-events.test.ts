import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allEvents } from '../../../test/support/store-contract/events.ts';
import { compiled, deploy, fire, START } from '../../../test/support/store-contract/fixtures.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { createSystemClock } from '../observe/index.ts';
import { AUDIT_TOPIC, RUNS_TOPIC, type Store } from '../ports/index.ts';
import { createSqliteStore } from '../store/index.ts';
import { eventId, hashEvent } from './event-hash.ts';
import type { PublishedEvent } from './read-event.ts';
import { verifyEvents, type Verification, type VerifyOptions } from './verify-events.ts';

const NAMES = ['orders', 'customers', 'items'];
const ROUNDS = 6;

/** What a store and its relay write in six rounds, with head records after each second one. */
let events: readonly PublishedEvent[];
beforeAll(async () => {
  await using folder = await tempDir();
  const store = createSqliteStore({ path: `${folder.path}/s.db`, clock: createSystemClock() });
  await store.open(START);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, name] of NAMES.entries()) await change(store, name, round, index);
    if (round % 2 === 1) await store.recordHeads(99, START + round * 1000 + 900);
  }
  events = (await allEvents(store)).toReversed().map(({ publishedAt: _publishedAt, ...event }) => event);
  await store.close();
});
afterAll(() => expect(events.length).toBeGreaterThan(40));

async function change(store: Store, name: string, round: number, index: number): Promise<void> {
  const now = START + round * 1000 + index;
  const artefact = compiled(name, { text: `v${round}` });
  await store.applyChanges(0, `r${round}`, [deploy(artefact)], now, 'reconcile');
  await store.recordFire(undefined, fire(artefact, now), `run-${name}-${round}`, now);
}

/** As somebody may have them who has them from Kafka: JSON, which lost what it cannot say. */
function verify(given: readonly object[], options: VerifyOptions = {}): Promise<Verification> {
  async function* found() {
    for (const [index, value] of given.entries())
      yield { place: `line ${index + 1}`, value: JSON.parse(JSON.stringify(value)) as unknown };
  }
  return verifyEvents(found(), options);
}

function chainsOf(all: readonly PublishedEvent[]): PublishedEvent[][] {
  const names = new Set(all.map(({ topic, key }) => `${topic} ${key}`));
  return [...names].map((name) => all.filter(({ topic, key }) => `${topic} ${key}` === name));
}

/** The same event with other data, and hashes that fit. */
function rewritten(event: PublishedEvent, data: Readonly<Record<string, unknown>>): PublishedEvent {
  const hash = hashEvent({ ...event, data });
  return { ...event, data, hash, id: eventId(hash) };
}

const of = (topic: string, key: string) => events.filter((event) => event.topic === topic && event.key === key);
const audit = (key = 'shop/prod/orders') => of(AUDIT_TOPIC, key);
const without = (...gone: readonly (PublishedEvent | undefined)[]) => events.filter((event) => !gone.includes(event));
const swap = (one: PublishedEvent | undefined, by: PublishedEvent | undefined) =>
  events.map((event) => (event === one && by !== undefined ? by : event));

describe('verifyEvents', () => {
  test('holds for what a store wrote, and counts it', async () => {
    const { topics, ...rest } = await verify(events, { topics: [AUDIT_TOPIC, RUNS_TOPIC], since: 0 });
    expect(rest).toEqual({ repeats: 0, uncompared: 0, findings: [] });
    const count = (topic: string) => events.filter((event) => event.topic === topic).length;
    for (const each of topics)
      expect(each).toMatchObject({ events: count(each.topic), chains: 4, headRecords: 3, completeFrom: null });
  });

  test('holds however keys are mixed, and for batches that were sent again', async () => {
    const property = fc.asyncProperty(
      fc.infiniteStream(fc.nat(7)),
      fc.nat(60),
      fc.nat(30),
      async (picks, from, count) => {
        const chains = chainsOf(events);
        const mixed: PublishedEvent[] = [];
        for (const pick of picks) {
          const open = chains.filter((chain) => chain.length > 0);
          const next = open[pick % Math.max(1, open.length)]?.shift();
          if (next === undefined) break;
          mixed.push(next);
        }
        const again = mixed.slice(from, from + count);
        const sent = [...mixed.slice(0, from + count), ...again, ...mixed.slice(from + count)];
        const { findings, repeats } = await verify(sent);
        expect([findings, repeats]).toEqual([[], again.length]);
      },
    );
    await fc.assert(property, { numRuns: 50 });
  });

  test('names each event that is removed, wherever a later one or a head record tells of it', async () => {
    for (const event of events) {
      const { topic, key, sequence } = event;
      const isLast = of(topic, key).at(-1) === event;
      // of the very last record nothing tells, and a chain of runs may begin later
      if (event === events.at(-1) || (topic === RUNS_TOPIC && sequence === 1)) continue;
      const { findings } = await verify(without(event));
      const named = { kind: isLast ? 'cut' : 'removed', topic, key, sequence };
      expect(findings).toContainEqual(expect.objectContaining(named));
    }
  });

  test('names each event whose content is another, also with hashes that fit', async () => {
    for (const event of events) {
      const { topic, key, sequence } = event;
      const named = expect.objectContaining({ kind: 'changed', topic, key, sequence }) as unknown;
      expect((await verify(swap(event, { ...event, at: event.at + 1 }))).findings).toContainEqual(named);
      // to the very last record nothing is bound
      if (event === events.at(-1)) continue;
      const forged = rewritten(event, { ...event.data, actor: 'mallory' });
      expect((await verify(swap(event, forged))).findings).toContainEqual(named);
    }
  });

  test('names an event that is in another place, and one that is there twice with other content', async () => {
    const [first, second, third] = audit();
    const reordered = events.map((event) => (event === second ? third : event === third ? second : event));
    expect((await verify(reordered.flatMap((event) => event ?? []))).findings).toEqual([
      expect.objectContaining({ kind: 'reordered', key: 'shop/prod/orders', sequence: 2, type: second?.type }),
    ]);
    const other = second === undefined ? [] : [rewritten(second, { ...second.data, actor: 'mallory' })];
    expect((await verify([...events, ...other])).findings).toEqual([
      expect.objectContaining({ kind: 'doubled', sequence: 2, place: `line ${events.length + 1}` }),
    ]);
    expect((await verify(without(first))).findings).toMatchObject([{ kind: 'removed', sequence: 1 }]);
    expect((await verify(without(second, third))).findings).toMatchObject([
      { kind: 'removed', sequence: 2, through: 3 },
    ]);
  });

  test('a whole chain of the audit that is gone shows, a whole topic too, and a rewritten chain', async () => {
    expect((await verify(without(...audit()))).findings).toMatchObject([
      { kind: 'cut', key: 'shop/prod/orders', sequence: 1, through: ROUNDS, toldAt: START + 5900 },
    ]);
    const runs = events.filter(({ topic }) => topic === RUNS_TOPIC);
    expect((await verify(runs)).findings).toEqual([]);
    const { findings } = await verify(runs, { topics: [AUDIT_TOPIC, RUNS_TOPIC] });
    expect(findings).toMatchObject([{ kind: 'cut', topic: AUDIT_TOPIC, key: 'shop/prod' }]);
    const forged = new Map<PublishedEvent, PublishedEvent>();
    let previous: PublishedEvent | undefined;
    for (const event of audit()) {
      const { hash: previousHash } = previous ?? { hash: event.previousHash };
      previous = rewritten({ ...event, previousHash }, { ...event.data, actor: 'mallory' });
      forged.set(event, previous);
    }
    expect((await verify(events.map((event) => forged.get(event) ?? event))).findings).toMatchObject([
      { kind: 'changed', key: 'shop/prod/orders' },
    ]);
  });

  test('of runs what has expired is no finding, and it is said from when on they are complete', async () => {
    const isOld = ({ topic, at }: PublishedEvent) => topic === RUNS_TOPIC && at < START + 3000;
    const { findings, topics } = await verify(events.filter((event) => !isOld(event)));
    expect(findings).toEqual([]);
    // the second head record, of round 3, tells of runs since round 2
    expect(topics[1]).toMatchObject({ topic: RUNS_TOPIC, completeFrom: START + 3900, expiredChains: 0 });
    const late = await verify(
      events.filter((event) => !isOld(event)),
      { since: START + 1000 },
    );
    expect(late.findings).toMatchObject([{ kind: 'expired', topic: RUNS_TOPIC, toldAt: START + 3900 }]);
    expect(
      (
        await verify(
          events.filter((event) => !isOld(event)),
          { since: START + 4000 },
        )
      ).findings,
    ).toEqual([]);
  });

  test('head records that are too young to be held against what is read are left alone', async () => {
    const tail = audit('shop/prod/items').at(-1);
    expect((await verify(without(tail))).findings).toMatchObject([{ kind: 'cut', sequence: ROUNDS }]);
    expect((await verify(without(tail), { settled: START + 5000 })).findings).toEqual([]);
  });

  test('says where something is that is no event', async () => {
    const { findings } = await verify([...events.slice(0, 3), { topic: 'sluice.audit' }, ...events.slice(3)]);
    expect(findings).toEqual([{ kind: 'unreadable', place: 'line 4' }]);
  });
});
