import { OperatingError } from '../../../../src/runtime/errors.ts';
import {
  AUDIT_TOPIC,
  RUNS_TOPIC,
  type Bus,
  type EventRecord,
  type Topic,
} from '../../../../src/runtime/ports/index.ts';
import type { TopicRecord } from '../../../support/read-topic.ts';
import type { Seeded } from '../../support/seeded.ts';
import type { Link } from './link.ts';

const TOPICS: readonly Topic[] = [RUNS_TOPIC, AUDIT_TOPIC];

/** A bus that keeps what it was given, in the order in which it came, and may store a part and fail. */
export class SimBus {
  readonly #choose: Seeded;
  readonly #topics = new Map<Topic, TopicRecord[]>();
  /** How often a publication fails with a part of it stored. */
  tear = 0;

  constructor(choose: Seeded) {
    this.#choose = choose;
  }

  records(topic: Topic): readonly TopicRecord[] {
    return this.#topics.get(topic) ?? [];
  }

  isDeleted(topic: Topic): boolean {
    return !this.#topics.has(topic);
  }

  /** As when somebody deletes a topic: it is refused until whoever opens the bus makes it anew. */
  delete(topic: Topic): void {
    this.#topics.delete(topic);
  }

  /** As one process reaches it. */
  reach(link: Link): Bus {
    return {
      open: () =>
        link.call('open', () => {
          for (const topic of TOPICS) if (!this.#topics.has(topic)) this.#topics.set(topic, []);
          return TOPICS.filter((topic) => this.records(topic).length === 0);
        }),
      publish: (events) => link.call('publish', () => this.#store(events)),
      close: async () => undefined,
    };
  }

  /** Each key is a log of its own: what is stored of a torn publication is a beginning of every key's part of it. */
  #store(events: readonly EventRecord[]): void {
    const torn = this.#choose.chance(this.tear);
    const closed = new Set<string>();
    for (const { publishedAt: _publishedAt, ...event } of events) {
      if (torn && this.#choose.chance(0.3)) closed.add(event.key);
      if (closed.has(event.key)) continue;
      const records = this.#topics.get(event.topic);
      if (records === undefined) throw new OperatingError('BUS_UNREACHABLE', 'no such topic', { retryable: true });
      records.push({ key: event.key, id: event.id, type: event.type, event });
    }
    if (torn) throw new OperatingError('BUS_UNREACHABLE', 'a broker went away', { retryable: true });
  }
}
