import { OperatingError } from '../../errors.ts';
import { createWake } from '../../observe/index.ts';
import type { Clock } from '../../ports/index.ts';

/** A record as it lies in a partition. */
export interface ReadRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** Milliseconds, as a text. */
  readonly timestamp: string;
}

export interface PartitionReader {
  pause(topic: string, partition: number): void;
  resume(topic: string, partition: number): void;
}

/** Records of one partition that are waiting to be taken: above the one it rests, below the other it goes on. */
const REST_ABOVE = 4_000;
const GO_ON_BELOW = 1_000;
/** A broker that sends nothing for so long has lost what it said it has. */
const PATIENCE_MS = 60_000;

interface Queue {
  readonly topic: string;
  readonly partition: number;
  readonly end: bigint;
  readonly records: ReadRecord[];
  /** How many of `records` are taken; they are thrown away together. */
  taken: number;
  isWhole: boolean;
  rests: boolean;
}

/** What comes out of several partitions, by the time of the records; within one in its order. */
export interface MergedPartitions {
  add(record: ReadRecord): void;
  fail(error: Error): void;
  /** Undefined when all have been read to their end. */
  next(): Promise<ReadRecord | undefined>;
}

/** Merges partitions up to the offsets at which they ended; what comes later is left out. */
export function mergePartitions(
  extents: readonly { readonly topic: string; readonly partition: number; readonly end: bigint }[],
  reader: PartitionReader,
  clock: Clock,
): MergedPartitions {
  const queues = extents
    .filter(({ end }) => end > 0n)
    .map((extent): Queue => ({ ...extent, records: [], taken: 0, isWhole: false, rests: false }));
  let failure: Error | undefined;
  const wake = createWake(clock);
  const never = new AbortController().signal;
  let addedAt = clock.monotonic();

  const take = (queue: Queue): ReadRecord | undefined => {
    const record = queue.records[queue.taken];
    if (record === undefined) return undefined;
    queue.taken++;
    if (queue.taken > GO_ON_BELOW) {
      queue.records.splice(0, queue.taken);
      queue.taken = 0;
    }
    if (queue.rests && waiting(queue) < GO_ON_BELOW) {
      queue.rests = false;
      reader.resume(queue.topic, queue.partition);
    }
    return record;
  };

  return {
    add(record) {
      const queue = queues.find(({ topic, partition }) => topic === record.topic && partition === record.partition);
      if (queue === undefined || queue.isWhole) return;
      if (record.offset < queue.end) queue.records.push(record);
      if (record.offset >= queue.end - 1n) queue.isWhole = true;
      if (!queue.rests && (queue.isWhole || waiting(queue) > REST_ABOVE)) {
        queue.rests = !queue.isWhole;
        reader.pause(queue.topic, queue.partition);
      }
      addedAt = clock.monotonic();
      wake.wake();
    },
    fail(error) {
      failure = error;
      wake.wake();
    },
    async next() {
      for (;;) {
        if (failure !== undefined) throw failure;
        const open = queues.filter((queue) => !queue.isWhole || waiting(queue) > 0);
        if (open.length === 0) return undefined;
        const first = open.every((queue) => waiting(queue) > 0) ? earliest(open) : undefined;
        if (first !== undefined) return take(first);
        await wake.wait(PATIENCE_MS, never);
        if (clock.monotonic() - addedAt >= PATIENCE_MS) throw silent();
      }
    },
  };
}

function waiting({ records, taken }: Queue): number {
  return records.length - taken;
}

function earliest(queues: readonly Queue[]): Queue | undefined {
  let found: Queue | undefined;
  let time = Number.POSITIVE_INFINITY;
  for (const queue of queues) {
    const at = Number(queue.records[queue.taken]?.timestamp ?? time);
    if (at < time) [found, time] = [queue, at];
  }
  return found ?? queues[0];
}

function silent(): OperatingError {
  return new OperatingError('BUS_UNREACHABLE', 'Kafka sends no records any more, and has not sent all it has', {
    retryable: true,
    help: 'see whether all brokers of the topics are up, and try again',
  });
}
