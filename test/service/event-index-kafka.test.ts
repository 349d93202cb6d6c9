import { Kafka, logLevel } from 'kafkajs';
import { describe, expect, test } from 'vitest';
import { createKafkaBus, createKafkaFeed } from '../../src/runtime/bus/index.ts';
import { createEventIndex, type EventIndex } from '../../src/runtime/event-index/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import { AUDIT_TOPIC, type EventRecord, RUNS_TOPIC, type Store } from '../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { collectLog } from '../support/collect-log.ts';
import { privateServices } from '../support/private-service.ts';
import { processStart } from '../support/restart-process.ts';
import { stack } from '../support/stack.ts';
import { compiled, deploy, fire, SCOPE, START } from '../support/store-contract/fixtures.ts';
import { tempDir } from '../support/temp-dir.ts';

const { kafka: shared } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const WAIT = { timeout: 90_000, interval: 100 };

describe.skipIf(shared === undefined)('the index of events over Kafka', () => {
  if (shared === undefined) return;

  test('reads back, follows, outlives a restart of Kafka, and tells of a topic that was made anew', async () => {
    await using services = await privateServices('kafka');
    const brokers = services.endpoints.kafka?.brokers ?? [];
    await using folder = await tempDir();
    const store = createSqliteStore({ path: `${folder.path}/s.db`, clock });
    await store.open(START);
    const { log, entries } = collectLog();
    const bus = createKafkaBus({ brokers, log });
    await bus.open();
    for (let round = 0; round < 20; round++) await change(store, 50, round);
    const sent = await relay(store, bus);
    expect(sent.length).toBe(2_000);

    const stop = new AbortController();
    const feed = createKafkaFeed({ brokers, log, random });
    const path = `${folder.path}/index.db`;
    const index = createEventIndex({ path, feed, store: emptied, ...SCOPE, clock, random, log });
    const running = index.run(stop.signal);
    await expect.poll(() => index.state?.state, WAIT).toBe('live');
    expect(await ids(index)).toEqual(sent.map(({ id }) => id).toSorted());

    // What comes is there at once.
    await change(store, 3, 20);
    const more = await relay(store, bus);
    await expect.poll(async () => (await ids(index)).length, WAIT).toBe(2_006);

    const broker = await processStart(services.pids['kafka'] ?? -1);
    await broker.kill();
    await expect.poll(() => index.state?.state, WAIT).toBe('behind');
    expect((await ids(index)).length).toBe(2_006);
    await using again = broker.start();
    expect(again).toBeDefined();
    await expect.poll(() => index.state?.state, WAIT).toBe('live');
    await change(store, 2, 21);
    const last = await relay(store, bus);
    await expect.poll(async () => (await ids(index)).length, WAIT).toBe(2_010);
    expect(index.state?.notices).toEqual([]);

    // Somebody deletes the topics, and the relay makes them anew.
    const admin = new Kafka({ brokers: [...brokers], clientId: 'sluice-test', logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [AUDIT_TOPIC, RUNS_TOPIC] });
    await admin.disconnect();
    await change(store, 4, 22);
    await bus.close();
    const fresh = createKafkaBus({ brokers, log });
    await expect
      .poll(
        () =>
          fresh.open().then(
            () => true,
            () => false,
          ),
        WAIT,
      )
      .toBe(true);
    const after = await relay(store, fresh);
    const wanted = [...sent, ...more, ...last, ...after].map(({ id }) => id).toSorted();
    await expect.poll(() => ids(index), WAIT).toEqual(wanted);
    expect(index.state?.notices.some(({ kind }) => kind === 'recreated')).toBe(true);
    expect(entries.some(({ level, message }) => level === 'warn' && message.includes('is not the one'))).toBe(true);

    await index.rebuild();
    await expect
      .poll(async () => (await ids(index)).toString(), WAIT)
      .toBe(
        after
          .map(({ id }) => id)
          .toSorted()
          .toString(),
      );
    stop.abort();
    await running;
    await index.close();
    await fresh.close();
    await store.close();
  });
});

/** What the store would tell is left out: all comes from Kafka. */
const emptied: Pick<Store, 'eventTail' | 'listEvents'> = {
  eventTail: async () => ({ items: [], position: 0 }),
  listEvents: async () => ({ items: [] }),
};

async function relay(store: Store, bus: ReturnType<typeof createKafkaBus>): Promise<readonly EventRecord[]> {
  const events = await store.unpublishedEvents(9_999);
  await expect
    .poll(
      () =>
        bus.publish(events).then(
          () => true,
          () => false,
        ),
      WAIT,
    )
    .toBe(true);
  await store.markPublished(
    events.map(({ id }) => id),
    START,
  );
  return events;
}

async function change(store: Store, pipelines: number, round: number): Promise<void> {
  for (let index = 0; index < pipelines; index++) {
    const now = START + round * 1_000 + index;
    const artefact = compiled(`p${index}`, { text: `v${round}` });
    await store.applyChanges(0, `r${round}`, [deploy(artefact)], now, 'reconcile');
    await store.recordFire(undefined, fire(artefact, now), `run-p${index}-${round}`, now);
  }
}

async function ids(index: EventIndex): Promise<readonly string[]> {
  const found: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const at: { cursor?: string } = cursor === '' ? {} : { cursor };
    const page: Awaited<ReturnType<EventIndex['list']>> = await index.list({ ...SCOPE, limit: 500, ...at });
    found.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return found.toSorted();
}
