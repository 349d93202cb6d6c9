import { setImmediate } from 'node:timers/promises';
import { eventId, hashEvent, readEvent } from '../audit/index.ts';
import {
  AUDIT_TOPIC,
  type EventFeed,
  type EventIndexNotice,
  type EventRecord,
  type FeedBatch,
  type FeedExtent,
  type FeedRecord,
  type Log,
  type Topic,
} from '../ports/index.ts';
import type { IndexFile, ReadPlace } from './index-file.ts';

/** Records of one transaction: some milliseconds, after which the process goes on with what else it does. */
const AT_ONCE = 250;

export interface ReadBackDependencies {
  readonly feed: EventFeed;
  readonly file: IndexFile;
  /** Of the environment: `project/environment`. */
  readonly scope: string;
  readonly log: Log;
  readonly now: () => number;
}

/** The partition is another one than was read so far: where to read on is to be found anew. */
export class AnotherTopic extends Error {}

interface Reading {
  next: number;
  anchor: string;
  high: number;
  low: number;
}

/** Reads the partitions of the bus into the index from where they were left, and judges whether they are those that were read. */
export class ReadBack {
  readonly #deps: ReadBackDependencies;
  readonly #noted = new Set<string>();
  readonly #readings = new Map<string, Reading>();

  constructor(deps: ReadBackDependencies) {
    this.#deps = deps;
  }

  /** Records that were read, of so many that the bus holds. */
  get progress(): { readonly read: number; readonly total: number } {
    let [read, total] = [0, 0];
    for (const { next, low, high } of this.#readings.values()) {
      total += high - low;
      read += Math.max(0, Math.min(next, high) - low);
    }
    return { read, total };
  }

  get isAtEnd(): boolean {
    return this.#readings.size > 0 && [...this.#readings.values()].every(({ next, high }) => next >= high);
  }

  /** Finds where to read on, from what the bus holds. */
  async begin(): Promise<readonly { topic: Topic; partition: number; next: number }[]> {
    // Before the bus is asked: another process may read on in the same file.
    const known = new Map(this.#deps.file.places().map((place) => [nameOf(place), place]));
    const extents = await this.#deps.feed.extents();
    this.#readings.clear();
    return extents.map((extent) => {
      const { topic, partition, low, high } = extent;
      const place = this.#placeIn(extent, known.get(nameOf(extent)));
      this.#readings.set(nameOf(extent), { ...place, low, high });
      // The last one that was read is read once more: it tells whether the topic is the one that it was.
      const again = place.anchor !== '' && place.next > low ? 1 : 0;
      return { topic, partition, next: place.next - again };
    });
  }

  /** Throws {@link AnotherTopic} where the bus holds less than was read, or partitions that are not read. */
  async look(): Promise<void> {
    const before = new Map([...this.#readings].map(([name, { next }]) => [name, next]));
    for (const extent of await this.#deps.feed.extents()) {
      const reading = this.#readings.get(nameOf(extent));
      const next = before.get(nameOf(extent));
      if (reading === undefined || next === undefined || extent.high < next) throw new AnotherTopic();
      reading.low = extent.low;
      reading.high = Math.max(reading.high, extent.high);
    }
  }

  async take(batch: FeedBatch): Promise<void> {
    const reading = this.#readings.get(nameOf(batch));
    if (reading === undefined) throw new AnotherTopic();
    reading.high = Math.max(reading.high, batch.high);
    this.#compareAnchor(batch, reading);
    const records = batch.records.filter(({ offset }) => offset >= reading.next);
    for (let start = 0; start < records.length; start += AT_ONCE) {
      this.#add(batch, reading, records.slice(start, start + AT_ONCE));
      await setImmediate();
    }
  }

  #placeIn({ topic, partition, low, high }: FeedExtent, place: ReadPlace | undefined): ReadPlace {
    const fromStart = { topic, partition, next: low, anchor: '' };
    if (place === undefined) return fromStart;
    if (place.next > high) return this.#isAnother(fromStart);
    if (place.next < low) {
      this.#missed({ topic, partition }, place.next, low);
      return fromStart;
    }
    return place;
  }

  /** What is read once more must be what it was. */
  #compareAnchor({ topic, partition, records }: FeedBatch, reading: Reading): void {
    if (reading.anchor === '') return;
    const same = records.find(({ offset }) => offset === reading.next - 1);
    if (same === undefined || anchorOf(same) === reading.anchor) return;
    this.#isAnother({ topic, partition, next: 0, anchor: '' });
    throw new AnotherTopic();
  }

  #add(batch: FeedBatch, reading: Reading, records: readonly FeedRecord[]): void {
    const [first, last] = [records[0], records.at(-1)];
    if (first === undefined || last === undefined) return;
    if (first.offset > reading.next) this.#missed(batch, reading.next, first.offset);
    const { topic, partition } = batch;
    const place = { topic, partition, next: last.offset + 1, anchor: anchorOf(last) };
    const events = records.flatMap((record) => this.#eventIn(batch, record) ?? []);
    this.#deps.file.add(events, place);
    reading.next = place.next;
    reading.anchor = place.anchor;
  }

  /** Undefined for what is no event of this environment. */
  #eventIn({ topic, partition }: FeedBatch, record: FeedRecord): EventRecord | undefined {
    const event = readEvent(record.value);
    const { scope } = this.#deps;
    if (event !== undefined && event.key !== scope && !event.key.startsWith(`${scope}/`)) return undefined;
    if (event?.topic !== topic || hashEvent(event) !== event.hash || eventId(event.hash) !== event.id) {
      const what = event === undefined ? 'no event' : 'not as it was hashed';
      const message = `${topic} partition ${partition} offset ${record.offset} is ${what}, and is left out`;
      this.#note(
        { kind: 'strange', topic, partition, message },
        'see what else is changed with `sluice events --verify`',
      );
      return undefined;
    }
    return { ...event, publishedAt: record.time };
  }

  #isAnother(place: ReadPlace): ReadPlace {
    const { topic, partition } = place;
    this.#deps.file.moveTo(place);
    const message = `${topic} partition ${partition} is not the one that was read before: it was deleted, or Kafka is another one`;
    const help = 'what was read of it is kept; `sluice events --rebuild` keeps only what the topic holds now';
    this.#note({ kind: 'recreated', topic, partition, message }, help);
    return place;
  }

  /** Runs expire by the topic's own settings; audit events never may. */
  #missed({ topic, partition }: { topic: Topic; partition: number }, from: number, to: number): void {
    if (topic !== AUDIT_TOPIC) return;
    const message = `${topic} partition ${partition} has lost offsets ${from} to ${to - 1} before they were read`;
    this.#note({ kind: 'expired', topic, partition, message }, 'see to its retention.ms and cleanup.policy');
  }

  /** Once a reading of each kind: a topic that somebody else writes is told of, and not a thousand times. */
  #note(notice: Omit<EventIndexNotice, 'at'>, help: string): void {
    const name = `${notice.kind} ${nameOf(notice)}`;
    if (this.#noted.has(name)) return;
    this.#noted.add(name);
    this.#deps.file.note({ ...notice, at: this.#deps.now() });
    this.#deps.log.warn(notice.message, { help });
  }
}

/** Of a record that is no event too, so that every last one can be told again. */
function anchorOf({ value, offset }: FeedRecord): string {
  return readEvent(value)?.id ?? `no event at ${offset}`;
}

function nameOf({ topic, partition }: { readonly topic: string; readonly partition: number }): string {
  return `${topic} ${partition}`;
}
