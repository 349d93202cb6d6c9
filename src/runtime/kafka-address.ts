import type { KafkaAddress } from './bus/index.ts';
import { type AuthoritiesOf, readAuthorities } from './read-authorities.ts';
import type { KafkaSettings } from './runtime-options.ts';

const AUTHORITIES: AuthoritiesOf = { service: 'Kafka', variable: 'KAFKA_TLS_CA_FILE' };

/** Kafka as the settings name it, the authorities read. Throws AUTHORITIES_UNREADABLE where their file cannot be read. */
export async function kafkaAddress({ brokers, login, tls }: KafkaSettings): Promise<KafkaAddress> {
  return {
    brokers,
    ...(login === undefined ? {} : { sasl: login }),
    ...(tls === undefined ? {} : { ssl: await tlsOptions(tls) }),
  };
}

async function tlsOptions({
  caFile,
  serverName,
}: NonNullable<KafkaSettings['tls']>): Promise<NonNullable<KafkaAddress['ssl']>> {
  return {
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(caFile === undefined ? {} : { ca: [await readAuthorities(caFile, AUTHORITIES)] }),
  };
}
