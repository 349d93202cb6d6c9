import { OperatingError } from '../../errors.ts';
import { placeOf, type RedisAddress } from './redis-address.ts';

/** Codes with which Redis refuses a login, https://redis.io/docs/latest/commands/auth/ */
const LOGIN_REFUSED = /^(WRONGPASS|NOAUTH|NOPERM|ERR invalid password|ERR AUTH|ERR Client sent AUTH)/;
/** What ioredis puts before the last answer when no sentinel has told it of the master. */
const OF_SENTINEL = /^All sentinels are unreachable.*Last error: /;
/** Codes of OpenSSL for a certificate that proves nothing, https://nodejs.org/docs/latest-v20.x/api/tls.html */
const DISTRUSTED = /^(ERR_TLS_CERT|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH|PATH_LENGTH)/;

/**
 * LEASE_UNREACHABLE, or LEASE_REFUSED where waiting mends nothing, with what is to be done. `causes` from the first to the last: what ioredis throws at the end, as
 * "Connection is closed", hides the reason, which came as an event before.
 */
export function redisFailure(address: RedisAddress, causes: readonly unknown[]): OperatingError {
  const place = placeOf(address);
  const errors = causes.flatMap(withInner);
  const answers = errors.map((error) => ({
    error,
    code: 'code' in error ? String(error.code) : '',
    answer: error.message.replace(OF_SENTINEL, ''),
    ofSentinel: OF_SENTINEL.test(error.message),
  }));
  const fail = (message: string, help: string, cause: Error | undefined, retryable = false): OperatingError =>
    new OperatingError(retryable ? 'LEASE_UNREACHABLE' : 'LEASE_REFUSED', message, {
      cause: cause === undefined ? undefined : withoutCommand(cause),
      help,
      retryable,
      fields: fieldsOf(address),
    });

  for (const { error, code, answer, ofSentinel } of answers) {
    if (LOGIN_REFUSED.test(answer)) {
      return ofSentinel
        ? fail(
            `Sentinel refuses the login: ${place}`,
            'Sentinel has a login of its own: check REDIS_SENTINEL_USERNAME and REDIS_SENTINEL_PASSWORD',
            error,
          )
        : fail(
            `Redis on ${place} refuses the login`,
            'check the user name and the password of Redis in the configuration',
            error,
          );
    }
    if (answer.startsWith('ERR No such master')) {
      return fail(
        `there is no ${place}`,
        'REDIS_SENTINEL_MASTER is the name behind `sentinel monitor` in its configuration',
        error,
      );
    }
    if (answer.includes('cluster support disabled')) {
      return fail(`Redis on ${place} is no cluster`, 'use REDIS_URL or REDIS_HOST in place of REDIS_CLUSTER', error);
    }
    if (DISTRUSTED.test(code)) {
      return fail(
        `the certificate of Redis on ${place} is not trusted (${code})`,
        'REDIS_TLS_CA_FILE names the authority that signed it, REDIS_TLS_SERVER_NAME the name in it where that is not the host',
        error,
      );
    }
  }
  const speaks = address.tls === undefined ? '' : ', and speaks TLS there';
  const help = `check that Redis runs on ${place}${speaks}, and that this host can reach it`;
  return fail(`Redis on ${place} cannot be reached`, help, errors[0], true);
}

/** What of an error of the driver is kept. */
const KEPT = new Set(['name', 'message', 'stack', 'code', 'errno', 'syscall', 'address', 'port']);

/** The driver puts the command on its errors, and the arguments of AUTH are the login; whatever else it puts there, it goes too. */
function withoutCommand(error: Error): Error {
  for (const name of Reflect.ownKeys(error))
    if (typeof name !== 'string' || !KEPT.has(name)) Reflect.deleteProperty(error, name);
  return error;
}

/** A cluster that cannot be reached keeps the last node's error within its own. */
function withInner(cause: unknown): readonly Error[] {
  if (!(cause instanceof Error)) return [];
  const inner = 'lastNodeError' in cause ? cause.lastNodeError : undefined;
  return inner instanceof Error ? [inner, cause] : [cause];
}

function fieldsOf(address: RedisAddress): Readonly<Record<string, string | number>> {
  if (address.mode === 'sentinel' || address.mode === 'cluster') return { redis: placeOf(address) };
  return { host: address.host, port: address.port };
}
