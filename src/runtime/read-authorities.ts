import { readFile } from 'node:fs/promises';
import { OperatingError } from './errors.ts';

/** Whose certificates they vouch for, and the variable that names their file. */
export interface AuthoritiesOf {
  readonly service: 'Redis' | 'Kafka';
  readonly variable: 'REDIS_TLS_CA_FILE' | 'KAFKA_TLS_CA_FILE';
}

/** The authorities in a PEM file. Throws AUTHORITIES_UNREADABLE. */
export async function readAuthorities(caFile: string, { service, variable }: AuthoritiesOf): Promise<string> {
  try {
    return await readFile(caFile, 'utf8');
  } catch (cause) {
    throw new OperatingError('AUTHORITIES_UNREADABLE', `the authorities for ${service} cannot be read from ${caFile}`, {
      retryable: false,
      help: `${variable} is the path of a PEM file that this process may read`,
      cause,
      fields: { caFile },
    });
  }
}
