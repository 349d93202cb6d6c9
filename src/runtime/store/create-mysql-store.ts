import type { Clock, Store } from '../ports/index.ts';
import { assembleStore } from './assemble-store.ts';
import { createMysqlBackend } from './mysql/mysql-backend.ts';
import type { MysqlAddress } from './mysql/mysql-connection.ts';

export interface MysqlStoreOptions extends MysqlAddress {
  readonly clock: Pick<Clock, 'sleep'>;
  /** Most connections at once; 10 by default. */
  readonly connections?: number;
  /** A statement that takes longer counts as a lost connection; 60 seconds by default. */
  readonly queryTimeoutMs?: number;
  /** How long a statement waits for a lock before its transaction is repeated; 10 seconds by default. */
  readonly lockWaitSeconds?: number;
}

/**
 * The store on MySQL 8 and newer or MariaDB 10.6 and newer. Touches nothing before `open`, which makes
 * the database where the user may, and throws STORE_UNREACHABLE, STORE_REFUSED or STORE_UNSUPPORTED.
 */
export function createMysqlStore(options: MysqlStoreOptions): Store {
  const { clock, connections = 10, queryTimeoutMs = 60_000, lockWaitSeconds, ...address } = options;
  const pool = { connections, queryTimeoutMs, ...(lockWaitSeconds === undefined ? {} : { lockWaitSeconds }) };
  return assembleStore({ backend: createMysqlBackend(address, pool), clock });
}
