import { randomBytes } from 'node:crypto';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { describe, expect, test } from 'vitest';
import { OperatingError } from '../../src/runtime/errors.ts';
import { createKafkaBus } from '../../src/runtime/bus/index.ts';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import { AUDIT_TOPIC, RUNS_TOPIC } from '../../src/runtime/ports/index.ts';
import { chain, describeBusContract, type BusRecord } from '../support/bus-contract.ts';
import { collectLog } from '../support/collect-log.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';

const { kafka } = await stack();
const clock = createSystemClock();
const { log } = collectLog();
const PATIENCE = 60_000;

function client(brokers: readonly string[]): Kafka {
  return new Kafka({ brokers: [...brokers], clientId: 'sluice-test', logLevel: logLevel.NOTHING });
}

/** Reads a topic from its first record, as anybody else would, until enough records of these keys have come. */
async function readRecords(
  brokers: readonly string[],
  topic: string,
  keyPrefix: string,
  enough: number,
): Promise<readonly BusRecord[]> {
  const records: BusRecord[] = [];
  const consumer = client(brokers).consumer({
    groupId: `sluice-test-${randomBytes(6).toString('hex')}`,
    maxWaitTimeInMs: 100,
  });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => {
        const key = message.key?.toString() ?? '';
        if (!key.startsWith(keyPrefix)) return;
        // `as` because the bus under test wrote the record.
        const event = JSON.parse(message.value?.toString() ?? 'null') as BusRecord['event'];
        const { id, type } = message.headers ?? {};
        records.push({ key, id: String(id), type: String(type), event });
      },
    });
    const end = clock.monotonic() + PATIENCE;
    while (records.length < enough && clock.monotonic() < end) await clock.sleep(20);
    return [...records];
  } finally {
    await consumer.disconnect();
  }
}

describe.skipIf(kafka === undefined)('the bus on Kafka', () => {
  if (kafka === undefined) return;

  describeBusContract('kafka', async () => ({
    make: () => createKafkaBus({ brokers: kafka.brokers, log }),
    read: (topic, keyPrefix, enough) => readRecords(kafka.brokers, topic, keyPrefix, enough),
    dispose: async () => undefined,
  }));

  test('the audit topic keeps everything for ever', async () => {
    const bus = createKafkaBus({ brokers: kafka.brokers, log });
    await bus.open();
    await bus.close();
    const admin = client(kafka.brokers).admin();
    await admin.connect();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        { type: ConfigResourceTypes.TOPIC, name: AUDIT_TOPIC, configNames: ['retention.ms', 'cleanup.policy'] },
      ],
    });
    await admin.disconnect();
    const entries = Object.fromEntries(
      (resources[0]?.configEntries ?? []).map((entry) => [entry.configName, entry.configValue]),
    );
    expect(entries).toEqual({ 'retention.ms': '-1', 'cleanup.policy': 'delete' });
  });

  test('says unreachable, with the address, where nobody listens', async () => {
    const bus = createKafkaBus({ brokers: ['127.0.0.1:1'], log });
    await expect(bus.open()).rejects.toMatchObject({
      code: 'BUS_UNREACHABLE',
      retryable: true,
      help: expect.stringContaining('127.0.0.1:1'),
    });
    await bus.close();
  });

  test('a login that the broker does not take is a refusal that names no password', async () => {
    const sasl = { mechanism: 'plain', username: 'sluice', password: 'wrong-secret' } as const;
    const bus = createKafkaBus({ brokers: kafka.brokers, sasl, log });
    const failure: unknown = await bus.open().catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'BUS_REFUSED', retryable: false });
    expect(String(failure) + JSON.stringify(failure)).not.toContain('wrong-secret');
    await bus.close();
  });

  test('says which topics never held anything, and which settings lose events', async () => {
    await using services = await privateServices('kafka');
    const brokers = services.endpoints.kafka?.brokers ?? [];
    const { log: kept, entries } = collectLog();
    const admin = client(brokers).admin();
    await admin.connect();
    const configEntries = [
      { name: 'cleanup.policy', value: 'compact' },
      { name: 'retention.ms', value: '3600000' },
    ];
    await admin.createTopics({
      topics: [{ topic: AUDIT_TOPIC, numPartitions: 2, configEntries }],
      waitForLeaders: true,
    });
    await admin.disconnect();
    const open = async (): Promise<readonly string[]> => {
      const bus = createKafkaBus({ brokers, log: kept });
      const fresh = await bus.open();
      await bus.publish(chain(AUDIT_TOPIC, 'shop/prod/orders', 1));
      await bus.close();
      return fresh;
    };
    expect((await open()).toSorted()).toEqual([AUDIT_TOPIC, RUNS_TOPIC]);
    const warnings = entries
      .filter(({ level }) => level === 'warn')
      .map(({ message, fields }) => [message, fields['help']]);
    expect(warnings).toEqual([
      [expect.stringContaining('sluice.audit is compacted'), expect.stringContaining('cleanup.policy=delete')],
      [expect.stringContaining('retention.ms = 3600000'), expect.stringContaining('retention.ms=-1')],
    ]);
    const again = () => open().catch((thrown: unknown) => thrown);
    // of runs there is nothing yet; leaders of a topic that was made a moment ago are waited for
    await expect.poll(again, { timeout: PATIENCE, interval: 200 }).toEqual([RUNS_TOPIC]);
  });

  test('sends less at once to a topic that takes less, and says what an event needs that is too large', async () => {
    await using services = await privateServices('kafka');
    const brokers = services.endpoints.kafka?.brokers ?? [];
    const bus = createKafkaBus({ brokers, log });
    await bus.open();
    const admin = client(brokers).admin();
    await admin.connect();
    const setting = { configEntries: [{ name: 'max.message.bytes', value: '60000' }] };
    await admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: RUNS_TOPIC, ...setting }],
    });
    await admin.disconnect();
    const insisted = async (events: ReturnType<typeof chain>): Promise<unknown> => {
      for (let tries = 0; tries < 40; tries++) {
        const failure: unknown = await bus.publish(events).catch((thrown: unknown) => thrown);
        if (failure === undefined || !(failure instanceof OperatingError && failure.retryable)) return failure;
        await clock.sleep(100);
      }
      throw new Error('it was tried 40 times');
    };
    const events = chain(RUNS_TOPIC, 'shop/prod/orders', 900);
    expect(await insisted(events)).toBeUndefined();
    const records = await readRecords(brokers, RUNS_TOPIC, 'shop', events.length);
    const first = new Map(records.map(({ id, event }) => [id, event['sequence']]));
    expect([...first.values()]).toEqual(events.map(({ sequence }) => sequence));
    const [event] = events.slice(-1);
    const large = event === undefined ? [] : [{ ...event, data: { text: 'x'.repeat(70_000) } }];
    expect(await insisted(large)).toMatchObject({
      code: 'BUS_REFUSED',
      retryable: false,
      help: expect.stringContaining('max.message.bytes'),
    });
    await bus.close();
  });

  test('makes a deleted topic again; a broker that dies is unreachable, not a hang', async () => {
    await using services = await privateServices('kafka');
    const brokers = services.endpoints.kafka?.brokers ?? [];
    const bus = createKafkaBus({ brokers, log });
    await bus.open();
    const events = chain(RUNS_TOPIC, 'shop/prod/orders', 6);
    await bus.publish(events.slice(0, 2));
    const admin = client(brokers).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [RUNS_TOPIC] });
    await admin.disconnect();
    const end = clock.monotonic() + PATIENCE;
    for (let stored = false; !stored;) {
      stored = await bus.publish(events.slice(2, 4)).then(
        () => true,
        (thrown: unknown) => {
          expect(thrown).toMatchObject({ code: 'BUS_UNREACHABLE', retryable: true });
          expect(clock.monotonic()).toBeLessThan(end);
          return false;
        },
      );
    }
    const records = await readRecords(brokers, RUNS_TOPIC, 'shop', 2);
    expect(records.slice(-1)[0]?.event['sequence']).toBe(4);
    process.kill(services.pids['kafka'] ?? 0, 'SIGKILL');
    await expect(bus.publish(events.slice(4))).rejects.toMatchObject({ code: 'BUS_UNREACHABLE', retryable: true });
    await bus.close();
  });
});
