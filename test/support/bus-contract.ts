import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AUDIT_TOPIC, RUNS_TOPIC, type Bus, type EventRecord, type Topic } from '../../src/runtime/ports/index.ts';
import { CHAIN_START, eventId, hashEvent } from '../../src/runtime/store/index.ts';

/** A record as a reader of the bus sees it. */
export interface BusRecord {
  readonly key: string;
  readonly id: string;
  readonly type: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** A bus under test. Several tests may share what lies behind it: their keys differ. */
export interface BusPlace {
  /** A new bus on the same place, as after a restart. */
  make(): Bus;
  /** Records of a topic whose key begins like this, in the order read, once `enough` of them have come. */
  read(topic: Topic, keyPrefix: string, enough: number): Promise<readonly BusRecord[]>;
  dispose(): Promise<void>;
}

/** A chain of events of one key, from its start. */
export function chain(topic: Topic, key: string, length: number): readonly EventRecord[] {
  const events: EventRecord[] = [];
  for (let sequence = 1; sequence <= length; sequence++) {
    const previousHash = events.at(-1)?.hash ?? CHAIN_START;
    const facts = {
      topic,
      key,
      sequence,
      type: sequence % 2 === 1 ? 'run.scheduled' : 'run.claimed',
      at: 1_772_323_200_000 + sequence,
      data: { text: `第 ${sequence} 😀 "quoted"\n`, number: sequence },
      previousHash,
    };
    const hash = hashEvent(facts);
    events.push({ ...facts, hash, id: eventId(hash), publishedAt: undefined });
  }
  return events;
}

/** What every bus promises. */
export function describeBusContract(name: string, makePlace: () => Promise<BusPlace>): void {
  describe(`${name}: bus contract`, () => {
    let place: BusPlace;
    const buses: Bus[] = [];
    const opened = async (): Promise<Bus> => {
      const bus = place.make();
      buses.push(bus);
      await bus.open();
      return bus;
    };
    beforeEach(async () => {
      place = await makePlace();
    });
    afterEach(async () => {
      for (const bus of buses.splice(0)) await bus.close();
      await place.dispose();
    });

    test('carries each event whole, with key, id and type', async () => {
      const bus = await opened();
      const project = prefix();
      const runs = chain(RUNS_TOPIC, `${project}/prod/orders`, 3);
      const audit = chain(AUDIT_TOPIC, `${project}/prod/orders`, 2);
      await bus.publish([...runs, ...audit]);
      for (const [topic, events] of [
        [RUNS_TOPIC, runs],
        [AUDIT_TOPIC, audit],
      ] as const) {
        const records = await place.read(topic, project, events.length);
        expect(records).toEqual(
          events.map(({ publishedAt: _publishedAt, ...event }) => ({
            key: event.key,
            id: event.id,
            type: event.type,
            event,
          })),
        );
      }
    });

    test('keeps the order of each key over many batches', async () => {
      const bus = await opened();
      const project = prefix();
      const chains = ['a', 'b', 'c', 'd', 'e'].map((pipeline) => chain(RUNS_TOPIC, `${project}/prod/${pipeline}`, 500));
      const mixed = Array.from({ length: 500 }, (_, index) =>
        chains.flatMap((events) => events.slice(index, index + 1)),
      ).flat();
      for (let start = 0; start < mixed.length; start += 1_200) await bus.publish(mixed.slice(start, start + 1_200));
      const records = await place.read(RUNS_TOPIC, project, mixed.length);
      for (const events of chains) {
        const mine = records.filter((record) => record.key === events[0]?.key);
        expect(mine.map((record) => record.id)).toEqual(events.map((event) => event.id));
      }
    });

    test('goes on after a restart; a repeat is told by its id', async () => {
      const first = await opened();
      const project = prefix();
      const events = chain(RUNS_TOPIC, `${project}/prod/orders`, 6);
      await first.publish(events.slice(0, 4));
      await first.close();
      const second = await opened();
      // The process before died between the bus' yes and the note in the store.
      await second.publish(events.slice(2));
      const records = await place.read(RUNS_TOPIC, project, events.length);
      const seen = new Set<string>();
      const once = records.filter((record) => !seen.has(record.id) && seen.add(record.id));
      expect(once.map((record) => record.event['sequence'])).toEqual([1, 2, 3, 4, 5, 6]);
    });

    test('opens twice, publishes nothing, and works again after a close', async () => {
      const bus = await opened();
      await bus.open();
      await bus.publish([]);
      await bus.close();
      const project = prefix();
      await bus.publish(chain(AUDIT_TOPIC, `${project}/prod/orders`, 1));
      expect(await place.read(AUDIT_TOPIC, project, 1)).toHaveLength(1);
    });
  });
}

/** A project name that no other test has. */
function prefix(): string {
  return `test-${randomBytes(6).toString('hex')}`;
}
