import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRuntimeLab, type RuntimeLab } from '../../../test/support/runtime/runtime-lab.ts';
import { OperatingError } from '../errors.ts';
import { AUDIT_TOPIC, type Bus, type EventRecord, type Topic } from '../ports/index.ts';
import { createRelay } from './relay.ts';

/** An external bus: keeps what it was given, can be down, and can lose its answer. */
class ScriptedBus implements Bus {
  readonly stored: EventRecord[] = [];
  down = false;
  losesAnswers = 0;

  async open(): Promise<readonly Topic[]> {
    this.#check();
    return this.stored.length === 0 ? [AUDIT_TOPIC] : [];
  }
  async publish(events: readonly EventRecord[]): Promise<void> {
    this.#check();
    this.stored.push(...events);
    if (this.losesAnswers-- > 0) throw new OperatingError('BUS_UNREACHABLE', 'no answer', { retryable: true });
  }
  async close(): Promise<void> {}
  #check(): void {
    if (this.down) throw new OperatingError('BUS_UNREACHABLE', 'down', { retryable: true });
  }
}

function gapless(length: number): number[] {
  return Array.from({ length }, (_, index) => index + 1);
}

describe('createRelay', () => {
  let lab: RuntimeLab;
  let bus: ScriptedBus;
  beforeEach(async () => {
    lab = await createRuntimeLab();
    bus = new ScriptedBus();
  });
  afterEach(() => lab.close());

  const write = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index++) {
      const event = { key: `shop/default/p${index % 3}`, type: 'plan.applied', data: { index } } as const;
      await lab.store.appendAudit(event, lab.clock.now());
    }
  };
  const relay = () => createRelay({ ...lab, bus });
  /** First appearances per key: readers drop repeats by id. */
  const sequences = (): Map<string, number[]> => {
    const seen = new Set<string>();
    const byKey = new Map<string, number[]>();
    for (const event of bus.stored) {
      if (seen.has(event.id)) continue;
      seen.add(event.id);
      byKey.set(event.key, [...(byKey.get(event.key) ?? []), event.sequence]);
    }
    return byKey;
  };

  it('publishes every event once, in sequence per key, and nothing the second time', async () => {
    await write(30);
    expect(await relay().relayBatch()).toBe(30);
    expect(await relay().relayBatch()).toBe(0);
    expect(bus.stored).toHaveLength(30);
    expect([...sequences().values()]).toEqual([gapless(10), gapless(10), gapless(10)]);
  });

  it('looks once a second when nothing is going on, and finds what is written then within that time', async () => {
    const looks: number[] = [];
    const store = new Proxy(lab.store, {
      get(target, name, receiver) {
        if (name === 'unpublishedEvents') looks.push(lab.clock.now());
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    const stop = new AbortController();
    const running = createRelay({ ...lab, store, bus }).run(stop.signal);
    await lab.clock.advance(20_000);
    looks.length = 0;
    await lab.clock.advance(10_000);
    expect(looks).toHaveLength(10);
    await write(1);
    await lab.clock.advance(1_000);
    expect(bus.stored).toHaveLength(1);
    stop.abort();
    await running;
  });

  it('repeats what it does not know to be stored, and keeps the order', async () => {
    await write(9);
    bus.losesAnswers = 2;
    const stop = new AbortController();
    const running = relay().run(stop.signal);
    await lab.clock.advance(5_000);
    await write(9);
    await lab.clock.advance(5_000);
    stop.abort();
    await running;
    expect(bus.stored.length).toBe(36);
    expect([...sequences().values()]).toEqual([gapless(6), gapless(6), gapless(6)]);
  });

  it('loses nothing while the bus is down, and says so once', async () => {
    bus.down = true;
    const stop = new AbortController();
    const running = relay().run(stop.signal);
    await write(3);
    await lab.clock.advance(120_000);
    expect(bus.stored).toEqual([]);
    expect(lab.lines.filter((line) => line.includes('BUS_UNREACHABLE'))).toHaveLength(1);
    bus.down = false;
    await lab.clock.advance(20_000);
    expect(bus.stored.filter(({ type }) => type !== 'chain.heads')).toHaveLength(3);
    stop.abort();
    await running;
  });

  it('publishes on while the store notes, and again what it could not note, in order', async () => {
    await write(2_300);
    let failures = 1;
    const store = new Proxy(lab.store, {
      get: (target, name) =>
        name === 'markPublished' && failures-- > 0
          ? async () => {
              throw new OperatingError('STORE_UNREACHABLE', 'cut', { retryable: true });
            }
          : (Reflect.get(target, name) as unknown),
    });
    const stop = new AbortController();
    const running = createRelay({ ...lab, store, bus }).run(stop.signal);
    await lab.clock.advance(2_000);
    // the second batch was on the bus when the note of the first failed
    await expect.poll(() => bus.stored.length).toBe(4_300);
    expect([...sequences().values()]).toEqual([gapless(767), gapless(767), gapless(766)]);
    await expect.poll(() => lab.store.unpublishedEvents(1)).toEqual([]);
    stop.abort();
    await running;
  });

  it('publishes all of a topic again that has lost what it had, and says so', async () => {
    await write(30);
    const stop = new AbortController();
    const running = relay().run(stop.signal);
    await lab.clock.advance(2_000);
    expect(bus.stored).toHaveLength(30);
    bus.down = true;
    await write(3);
    await lab.clock.advance(2_000);
    bus.stored.length = 0;
    bus.down = false;
    await lab.clock.advance(10_000);
    expect([...sequences().values()]).toEqual([gapless(11), gapless(11), gapless(11)]);
    expect(bus.stored).toHaveLength(33);
    expect(lab.lines.filter((line) => line.includes('published again')).length).toBeGreaterThan(0);
    stop.abort();
    await running;
  });

  it('tells how long events wait, also of a bus that was never reached', async () => {
    bus.down = true;
    await write(1);
    const stop = new AbortController();
    const running = relay().run(stop.signal);
    await lab.clock.advance(60_000);
    const lag = /^sluice_event_lag_seconds (\S+)$/m.exec(await lab.metrics.registry.metrics());
    expect(Number(lag?.[1])).toBeGreaterThan(50);
    stop.abort();
    await running;
  });

  it('has head records written once in a while, where chains have grown, and publishes them', async () => {
    await write(6);
    const stop = new AbortController();
    const running = relay().run(stop.signal);
    const heads = () => bus.stored.filter(({ type }) => type === 'chain.heads');
    await lab.clock.advance(50_000);
    expect(heads()).toEqual([]);
    await lab.clock.advance(20_000);
    expect(heads().map(({ key, data }) => [key, data['heads']])).toEqual([
      [
        'shop/default',
        ['p0', 'p1', 'p2'].map((name) =>
          expect.objectContaining({ key: `shop/default/${name}`, after: 0, sequence: 2 }),
        ),
      ],
    ]);
    await lab.clock.advance(180_000);
    expect(heads()).toHaveLength(1);
    stop.abort();
    await running;
  });

  it('leaves publishing to the one whose turn it is', async () => {
    await write(3);
    const stop = new AbortController();
    const running = createRelay({ ...lab, bus, lease: { held: false } }).run(stop.signal);
    await lab.clock.advance(5_000);
    expect(bus.stored).toEqual([]);
    stop.abort();
    await running;
  });
});
