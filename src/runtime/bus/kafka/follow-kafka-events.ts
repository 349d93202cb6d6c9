import type { Consumer, EachBatchPayload } from 'kafkajs';
import { AUDIT_TOPIC, RUNS_TOPIC, type EventFeed, type FeedExtent, type Log, type Random } from '../../ports/index.ts';
import { createKafkaClient, type KafkaAddress } from './kafka-client.ts';
import { kafkaFailure } from './kafka-failure.ts';

export interface KafkaFeedOptions extends KafkaAddress {
  readonly random: Random;
  readonly log: Log;
}

/** What a look at the bus holds in memory at most, about twice. */
const MOST_BYTES = 2 * 1024 * 1024;
const WAIT_MS = 500;

/** Reads Kafka back as it goes on, under a group of its own that commits nothing. */
export function createKafkaFeed(options: KafkaFeedOptions): EventFeed {
  const { log, random, ...address } = options;
  const kafka = createKafkaClient(address, log);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      throw kafkaFailure(thrown, address.brokers);
    }
  };
  return {
    extents: () =>
      guarded(async () => {
        const admin = kafka.admin();
        try {
          await admin.connect();
          const present = new Set(await admin.listTopics());
          const topics = [AUDIT_TOPIC, RUNS_TOPIC].flatMap((topic) => (present.has(topic) ? [topic] : []));
          const found = topics.map(async (topic): Promise<readonly FeedExtent[]> =>
            (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({
              // `as` because the names above are the topics.
              topic: topic as FeedExtent['topic'],
              partition,
              low: Number(low),
              high: Number(high),
            })),
          );
          return (await Promise.all(found)).flat();
        } finally {
          void admin.disconnect().catch(() => undefined);
        }
      }),
    follow: (from, take, signal) =>
      guarded(async () => {
        if (signal.aborted) return;
        const consumer = kafka.consumer({
          groupId: `sluice-events-${random.hex(16)}`,
          maxBytes: MOST_BYTES,
          maxWaitTimeInMs: WAIT_MS,
        });
        try {
          await consumer.connect();
          await consumer.subscribe({ topics: [...new Set(from.map(({ topic }) => topic))], fromBeginning: true });
          await untilAborted(consumer, from, take, signal);
        } finally {
          await consumer.disconnect().catch(() => undefined);
        }
      }),
  };
}

type Follow = Parameters<EventFeed['follow']>;

async function untilAborted(consumer: Consumer, from: Follow[0], take: Follow[1], signal: AbortSignal): Promise<void> {
  const next = new Map(from.map((place) => [`${place.topic} ${place.partition}`, place.next]));
  const topics = new Map(from.map(({ topic }) => [String(topic), topic]));
  let fail: (error: unknown) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    fail = reject;
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  // It is waited for at the end, and may fail before.
  ended.catch(() => undefined);
  consumer.on('consumer.crash', ({ payload }) => fail(payload.error));

  const eachBatch = async ({ batch }: EachBatchPayload): Promise<void> => {
    const topic = topics.get(batch.topic);
    const name = `${batch.topic} ${batch.partition}`;
    const due = next.get(name);
    if (signal.aborted || topic === undefined || due === undefined) return;
    const records = batch.messages
      .map(({ offset, timestamp, value }) => ({ offset: Number(offset), time: Number(timestamp), bytes: value }))
      .filter(({ offset }) => offset >= due)
      .map(({ bytes, ...record }) => ({ ...record, value: parse(bytes) }));
    const last = records.at(-1);
    // A group that is formed anew, and an offset that is not there any more, begin at the oldest.
    if (last === undefined) {
      if (Number(batch.lastOffset()) < due - 1) consumer.seek({ ...batch, offset: String(due) });
      return;
    }
    try {
      await take({ topic, partition: batch.partition, high: Number(batch.highWatermark), records });
      next.set(name, last.offset + 1);
    } catch (thrown) {
      fail(thrown);
    }
  };
  await consumer.run({ autoCommit: false, partitionsConsumedConcurrently: 1, eachBatch });
  for (const { topic, partition, next: offset } of from) consumer.seek({ topic, partition, offset: String(offset) });
  await ended;
}

function parse(bytes: Buffer | null): unknown {
  try {
    return JSON.parse(bytes?.toString() ?? '');
  } catch {
    // a record of somebody else
    return undefined;
  }
}
