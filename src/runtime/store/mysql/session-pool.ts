import type { MysqlPool, MysqlPoolConnection, MysqlQueryResult } from 'kysely';
import { createPool, type PoolConnection } from 'mysql2';
import { connectionOptions, LOCK_WAIT_S, sessionStatements, type MysqlAddress } from './mysql-connection.ts';
import { isReadOnly } from './mysql-failure.ts';
import { insertPrepared, isInsertOfMuchText, type Answer } from './prepared-insert.ts';

export interface SessionPoolOptions {
  readonly connections: number;
  /** A statement that takes longer counts as a lost connection. */
  readonly queryTimeoutMs: number;
  /** How long a statement waits for a lock before its transaction is repeated; default {@link LOCK_WAIT_S}. */
  readonly lockWaitSeconds?: number;
}

type Done = (error: unknown, result: MysqlQueryResult) => void;

/**
 * A pool whose connections are set up before anybody gets them, and whose statements end: mysql2 waits
 * for ever for a server that is frozen or was cut off without a word.
 */
export function createSessionPool(address: MysqlAddress, options: SessionPoolOptions): MysqlPool {
  const { connections, queryTimeoutMs, lockWaitSeconds = LOCK_WAIT_S } = options;
  const pool = createPool({
    ...connectionOptions(address, address.database, queryTimeoutMs),
    connectionLimit: connections,
  });
  const ready = new WeakSet<PoolConnection>();
  /** To servers that were the primary once: the next connection may lead to the one that is. */
  const outdated = new WeakSet<PoolConnection>();

  function query(connection: PoolConnection, sql: string, values: unknown[], done: Done): void {
    const answer: Answer = (error, result) => {
      if (isReadOnly(error)) outdated.add(connection);
      // The server may still be at it: the connection is of no more use.
      if (error?.code === 'PROTOCOL_SEQUENCE_TIMEOUT') connection.destroy();
      // `as` because mysql2's own union of results includes what only multiple statements give.
      done(error, result as MysqlQueryResult);
    };
    if (isInsertOfMuchText(sql, values)) insertPrepared(connection, { sql, values, timeoutMs: queryTimeoutMs }, answer);
    else connection.query({ sql, values, timeout: queryTimeoutMs }, answer);
  }

  function setUp(connection: PoolConnection, statements: readonly string[], done: (error: unknown) => void): void {
    const [statement, ...rest] = statements;
    if (statement === undefined) {
      ready.add(connection);
      done(null);
      return;
    }
    query(connection, statement, [], (error) => {
      if (error === null) setUp(connection, rest, done);
      else done(error);
    });
  }

  function wrap(connection: PoolConnection): MysqlPoolConnection {
    return {
      // Kysely streams through the form without a callback; the store never streams.
      query(sql: string, parameters: unknown[], done?: Done) {
        query(connection, sql, parameters, done ?? (() => undefined));
        return { stream: () => ({ [Symbol.asyncIterator]: () => nothing<never>() }) };
      },
      release: () => (outdated.has(connection) ? connection.destroy() : connection.release()),
    };
  }

  return {
    getConnection(done) {
      pool.getConnection((error, connection) => {
        if (error !== null) {
          // `as` because Kysely looks at the connection only where there is no error.
          done(error, undefined as unknown as MysqlPoolConnection);
          return;
        }
        if (ready.has(connection)) {
          done(null, wrap(connection));
          return;
        }
        setUp(connection, sessionStatements(lockWaitSeconds), (failed) => {
          if (failed !== null) connection.destroy();
          done(failed, wrap(connection));
        });
      });
    },
    end: (done) => pool.end(done),
  };
}

// eslint-disable-next-line require-yield -- see `wrap`.
async function* nothing<T>(): AsyncIterableIterator<T> {
  return;
}
