import { LookFailed, type Failure } from '../facts.ts';

/** Error numbers of MySQL 5.7 and 8 and MariaDB 10.11, which agree on these. */
const BY_NUMBER: ReadonlyMap<number, readonly [Failure['kind'], key: string]> = new Map([
  [1044, ['database-refused', 'database']],
  [1045, ['login-refused', 'password']],
  [1049, ['database-unknown', 'database']],
  [1129, ['login-refused', 'host']],
  [1130, ['login-refused', 'username']],
  [1251, ['login-refused', 'username']],
  [1524, ['login-refused', 'username']],
  [1698, ['login-refused', 'username']],
  [3118, ['login-refused', 'username']],
  [4151, ['login-refused', 'username']],
]);

/** Codes of Node for a server that is not there. */
const NOT_THERE = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EACCES',
  'EADDRNOTAVAIL',
]);

/** Codes of Node and mysql2 for a connection that ended. */
const GONE = new Set(['ECONNRESET', 'EPIPE', 'PROTOCOL_CONNECTION_LOST']);

/** What an error of the driver, the server or the network means. `scrub` takes secrets out of its words. */
export function mysqlFailure(thrown: unknown, address: string, key: string, scrub: (text: string) => string): Failure {
  if (thrown instanceof LookFailed) return thrown.failure;
  const { code, errno } = thrown instanceof Error ? (thrown as NodeJS.ErrnoException) : {}; // any error may carry them
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const [kind, at] = BY_NUMBER.get(errno ?? 0) ?? [];
  const detail = { detail: scrub(message) };
  if (kind !== undefined && at !== undefined) return { kind, subject: address, key: [at], ...detail };
  if (code !== undefined && NOT_THERE.has(code))
    return { kind: 'unreachable', subject: address, key: [key], detail: code };
  if ((code !== undefined && GONE.has(code)) || message.includes('in closed state'))
    return { kind: 'lost', subject: address, key: [key] };
  if (errno !== undefined && errno > 0) return { kind: 'refused', subject: address, key: [key], ...detail };
  return { kind: 'nonsense', subject: address, key: [key], ...detail };
}
