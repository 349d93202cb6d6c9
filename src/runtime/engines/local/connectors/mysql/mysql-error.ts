import { OperatingError, type OperatingErrorCode } from '../../../../errors.ts';
import { systemCode } from '../../file-errors.ts';

type Meaning = readonly [OperatingErrorCode, retryable: boolean, help?: string];

/** Error numbers of MySQL 8 and MariaDB 10.11; the numbers agree where the names do not. */
const BY_NUMBER: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [1045, ['SECRET_REFUSED', false, 'Check the username and the password of the datasource.']],
  [1698, ['SECRET_REFUSED', false, 'The server lets this user in only without a password from its own machine.']],
  [1044, ['JOB_FAILED', false, 'The user may not use this database.']],
  [1142, ['JOB_FAILED', false, 'The user lacks a privilege on this table.']],
  [1040, ['ENGINE_UNREACHABLE', true, 'The server has no free connection.']],
  [1053, ['ENGINE_UNREACHABLE', true]],
  [1927, ['ENGINE_UNREACHABLE', true]],
  [3169, ['ENGINE_UNREACHABLE', true]],
  [1205, ['JOB_FAILED', true, 'Another transaction held the rows for too long.']],
  [1213, ['JOB_FAILED', true, 'The server broke a deadlock.']],
  [1021, ['DISK_FULL', false]],
  [1114, ['DISK_FULL', false]],
]);

/** Numbers that blame one row: value out of range or too long, NULL, duplicate key, foreign key, check. */
const ROW_AT_FAULT: ReadonlySet<number> = new Set([
  1048, 1062, 1169, 1216, 1264, 1265, 1292, 1366, 1406, 1452, 1525, 3140, 3819, 4025,
]);

/** Codes of Node and mysql2 that mean the server is not there, or no longer. */
const GONE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
]);

/** An error of the driver or the server, as an operating error; never with values or the password. */
export function mysqlError(thrown: unknown, what: string, address: string): OperatingError {
  if (thrown instanceof OperatingError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = systemCode(thrown);
  const fatal = typeof thrown === 'object' && thrown !== null && 'fatal' in thrown && thrown.fatal === true;
  const [found, retryable, help] = BY_NUMBER.get(errorNumber(thrown) ?? 0) ?? [];
  if (found !== undefined && retryable !== undefined) {
    return new OperatingError(found, `${what}: ${message}`, {
      retryable,
      cause: thrown,
      ...(help === undefined ? {} : { help }),
    });
  }
  if ((code !== undefined && GONE.has(code)) || (fatal && errorNumber(thrown) === undefined) || isClosed(message)) {
    return new OperatingError('ENGINE_UNREACHABLE', `${what}: the database at ${address} cannot be reached`, {
      retryable: true,
      cause: thrown,
    });
  }
  return new OperatingError('JOB_FAILED', `${what}: ${message}`, { retryable: false, cause: thrown });
}

/** True when one row, not the statement or the server, is at fault. */
export function isRowAtFault(thrown: unknown): boolean {
  const number = errorNumber(thrown instanceof OperatingError ? thrown.cause : thrown);
  return number !== undefined && ROW_AT_FAULT.has(number);
}

/** mysql2 refuses a statement on a connection that it knows to be closed with this text and no code. */
function isClosed(message: string): boolean {
  return message.includes('connection is in closed state');
}

function errorNumber(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('errno' in thrown)) return undefined;
  return typeof thrown.errno === 'number' && thrown.errno > 0 ? thrown.errno : undefined;
}
