import type { Admin, Consumer, Kafka } from 'kafkajs';
import type { FoundEvent } from '../../audit/index.ts';
import { OperatingError } from '../../errors.ts';
import { AUDIT_TOPIC, RUNS_TOPIC, type Clock, type Log, type Random, type Topic } from '../../ports/index.ts';
import { createKafkaClient, type KafkaAddress } from './kafka-client.ts';
import { kafkaFailure } from './kafka-failure.ts';
import { mergePartitions, type PartitionReader, type ReadRecord } from './merge-partitions.ts';

const TOPICS: readonly Topic[] = [AUDIT_TOPIC, RUNS_TOPIC];
const CONNECT_HELP = 'check KAFKA_BROKERS, and what its user may do: describe and read sluice.audit and sluice.runs';

export interface KafkaReading extends KafkaAddress {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/**
 * The events in Kafka, from the oldest that is kept to the newest that is there now, partitions side by side by the time of
 * their records, so that head records come near the events that they tell of. Commits no offset. Throws BUS_UNREACHABLE,
 * BUS_REFUSED, or NOT_FOUND where there is no topic.
 */
export async function* readKafkaEvents(options: KafkaReading): AsyncGenerator<FoundEvent> {
  const { log, random, clock, ...address } = options;
  const kafka = createKafkaClient(address, log);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      throw kafkaFailure(thrown, address.brokers);
    }
  };
  const partitions = await guarded(() => whatIsThere(kafka));
  if (partitions.every(({ end }) => end === 0n)) return;
  const groupId = `sluice-events-${random.hex(16)}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 200 });
  const topics = [...new Set(partitions.map(({ topic }) => topic))];
  try {
    const merged = mergePartitions(partitions, readerOf(consumer), clock);
    await guarded(() => startReading(consumer, topics, merged));
    for (;;) {
      const record = await guarded(() => merged.next());
      if (record === undefined) break;
      yield foundIn(record);
    }
  } finally {
    await consumer.disconnect().catch(() => undefined);
    await forgetGroup(kafka, groupId);
  }
}

interface Extent {
  readonly topic: string;
  readonly partition: number;
  /** Offset after the last record. 0 = nothing is there. */
  readonly end: bigint;
}

async function whatIsThere(kafka: Kafka): Promise<readonly Extent[]> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const present = new Set(await admin.listTopics());
    const topics = TOPICS.filter((topic) => present.has(topic));
    if (topics.length === 0)
      throw new OperatingError('NOT_FOUND', `Kafka has none of the topics ${TOPICS.join(', ')}`, {
        retryable: false,
        help: CONNECT_HELP,
      });
    return (await Promise.all(topics.map((topic) => extents(admin, topic)))).flat();
  } finally {
    void admin.disconnect().catch(() => undefined);
  }
}

async function extents(admin: Admin, topic: Topic): Promise<readonly Extent[]> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets.map(({ partition, low, high }) => ({ topic, partition, end: low === high ? 0n : BigInt(high) }));
}

function readerOf(consumer: Consumer): PartitionReader {
  return {
    pause: (topic, partition) => consumer.pause([{ topic, partitions: [partition] }]),
    resume: (topic, partition) => consumer.resume([{ topic, partitions: [partition] }]),
  };
}

async function startReading(
  consumer: Consumer,
  topics: string[],
  merged: ReturnType<typeof mergePartitions>,
): Promise<void> {
  consumer.on('consumer.crash', ({ payload }) => {
    if (!payload.restart) merged.fail(payload.error);
  });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      for (const { offset, key, value, timestamp } of batch.messages)
        merged.add({ topic: batch.topic, partition: batch.partition, offset: BigInt(offset), key, value, timestamp });
    },
  });
}

/** The group was for this reading alone. Where it may not be deleted the broker forgets it by itself. */
async function forgetGroup(kafka: Kafka, groupId: string): Promise<void> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    await admin.deleteGroups([groupId]);
  } catch {
    // nothing is lost with it
  } finally {
    void admin.disconnect().catch(() => undefined);
  }
}

function foundIn({ topic, partition, offset, key, value }: ReadRecord): FoundEvent {
  const place = `${topic} partition ${partition} offset ${offset}`;
  return { place, value: parse(value?.toString() ?? ''), key: key?.toString() ?? '' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // a record of somebody else is told of by its place
    return undefined;
  }
}
