import type { Topic } from './event.ts';

/** What a partition of a topic holds. */
export interface FeedExtent {
  readonly topic: Topic;
  readonly partition: number;
  /** Offset of the oldest record that is kept. */
  readonly low: number;
  /** Offset that the next record will have. */
  readonly high: number;
}

/** A record as it lies on the bus. */
export interface FeedRecord {
  readonly offset: number;
  /** UTC milliseconds, as the record says. */
  readonly time: number;
  /** Undefined where it is no JSON. */
  readonly value: unknown;
}

/** Records of one partition, in order, and how far the partition went when they were read. */
export interface FeedBatch {
  readonly topic: Topic;
  readonly partition: number;
  readonly high: number;
  readonly records: readonly FeedRecord[];
}

/** Events as anybody can read them back from the bus. All methods throw BUS_UNREACHABLE and BUS_REFUSED. */
export interface EventFeed {
  /** Of the topics that are there. */
  extents(): Promise<readonly FeedExtent[]>;
  /**
   * Gives what lies at and after `next` of each partition, and then what comes, one batch at a time: the next is read when
   * `take` has resolved. What a partition is given may begin later than asked for, where the bus has thrown records away.
   * Resolves when the signal is aborted.
   */
  follow(
    from: readonly { readonly topic: Topic; readonly partition: number; readonly next: number }[],
    take: (batch: FeedBatch) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}
