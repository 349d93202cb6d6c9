import { OperatingError, toOperatingError } from '../../errors.ts';

/** Types of protocol errors that only a person can mend, https://kafka.apache.org/protocol#protocol_error_codes */
const REFUSED: ReadonlySet<string> = new Set([
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'SASL_AUTHENTICATION_FAILED',
  'UNSUPPORTED_SASL_MECHANISM',
  'ILLEGAL_SASL_STATE',
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_TOPIC_EXCEPTION',
  'INVALID_REPLICATION_FACTOR',
  'POLICY_VIOLATION',
  'INVALID_CONFIG',
  'UNSUPPORTED_VERSION',
]);

/** Wraps what kafkajs throws: BUS_REFUSED where the broker will say no again, BUS_UNREACHABLE otherwise. */
export function kafkaFailure(thrown: unknown, brokers: readonly string[]): OperatingError {
  if (thrown instanceof OperatingError) return thrown;
  const chain = causesOf(thrown);
  if (!chain.some((error) => error.name.startsWith('KafkaJS'))) return toOperatingError(thrown);
  const place = brokers.join(', ');
  const fields = { brokers: place };
  const refused = chain.find((error) => REFUSED.has(typeOf(error)) || error.name === 'KafkaJSSASLAuthenticationError');
  if (refused !== undefined) {
    const type = typeOf(refused);
    if (TOO_LARGE.has(type)) return tooLarge(thrown, fields);
    return new OperatingError('BUS_REFUSED', `Kafka on ${place} refuses: ${type === '' ? 'the login' : type}`, {
      retryable: false,
      help: 'check the login of Kafka and what its user may do: describe, create and write sluice.runs and sluice.audit',
      cause: thrown,
      fields,
    });
  }
  return new OperatingError('BUS_UNREACHABLE', `Kafka on ${place} cannot be reached`, {
    retryable: true,
    help: `check that a broker runs on ${place} and that this host can reach it; events wait in the store meanwhile`,
    cause: thrown,
    fields,
  });
}

const TOO_LARGE: ReadonlySet<string> = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);

/** True where a broker takes no batch of this size. */
export function isTooLarge(thrown: unknown): boolean {
  return causesOf(thrown).some((error) => TOO_LARGE.has(typeOf(error)));
}

/** The batch was too large, and the next one is to be smaller. */
export function tooLargeOnce(thrown: unknown, mostBytes: number): OperatingError {
  return new OperatingError('BUS_UNREACHABLE', `Kafka takes less at once: ${mostBytes} bytes are tried next`, {
    retryable: true,
    help: 'nothing to mend, unless it is said again and again: then raise max.message.bytes of the topics',
    cause: thrown,
    fields: { mostBytes },
  });
}

function tooLarge(cause: unknown, fields: Readonly<Record<string, string>>): OperatingError {
  return new OperatingError('BUS_REFUSED', 'Kafka takes no record as large as one that is to be published', {
    retryable: false,
    help: 'raise max.message.bytes of sluice.audit and sluice.runs (1048588 by default); events wait in the store meanwhile',
    cause,
    fields,
  });
}

/** The error and what it was wrapped around: kafkajs puts the reason inside when its retries are used up. */
function causesOf(thrown: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let error = thrown; error instanceof Error && chain.length < 10;) {
    chain.push(error);
    error = 'originalError' in error && error.originalError !== undefined ? error.originalError : error.cause;
  }
  // Failures of several topics come as a list.
  const [first] = chain;
  const inner: unknown = first !== undefined && 'errors' in first ? first.errors : undefined;
  return Array.isArray(inner) ? [...chain, ...inner.filter((error) => error instanceof Error)] : chain;
}

function typeOf(error: Error): string {
  return 'type' in error && typeof error.type === 'string' ? error.type : '';
}
