import { Partitioners, type Message, type Producer } from 'kafkajs';
import type { Bus, EventRecord, Log, Topic } from '../../ports/index.ts';
import { ensureTopics } from './ensure-topics.ts';
import { createKafkaClient, type KafkaAddress } from './kafka-client.ts';
import { kafkaFailure } from './kafka-failure.ts';

export interface KafkaBusOptions extends KafkaAddress {
  readonly log: Log;
}

/** A broker refuses a batch above 1 MB by default, keys and headers of so many events in it too. */
const MOST_BYTES = 700_000;
const MOST_EVENTS = 1_000;

/**
 * Carries events to Kafka: key = the event's key, headers `id` and `type`, value = the event as JSON.
 * At least once and in order per key: acks of all replicas, one request in flight, and after any error
 * a new producer. Not kafkajs' idempotent producer: when a produce fails it takes its sequence number
 * back, and a different batch sent under the same number is dropped by the broker as a repeat.
 */
export function createKafkaBus(options: KafkaBusOptions): Bus {
  const kafka = createKafkaClient(options, options.log);
  let producer: Producer | undefined;

  async function connected(): Promise<Producer> {
    if (producer !== undefined) return producer;
    const admin = kafka.admin();
    try {
      await admin.connect();
      await ensureTopics(admin);
    } finally {
      void admin.disconnect().catch(() => undefined);
    }
    const fresh = kafka.producer({
      idempotent: false,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    producer = fresh;
    await fresh.connect();
    return fresh;
  }

  /** Everything that talks to the broker goes through here. */
  async function guarded(work: (producer: Producer) => Promise<void>): Promise<void> {
    try {
      await work(await connected());
    } catch (thrown) {
      const broken = producer;
      producer = undefined;
      // Not awaited: a disconnect with requests in flight can hang.
      void broken?.disconnect().catch(() => undefined);
      throw kafkaFailure(thrown, options.brokers);
    }
  }

  return {
    open: () => guarded(async () => undefined),
    publish: (events) =>
      guarded(async (open) => {
        for (const part of portions(events)) {
          const topicMessages = [...part].map(([topic, messages]) => ({ topic, messages }));
          await open.sendBatch({ acks: -1, topicMessages });
        }
      }),
    async close() {
      const open = producer;
      producer = undefined;
      await open?.disconnect().catch(() => undefined);
    },
  };
}

/** Cuts the events into requests that a broker takes, in order. */
function* portions(events: readonly EventRecord[]): Generator<ReadonlyMap<Topic, Message[]>> {
  let part = new Map<Topic, Message[]>();
  let [count, bytes] = [0, 0];
  for (const event of events) {
    const value = eventValue(event);
    const size = Buffer.byteLength(value);
    if (count > 0 && (count === MOST_EVENTS || bytes + size > MOST_BYTES)) {
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
