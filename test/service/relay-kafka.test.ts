import { Kafka, logLevel } from 'kafkajs';
import { describe, expect, test } from 'vitest';
import { createKafkaBus } from '../../src/runtime/bus/index.ts';
import { createRelay } from '../../src/runtime/relay/index.ts';
import { createSystemClock, createSystemRandom, createWake } from '../../src/runtime/observe/index.ts';
import { verifyEventLog } from '../../src/runtime/verify-event-log.ts';
import { collectLog } from '../support/collect-log.ts';
import { privateServices } from '../support/private-service.ts';
import { createRuntimeLab, type RuntimeLab } from '../support/runtime/runtime-lab.ts';
import { stack } from '../support/stack.ts';

const { kafka: shared } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const WAIT = { timeout: 90_000, interval: 200 };

describe.skipIf(shared === undefined)('the relay to Kafka', () => {
  if (shared === undefined) return;

  test('loses nothing when Kafka is down at the start, and when its topics are deleted while it runs', async () => {
    await using services = await privateServices('kafka');
    const brokers = services.endpoints.kafka?.brokers ?? [];
    const pid = services.pids['kafka'] ?? 0;
    const lab = await createRuntimeLab();
    const { log, entries } = collectLog();
    await write(lab, 30);
    // connected to and never answered, as a broker that hangs
    process.kill(pid, 'SIGSTOP');
    const bus = createKafkaBus({ brokers, log });
    const stop = new AbortController();
    const wake = createWake(clock);
    const running = createRelay({ ...lab, store: lab.store, bus, clock, random, log, wake }).run(stop.signal);
    await expect.poll(() => entries.some(({ message }) => message === 'events wait to be published'), WAIT).toBe(true);
    process.kill(pid, 'SIGCONT');
    const waiting = async (): Promise<number> => (await lab.store.unpublishedEvents(99)).length;
    await expect.poll(waiting, WAIT).toBe(0);

    const admin = new Kafka({ brokers: [...brokers], clientId: 'sluice-test', logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: ['sluice.audit', 'sluice.runs'] });
    await admin.disconnect();
    await write(lab, 3);
    await expect.poll(waiting, WAIT).toBe(0);
    stop.abort();
    await running;
    await bus.close();
    // the audit has its first events too: the store has sent all of them once more
    const whole = await verifyEventLog({ kind: 'kafka', brokers }, { clock, random, log });
    expect([whole.findings, whole.topics[0]?.events]).toEqual([[], 33]);
    await lab.close();
  });
});

async function write(lab: RuntimeLab, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const event = { key: `shop/default/p${index % 3}`, type: 'plan.applied', data: { index } } as const;
    await lab.store.appendAudit(event, lab.clock.now() + index);
  }
}
