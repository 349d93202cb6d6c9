import { type Kafka, Partitioners, type Message, type Producer } from 'kafkajs';
import type { Bus, EventRecord, Log, Topic } from '../../ports/index.ts';
import { ensureTopics } from './ensure-topics.ts';
import { createKafkaClient, type KafkaAddress } from './kafka-client.ts';
import { isTooLarge, kafkaFailure, tooLargeOnce } from './kafka-failure.ts';
import { topicProblems } from './topic-settings.ts';

export interface KafkaBusOptions extends KafkaAddress {
  readonly log: Log;
}

/** A broker refuses a batch above 1 MB by default, keys and headers of so many events in it too. */
const MOST_BYTES = 700_000;
const MOST_EVENTS = 1_000;

/** Below this a batch is not cut any further: a broker that takes no more takes no event. */
const LEAST_BYTES = 4_000;

/**
 * Carries events to Kafka: key = the event's key, headers `id` and `type`, value = the event as JSON.
 * At least once and in order per key: acks of all replicas, an idempotent producer with one request in flight, and
 * after any error that its own retries have not mended a new one: when a produce fails, kafkajs takes its sequence number
 * back, and a different batch sent under the same number would be dropped by the broker as a repeat.
 */
export function createKafkaBus(options: KafkaBusOptions): Bus {
  const kafka = createKafkaClient(options, options.log);
  let producer: Producer | undefined;
  let mostBytes = MOST_BYTES;

  /** Topics that are new; none where the bus was open. */
  async function connect(): Promise<readonly Topic[]> {
    if (producer !== undefined) return [];
    const fresh = await prepareTopics(kafka, options.log);
    const made = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      // Fewer retries than an idempotent producer has by itself: the relay reads the store again and has a new one.
      retry: { retries: RETRIES, initialRetryTime: 100, maxRetryTime: 1_000 },
    });
    producer = made;
    await made.connect();
    return fresh;
  }

  /** Everything that talks to the broker goes through here. */
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      const broken = producer;
      producer = undefined;
      // Not awaited: a disconnect with requests in flight can hang.
      void broken?.disconnect().catch(() => undefined);
      throw kafkaFailure(thrown, options.brokers);
    }
  }

  async function send(events: readonly EventRecord[]): Promise<void> {
    for (const part of portions(events, mostBytes)) {
      const topicMessages = [...part].map(([topic, messages]) => ({ topic, messages }));
      await producer?.sendBatch({ acks: -1, topicMessages });
    }
  }

  return {
    open: () => guarded(connect),
    publish: (events) =>
      guarded(async () => {
        await connect();
        try {
          await send(events);
        } catch (thrown) {
          // A topic that takes less at once than brokers do by default: the next try sends less.
          if (!isTooLarge(thrown) || mostBytes <= LEAST_BYTES) throw thrown;
          mostBytes = Math.floor(mostBytes / 2);
          throw tooLargeOnce(thrown, mostBytes);
        }
      }),
    async close() {
      const open = producer;
      producer = undefined;
      await open?.disconnect().catch(() => undefined);
    },
  };
}

const RETRIES = 4;

async function prepareTopics(kafka: Kafka, log: Log): Promise<readonly Topic[]> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const fresh = await ensureTopics(admin);
    for (const { message, help, ...fields } of await topicProblems(admin)) log.warn(message, { ...fields, help });
    return fresh;
  } finally {
    void admin.disconnect().catch(() => undefined);
  }
}

/** Cuts the events into requests that a broker takes, in order. */
function* portions(events: readonly EventRecord[], mostBytes: number): Generator<ReadonlyMap<Topic, Message[]>> {
  let part = new Map<Topic, Message[]>();
  let [count, bytes] = [0, 0];
  for (const event of events) {
    const value = eventValue(event);
    const size = Buffer.byteLength(value);
    if (count > 0 && (count === MOST_EVENTS || bytes + size > mostBytes)) {
      yield part;
      part = new Map();
      [count, bytes] = [0, 0];
    }
    const messages = part.get(event.topic) ?? [];
    messages.push({
      key: event.key,
      value,
      headers: { id: event.id, type: event.type },
      timestamp: String(event.at),
    });
    part.set(event.topic, messages);
    count += 1;
    bytes += size;
  }
  if (count > 0) yield part;
}

/** The event as others read it. When it was published is the store's own affair. */
function eventValue({ publishedAt: _publishedAt, ...event }: EventRecord): string {
  return JSON.stringify(event);
}
