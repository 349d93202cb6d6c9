import { OperatingError, toOperatingError, type OperatingErrorCode } from '../../errors.ts';
import type { Failure } from '../backend.ts';
import type { MysqlAddress } from './mysql-connection.ts';

// Error numbers, because mysql2 names several of MariaDB's wrongly.
const DUPLICATE: ReadonlySet<number> = new Set([1062, 1586]);
/** Deadlock, lock wait timeout (its transaction stays open: we roll back), record changed since read. */
const CONFLICT: ReadonlySet<number> = new Set([1213, 1205, 1020, 3572]);
/** Too many connections, shutdown, killed, no such thread. */
const CONNECTION: ReadonlySet<number> = new Set([
  1040, 1053, 1077, 1079, 1152, 1158, 1159, 1160, 1161, 1317, 1927, 3024,
]);
/** `read_only`, `super_read_only`, and the mode of MySQL that says so. */
const READ_ONLY: ReadonlySet<number> = new Set([1290, 1836]);
const DISK_FULL: ReadonlySet<number> = new Set([1021, 1114, 3675]);
const ACCESS_DENIED: ReadonlySet<number> = new Set([1044, 1045, 1142, 1143, 1227, 1698]);
const UNKNOWN_DATABASE = 1049;
const TOO_LARGE: ReadonlySet<number> = new Set([1153, 1301, 1406]);

function errorNumber(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('errno' in thrown)) return undefined;
  // Errors of the operating system have negative numbers.
  return typeof thrown.errno === 'number' && thrown.errno > 0 ? thrown.errno : undefined;
}

/** The server takes no writes: it is a replica, or was made one by a failover. */
export function isReadOnly(thrown: unknown): boolean {
  const number = errorNumber(thrown);
  return number !== undefined && READ_ONLY.has(number);
}

export function isMysqlDuplicate(thrown: unknown): boolean {
  const number = errorNumber(thrown);
  return number !== undefined && DUPLICATE.has(number);
}

export function classifyMysqlFailure(thrown: unknown, address: MysqlAddress): Failure {
  if (thrown instanceof OperatingError) return { repeat: 'never', error: thrown };
  const place = `${address.host}:${address.port}`;
  const number = errorNumber(thrown);
  if (number === undefined || CONNECTION.has(number)) {
    if (number === undefined && !isConnectionLoss(thrown)) return { repeat: 'never', error: toOperatingError(thrown) };
    const help = `check that the server on ${place} runs and that this host can reach it`;
    return {
      repeat: 'connection',
      error: failure('STORE_UNREACHABLE', `the store on ${place} cannot be reached`, true, help),
    };
  }
  if (READ_ONLY.has(number)) {
    const help = 'it is a replica, or was made one: MYSQL_ADDRESS is to lead to the primary, also after a failover';
    return {
      repeat: 'connection',
      error: failure('STORE_UNREACHABLE', `the store on ${place} takes no writes: it is read-only`, true, help),
    };
  }
  if (CONFLICT.has(number)) {
    const help = 'nothing to mend when it is rare; else look for a long transaction in information_schema.innodb_trx';
    return {
      repeat: 'conflict',
      error: failure('STORE_CONFLICT', `the store on ${place} is too busy with the same rows`, true, help),
    };
  }
  return { repeat: 'never', error: finalFailure(number) };

  function finalFailure(code: number): OperatingError {
    if (DISK_FULL.has(code)) {
      return failure(
        'STORE_FULL',
        `the store on ${place} cannot grow: its disk is full`,
        true,
        'free space on the server',
      );
    }
    if (ACCESS_DENIED.has(code)) {
      const help =
        `check the user name and the password; the user needs: ` +
        `GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX ON \`${address.database}\`.* TO '${address.username}'`;
      return failure('STORE_REFUSED', `the store on ${place} refuses the user \`${address.username}\``, false, help);
    }
    if (code === UNKNOWN_DATABASE) {
      const help = `create it, or give the user the right to: CREATE DATABASE \`${address.database}\` CHARACTER SET utf8mb4`;
      return failure('STORE_REFUSED', `the store on ${place} has no database \`${address.database}\``, false, help);
    }
    if (TOO_LARGE.has(code)) {
      return failure(
        'INVALID_REQUEST',
        `a value is too large for the store on ${place}`,
        false,
        'shorten the name or text',
      );
    }
    return toOperatingError(thrown);
  }

  function failure(code: OperatingErrorCode, message: string, retryable: boolean, help: string): OperatingError {
    const fields = { host: address.host, port: address.port, database: address.database };
    return new OperatingError(code, message, {
      retryable,
      help,
      cause: thrown,
      fields: number === undefined ? fields : { ...fields, mysqlError: number },
    });
  }
}

/** mysql2 marks what ends a connection as fatal; errors of sockets and names carry a system call. */
function isConnectionLoss(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if ('fatal' in thrown && thrown.fatal === true) return true;
  if ('syscall' in thrown) return true;
  return 'code' in thrown && (thrown.code === 'PROTOCOL_CONNECTION_LOST' || thrown.code === 'ETIMEDOUT');
}
