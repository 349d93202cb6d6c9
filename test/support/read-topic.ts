import { randomBytes } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { EventRecord } from '../../src/runtime/ports/index.ts';

const clock = createSystemClock();
const PATIENCE_MS = 60_000;

/** An event as it lies in Kafka. */
export type PublishedEvent = Omit<EventRecord, 'publishedAt'>;

export interface TopicRecord {
  /** Of the record: key and headers `id` and `type`. */
  readonly key: string;
  readonly id: string;
  readonly type: string;
  readonly event: PublishedEvent;
}

/**
 * Reads a topic from its first record, as anybody else would, until `enough` says so of the records whose
 * key begins with the prefix; what has come after a minute is returned all the same.
 */
export async function readTopic(
  brokers: readonly string[],
  topic: string,
  keyPrefix: string,
  enough: (records: readonly TopicRecord[]) => boolean,
): Promise<readonly TopicRecord[]> {
  const records: TopicRecord[] = [];
  const places = new Set<string>();
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'sluice-test', logLevel: logLevel.NOTHING });
  const groupId = `sluice-test-${randomBytes(6).toString('hex')}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ partition, message }) => {
        // a group that is formed anew reads from its beginning once more: one record at one place is one
        const place = `${partition} ${message.offset}`;
        if (places.has(place)) return;
        places.add(place);
        const key = message.key?.toString() ?? '';
        if (!key.startsWith(keyPrefix)) return;
        // `as` because the program under test wrote the record; what matters of it is asserted.
        const event = JSON.parse(message.value?.toString() ?? 'null') as PublishedEvent;
        const { id, type } = message.headers ?? {};
        records.push({ key, id: String(id), type: String(type), event });
      },
    });
    const end = clock.monotonic() + PATIENCE_MS;
    while (!enough(records) && clock.monotonic() < end) await clock.sleep(20);
    return [...records];
  } finally {
    await consumer.disconnect();
  }
}
