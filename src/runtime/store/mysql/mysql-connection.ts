import type { PoolOptions } from 'mysql2';

/** Where the store's database is and who we are there. The password is in no message and no log. */
export interface MysqlAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  /** TLS towards the server: `true` verifies against the system's authorities, a text is a PEM of one. */
  readonly tls?: boolean | string;
}

/** How long a statement waits for a lock, in seconds. */
export const LOCK_WAIT_S = 10;

/**
 * How every connection is set up. READ COMMITTED, because under REPEATABLE READ a claim takes gap locks
 * that make inserts of due runs wait; the mode, because MySQL and MariaDB differ in it; the short lock
 * wait, because a transaction that waits longer is better repeated.
 */
export const sessionStatements = (lockWaitSeconds = LOCK_WAIT_S): readonly string[] => [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  `SET SESSION sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY',
   time_zone = '+00:00', innodb_lock_wait_timeout = ${lockWaitSeconds}`,
];

const LONGEST_CONNECT_MS = 10_000;
/** Kept by each connection; the server has 16,382 for all of them unless it is told otherwise. */
const PREPARED_STATEMENTS = 100;

/** Options of mysql2. Without `database` it connects beside it, to look whether it is there. */
export function connectionOptions(
  address: MysqlAddress,
  database: string | undefined,
  queryTimeoutMs: number,
): PoolOptions {
  const { tls } = address;
  return {
    host: address.host,
    port: address.port,
    user: address.username,
    password: address.password,
    ...(database === undefined ? {} : { database }),
    ...(tls === undefined || tls === false ? {} : { ssl: tls === true ? {} : { ca: tls } }),
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    supportBigNumbers: true,
    connectTimeout: Math.min(LONGEST_CONNECT_MS, queryTimeoutMs),
    enableKeepAlive: true,
    maxPreparedStatements: PREPARED_STATEMENTS,
    multipleStatements: false,
  };
}
