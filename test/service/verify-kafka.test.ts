import { Kafka, logLevel } from 'kafkajs';
import { describe, expect, test } from 'vitest';
import { createKafkaBus } from '../../src/runtime/bus/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import { AUDIT_TOPIC, RUNS_TOPIC, type EventRecord, type Store } from '../../src/runtime/ports/index.ts';
import { verifyEventLog } from '../../src/runtime/verify-event-log.ts';
import { createSqliteStore, eventId, hashEvent } from '../../src/runtime/store/index.ts';
import { collectLog } from '../support/collect-log.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';
import { compiled, deploy, fire, START } from '../support/store-contract/fixtures.ts';
import { tempDir } from '../support/temp-dir.ts';

const { kafka: shared } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const { log } = collectLog();
const WAIT = { timeout: 60_000, interval: 200 };
const PIPELINES = 60;
const ROUNDS = 50;

describe.skipIf(shared === undefined)('events that lie in Kafka', () => {
  if (shared === undefined) return;

  test('are proved whole over all partitions; one put in, one left out and a cut tail are named', async () => {
    await using services = await privateServices('kafka');
    const brokers = services.endpoints.kafka?.brokers ?? [];
    await using folder = await tempDir();
    const store = createSqliteStore({ path: `${folder.path}/s.db`, clock });
    await store.open(START);
    for (let round = 0; round < ROUNDS; round++) await change(store, round);
    await store.recordHeads(999, START + ROUNDS * 1000);
    const events = await store.unpublishedEvents(99_999);
    const bus = createKafkaBus({ brokers, log });
    // the last of the audit of one pipeline is never sent
    const cut = events.findLast(({ topic, key }) => topic === AUDIT_TOPIC && key === 'shop/prod/p3');
    const sent = events.filter((event) => event !== cut);
    for (let start = 0; start < sent.length; start += 1_000) await bus.publish(sent.slice(start, start + 1_000));
    // a relay that died has sent a batch again
    await bus.publish(sent.slice(-500));
    const verify = () => verifyEventLog({ kind: 'kafka', brokers }, { clock, random, log });
    const first = await verify();
    expect(first.findings).toEqual([
      expect.objectContaining({ kind: 'cut', topic: AUDIT_TOPIC, key: 'shop/prod/p3', sequence: cut?.sequence }),
    ]);
    expect(first.repeats).toBe(500);
    await bus.publish(cut === undefined ? [] : [cut]);
    const whole = await verify();
    expect([whole.findings, whole.uncompared]).toEqual([[], 0]);
    const count = (topic: string): number => events.filter((event) => event.topic === topic).length;
    expect(whole.topics).toMatchObject([
      { topic: AUDIT_TOPIC, chains: PIPELINES + 1, completeFrom: null },
      { topic: RUNS_TOPIC, chains: PIPELINES + 1, completeFrom: null },
    ]);
    expect(whole.topics.reduce((sum, topic) => sum + topic.events, 0)).toBe(
      count(AUDIT_TOPIC) + count(RUNS_TOPIC) + 500,
    );
    await bus.publish(forged(events, 'shop/prod/p5'));
    expect((await verify()).findings).toMatchObject([{ kind: 'doubled', topic: RUNS_TOPIC, key: 'shop/prod/p5' }]);
    expect(await groups(brokers)).toEqual([]);
    await bus.close();
    await store.close();
  });

  test('are not there where nobody has published, which is said', async () => {
    await using services = await privateServices('kafka');
    const brokers = services.endpoints.kafka?.brokers ?? [];
    const verify = () => verifyEventLog({ kind: 'kafka', brokers }, { clock, random, log });
    await expect(verify()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const bus = createKafkaBus({ brokers, log });
    await bus.open();
    await bus.close();
    // a topic that was made a moment ago has no leader yet
    const found = () => verify().catch((thrown: unknown) => thrown);
    await expect.poll(found, WAIT).toMatchObject({ findings: [], topics: [{ events: 0 }, { events: 0 }] });
  });
});

async function change(store: Store, round: number): Promise<void> {
  for (let index = 0; index < PIPELINES; index++) {
    const now = START + round * 1000 + index;
    const artefact = compiled(`p${index}`, { text: `v${round % 10}` });
    await store.applyChanges(0, `r${round}`, [deploy(artefact)], now, 'reconcile');
    await store.recordFire(undefined, fire(artefact, now), `run-p${index}-${round}`, now);
  }
}

/** An event that says something else than the one in whose place it stands. */
function forged(events: readonly EventRecord[], key: string): readonly EventRecord[] {
  const found = events.filter((event) => event.topic === RUNS_TOPIC && event.key === key);
  const [last] = found.slice(-1);
  if (last === undefined) return [];
  const data = { ...last.data, actor: 'mallory' };
  const hash = hashEvent({ ...last, data });
  return [{ ...last, data, hash, id: eventId(hash) }];
}

async function groups(brokers: readonly string[]): Promise<readonly string[]> {
  const admin = new Kafka({ brokers: [...brokers], clientId: 'sluice-test', logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const { groups: known } = await admin.listGroups();
  await admin.disconnect();
  return known.map(({ groupId }) => groupId);
}
