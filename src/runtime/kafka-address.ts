import { readFile } from 'node:fs/promises';
import type { KafkaAddress } from './bus/index.ts';
import { OperatingError } from './errors.ts';
import type { KafkaSettings } from './runtime-options.ts';

/** Kafka as the settings name it, the authorities read. Throws BUS_REFUSED where their file cannot be read. */
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
    ...(caFile === undefined ? {} : { ca: [await readAuthorities(caFile)] }),
  };
}

async function readAuthorities(caFile: string): Promise<string> {
  try {
    return await readFile(caFile, 'utf8');
  } catch (cause) {
    throw new OperatingError('BUS_REFUSED', `the authorities for Kafka cannot be read from ${caFile}`, {
      retryable: false,
      help: 'KAFKA_TLS_CA_FILE is the path of a PEM file that this process may read',
      cause,
      fields: { caFile },
    });
  }
}
