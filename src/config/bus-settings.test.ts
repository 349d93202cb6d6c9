import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const BROKERS = { KAFKA_BROKERS: 'k1:9092, k2:9092' };
const busOf = (environment: Readonly<Record<string, string>>) => {
  const { settings, problems } = readSettings({}, environment);
  return { bus: settings.bus, problems: problems.map(({ origin, message }) => `${origin} ${message}`) };
};

describe('readBus', () => {
  test('takes files of the state folder where there is no Kafka', () => {
    expect(busOf({ SLUICE_STATE_DIR: '/s' }).bus).toEqual({
      value: { kind: 'embedded', dir: '/s/events' },
      origin: 'default',
    });
  });

  test('takes brokers, a login and authorities', () => {
    expect(busOf(BROKERS).bus).toEqual({
      value: { kind: 'kafka', brokers: ['k1:9092', 'k2:9092'] },
      origin: 'KAFKA_BROKERS',
    });
    const given = {
      ...BROKERS,
      KAFKA_SASL_USERNAME: 'sluice',
      KAFKA_SASL_PASSWORD: 'hunter2',
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_TLS: 'true',
      KAFKA_TLS_CA_FILE: '/ca.pem',
      KAFKA_TLS_SERVER_NAME: 'kafka',
    };
    expect(busOf(given)).toEqual({
      bus: {
        value: {
          kind: 'kafka',
          brokers: ['k1:9092', 'k2:9092'],
          login: { mechanism: 'scram-sha-512', username: 'sluice', password: 'hunter2' },
          tls: { caFile: '/ca.pem', serverName: 'kafka' },
        },
        origin: 'KAFKA_BROKERS',
      },
      problems: [],
    });
    expect(busOf({ ...BROKERS, KAFKA_SASL_USERNAME: 'a', KAFKA_SASL_PASSWORD: 'b' }).bus.value).toMatchObject({
      login: { mechanism: 'plain' },
    });
  });

  test.each([
    [{ KAFKA_BROKERS: ' , ' }, 'KAFKA_BROKERS names no broker'],
    [{ ...BROKERS, KAFKA_SASL_PASSWORD: 'hunter2' }, 'KAFKA_SASL_PASSWORD is set, and nobody logs in to Kafka'],
    [{ ...BROKERS, KAFKA_SASL_MECHANISM: 'plain' }, 'KAFKA_SASL_MECHANISM is set, and nobody logs in to Kafka'],
    [{ ...BROKERS, KAFKA_SASL_USERNAME: 'sluice' }, 'KAFKA_SASL_USERNAME has no password'],
    [{ ...BROKERS, KAFKA_TLS: 'yes' }, 'KAFKA_TLS `yes` is not known here'],
    [{ ...BROKERS, KAFKA_TLS_CA_FILE: '/ca' }, 'KAFKA_TLS_CA_FILE is set, and Kafka is spoken to without TLS'],
  ])('refuses %j', (environment: Readonly<Record<string, string>>, problem) => {
    expect(busOf(environment).problems).toEqual([problem]);
  });
});
