import { describe, expect, test } from 'vitest';
import { createBus, createEventFeed } from '../../src/runtime/create-bus.ts';
import { OperatingError } from '../../src/runtime/errors.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import { AUDIT_TOPIC } from '../../src/runtime/ports/index.ts';
import { verifyEventLog } from '../../src/runtime/verify-event-log.ts';
import { chain } from '../support/bus-contract.ts';
import { collectLog } from '../support/collect-log.ts';
import { stack } from '../support/stack.ts';

const { kafka } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

describe.skipIf(kafka === undefined)('a Kafka that asks for a login', () => {
  if (kafka === undefined) return;
  const { brokers, username, password } = kafka.login;

  test.each(MECHANISMS)('takes and gives events by %s', async (mechanism) => {
    const { log, entries } = collectLog();
    const settings = { kind: 'kafka', brokers, login: { mechanism, username, password } } as const;
    const bus = await createBus(settings, log);
    await bus.open();
    const events = chain(AUDIT_TOPIC, `login/${mechanism}/${random.hex(6)}`, 3);
    await bus.publish(events);
    await bus.close();
    const feed = await createEventFeed(settings, log, random);
    const extents = await feed?.extents();
    expect(extents?.filter(({ topic }) => topic === AUDIT_TOPIC).some(({ high }) => high > 0)).toBe(true);
    const verification = await verifyEventLog(settings, { clock, random, log });
    expect(verification.findings.filter(({ key }) => key?.startsWith(`login/${mechanism}/`))).toEqual([]);
    expect(verification.topics.find(({ topic }) => topic === AUDIT_TOPIC)?.events).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(entries)).not.toContain(password);
  });

  test.each(MECHANISMS)('refuses a wrong password by %s, which is said without it', async (mechanism) => {
    const { log, entries } = collectLog();
    const login = { mechanism, username, password: 'hunter2' };
    const bus = await createBus({ kind: 'kafka', brokers, login }, log);
    const thrown: unknown = await bus.open().catch((error: unknown) => error);
    await bus.close();
    expect(thrown).toMatchObject({ code: 'BUS_REFUSED', retryable: false });
    expect(thrown).toBeInstanceOf(OperatingError);
    expect(JSON.stringify([thrown, String(thrown), entries])).not.toContain('hunter2');
  });

  test('says which file of authorities cannot be read', async () => {
    const { log } = collectLog();
    const made = createBus({ kind: 'kafka', brokers, tls: { caFile: '/none/ca.pem' } }, log);
    await expect(made).rejects.toMatchObject({
      code: 'AUTHORITIES_UNREADABLE',
      message: expect.stringContaining('/none/ca.pem'),
      help: expect.stringContaining('KAFKA_TLS_CA_FILE'),
    });
  });
});
