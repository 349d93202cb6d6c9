import type { Observation } from '../ports/index.ts';

/**
 * What databases say through JDBC when a user or password is wrong: MySQL and MariaDB, PostgreSQL,
 * Oracle, SQL Server, Db2, ClickHouse, MongoDB. SQLSTATE 28000 and 28P01 are the standard's.
 */
const REFUSALS = [
  /Access denied for user/,
  /password authentication failed for user/,
  /ORA-01017/,
  /Login failed for user/,
  /User ID or Password invalid/,
  /Authentication failed: password is incorrect/,
  /MongoSecurityException/,
  /SQLSTATE[: (=]*28(?:000|P01)/i,
];

/** True when a stack or a log says that a database refused the credentials: a retry cannot help. */
export function isAccessDenied(text: string): boolean {
  return REFUSALS.some((refusal) => refusal.test(text));
}

/** The reason of a job that failed with it. */
export function accessDeniedReason(message: string): NonNullable<Observation['reason']> {
  return {
    code: 'SECRET_REFUSED',
    message: `A database refused the credentials: ${message}`,
    help: 'Check the user, the password and the rights of the datasources.',
    retryable: false,
  };
}
