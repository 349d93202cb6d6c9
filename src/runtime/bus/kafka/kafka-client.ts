import { Kafka, logLevel, type KafkaConfig, type LogEntry } from 'kafkajs';
import type { Log } from '../../ports/index.ts';

/** Where Kafka is and how to log in. Secrets in it are in no message and no log. */
export interface KafkaAddress {
  /** `host:port`, at least one. */
  readonly brokers: readonly string[];
  readonly clientId?: string;
  /** `true` verifies against the system's authorities. */
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaLogin;
}

/** How a client proves who it is. */
export interface KafkaLogin {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

/** A client with short retries of its own: the relay tries again anyway, and by then re-reads the store. */
export function createKafkaClient(address: KafkaAddress, log: Log): Kafka {
  const { brokers, clientId = 'sluice', ssl, sasl } = address;
  return new Kafka({
    brokers: [...brokers],
    clientId,
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl: saslOf(sasl) }),
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    retry: { retries: 4, initialRetryTime: 100, maxRetryTime: 1_000 },
    logLevel: logLevel.WARN,
    // What kafkajs calls an error is often about to be retried; what is not reaches us as an exception.
    logCreator: () => (entry) => log.debug(`kafka: ${entry.log.message}`, fieldsOf(entry)),
  });
}

/** The driver has a type for each mechanism. */
function saslOf({ mechanism, username, password }: KafkaLogin): NonNullable<KafkaConfig['sasl']> {
  switch (mechanism) {
    case 'plain':
      return { mechanism, username, password };
    case 'scram-sha-256':
      return { mechanism, username, password };
    case 'scram-sha-512':
      return { mechanism, username, password };
    default:
      return mechanism satisfies never;
  }
}

/** Only fields that are known to hold no secret. */
function fieldsOf({ namespace, log }: LogEntry): Readonly<Record<string, unknown>> {
  const { broker, error } = log;
  return { namespace, ...(broker === undefined ? {} : { broker }), ...(error === undefined ? {} : { error }) };
}
