import { OperatingError } from '../../src/runtime/errors.ts';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { EventFeed, EventRecord, FeedRecord, Topic } from '../../src/runtime/ports/index.ts';
import { START } from './store-contract/fixtures.ts';

const clock = createSystemClock();

/** A bus of two topics with one partition each, as Kafka keeps them. */
export class TwoTopics implements EventFeed {
  readonly records = new Map<Topic, FeedRecord[]>();
  /** Offset of the first one that is kept. */
  readonly low = new Map<Topic, number>();
  isDown = false;
  batches = 0;

  put(...events: readonly EventRecord[]): void {
    for (const { publishedAt: _publishedAt, ...event } of events) this.putValue(event.topic, event, event.at);
  }

  putValue(topic: Topic, value: unknown, time = START): void {
    const records = this.records.get(topic) ?? [];
    records.push({ offset: records.length, time, value: structuredClone(value) });
    this.records.set(topic, records);
  }

  async extents() {
    this.refuseDown();
    return [...this.records].map(([topic, records]) => ({
      topic,
      partition: 0,
      low: this.low.get(topic) ?? 0,
      high: records.length,
    }));
  }

  async follow(...[from, take, signal]: Parameters<EventFeed['follow']>) {
    const next = new Map(from.map((place) => [place.topic, place.next]));
    while (!signal.aborted) {
      this.refuseDown();
      for (const [topic, offset] of next) {
        const all = this.records.get(topic) ?? [];
        const records = all.slice(Math.max(offset, this.low.get(topic) ?? 0));
        if (records.length === 0) continue;
        await take({ topic, partition: 0, high: all.length, records: records.slice(0, 40) });
        this.batches++;
        next.set(topic, (records.slice(0, 40).at(-1)?.offset ?? 0) + 1);
      }
      await clock.sleep(2, signal);
    }
  }

  private refuseDown(): void {
    if (this.isDown) throw new OperatingError('BUS_UNREACHABLE', 'Kafka on k:1 cannot be reached', { retryable: true });
  }
}
