import type { Setting, SettingReader } from './setting-reader.ts';

/** How a client of Kafka proves who it is. */
export const SASL_MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** Where events go: files of the state folder, or Kafka. */
export type BusSetting = Setting<
  | { readonly kind: 'embedded'; readonly dir: string }
  | {
      readonly kind: 'kafka';
      readonly brokers: readonly string[];
      readonly login?: {
        readonly mechanism: (typeof SASL_MECHANISMS)[number];
        readonly username: string;
        readonly password: string;
      };
      /** Undefined = no TLS. */
      readonly tls?: { readonly caFile?: string; readonly serverName?: string };
    }
>;

type Kafka = Extract<BusSetting['value'], { kind: 'kafka' }>;

/** Reads KAFKA_BROKERS (SLUICE_KAFKA_BROKERS goes first), KAFKA_SASL_* and KAFKA_TLS*. */
export function readBus(reader: SettingReader, stateDir: string): BusSetting {
  const { value, origin } = reader.variable('SLUICE_KAFKA_BROKERS', 'KAFKA_BROKERS');
  if (value === undefined) return { value: { kind: 'embedded', dir: `${stateDir}/events` }, origin: 'default' };
  const brokers = value.split(',').flatMap((broker) => broker.trim() || []);
  if (brokers.length === 0) reader.problem(origin, 'names no broker', 'write it as host:9092,host:9092');
  const [login, tls] = [readLogin(reader), readTls(reader)];
  return {
    value: { kind: 'kafka', brokers, ...(login === undefined ? {} : { login }), ...(tls === undefined ? {} : { tls }) },
    origin,
  };
}

function readLogin(reader: SettingReader): Kafka['login'] {
  const username = reader.variable('KAFKA_SASL_USERNAME');
  const password = reader.variable('KAFKA_SASL_PASSWORD');
  const mechanism = reader.oneOf('KAFKA_SASL_MECHANISM', SASL_MECHANISMS, 'plain');
  if (username.value === undefined) {
    for (const { value, origin } of [password, mechanism]) {
      if (value !== undefined && origin !== 'default')
        reader.problem(origin, 'is set, and nobody logs in to Kafka', 'set KAFKA_SASL_USERNAME');
    }
    return undefined;
  }
  if (password.value === undefined) reader.problem('KAFKA_SASL_USERNAME', 'has no password', 'set KAFKA_SASL_PASSWORD');
  return { mechanism: mechanism.value, username: username.value, password: password.value ?? '' };
}

function readTls(reader: SettingReader): Kafka['tls'] {
  const isOn = reader.oneOf('KAFKA_TLS', ['true', 'false'], 'false').value === 'true';
  const caFile = reader.variable('KAFKA_TLS_CA_FILE');
  const serverName = reader.variable('KAFKA_TLS_SERVER_NAME');
  if (!isOn) {
    for (const { value, origin } of [caFile, serverName]) {
      if (value !== undefined)
        reader.problem(origin, 'is set, and Kafka is spoken to without TLS', 'set KAFKA_TLS to `true`');
    }
    return undefined;
  }
  return {
    ...(caFile.value === undefined ? {} : { caFile: caFile.value }),
    ...(serverName.value === undefined ? {} : { serverName: serverName.value }),
  };
}
