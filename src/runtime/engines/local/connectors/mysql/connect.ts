import { connect, type Socket } from 'node:net';
import { type Connection, createConnection, type QueryOptions } from 'mysql2';
import { OperatingError } from '../../../../errors.ts';
import { type JobContext, stopped } from '../../job-context.ts';
import type { Settings } from '../../resolved-job.ts';
import { mysqlError } from './mysql-error.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/** A connection of one job; an abort of the job cuts it, and the server then rolls back. */
export interface MysqlSession {
  readonly connection: Connection;
  /** Runs a statement; errors become operating errors that say what was being done. */
  query(what: string, sql: string | QueryOptions, values?: readonly unknown[]): Promise<unknown>;
  /** Translates an error of this connection. */
  failure(thrown: unknown, what: string): OperatingError;
  /** Ends the connection politely, or cuts it when that does not work. */
  close(): Promise<void>;
  /** Cuts the connection; an open transaction is rolled back by the server. */
  destroy(): void;
}

/**
 * Connects by the datasource's host, port, database, username and password. Every value crosses
 * losslessly: 64-bit integers and decimals as text, times as text in UTC, text as utf8mb4; and the
 * server is told to refuse what does not fit instead of cutting it.
 */
export async function connectMysql(settings: Settings, context: Pick<JobContext, 'signal'>): Promise<MysqlSession> {
  const host = text(settings['host']) ?? '127.0.0.1';
  const port = Number(text(settings['port']) ?? '3306');
  const address = `${host}:${port}`;
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new OperatingError('ENGINE_MISCONFIGURED', `${text(settings['port']) ?? ''} is not a port`, {
      retryable: false,
    });
  }
  // mysql2 only half-closes its socket on destroy(): a server that is sending would then wait for a
  // minute, with its locks held. A socket of our own can really be cut.
  const socket: Socket = connect({ port, host, noDelay: true, keepAlive: true });
  const connection = createConnection({
    stream: () => socket,
    host,
    port,
    user: text(settings['username']) ?? '',
    password: text(settings['password']) ?? '',
    database: text(settings['database']) ?? '',
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    jsonStrings: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // A user's text never grows into a second statement.
    multipleStatements: false,
  });
  // Without a listener a lost connection would end the process; whoever waits on it gets the error too.
  connection.on('error', () => {});
  const cut = (): void => {
    connection.destroy();
    socket.destroy();
  };
  context.signal.addEventListener('abort', cut);
  const failure = (thrown: unknown, what: string): OperatingError =>
    context.signal.aborted ? stopped() : mysqlError(thrown, what, address);
  const session: MysqlSession = {
    connection,
    failure,
    query: (what, sql, values = []) =>
      withAbort(context.signal, failure, what, (done) =>
        connection.query({ ...(typeof sql === 'string' ? { sql } : sql), values: [...values] }, done),
      ),
    async close() {
      context.signal.removeEventListener('abort', cut);
      await new Promise<void>((resolve) => {
        // The server may be gone already: then nothing answers, and the socket's end has to do.
        socket.once('close', () => resolve());
        if (socket.destroyed) resolve();
        connection.end(() => resolve());
      });
    },
    destroy() {
      context.signal.removeEventListener('abort', cut);
      cut();
    },
  };
  try {
    await withAbort(context.signal, failure, `cannot connect to ${address}`, (done) =>
      connection.connect((error) => done(error, undefined)),
    );
    await session.query('cannot set up the session', SESSION_SETUP);
    return session;
  } catch (thrown) {
    session.destroy();
    throw thrown;
  }
}

const SESSION_SETUP = "SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'";

/** mysql2 never calls back on a destroyed connection, so the abort itself ends the wait. */
function withAbort(
  signal: AbortSignal,
  failure: (thrown: unknown, what: string) => OperatingError,
  what: string,
  start: (done: (error: unknown, result: unknown) => void) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const aborted = (): void => reject(stopped());
    if (signal.aborted) {
      aborted();
      return;
    }
    signal.addEventListener('abort', aborted, { once: true });
    start((error, result) => {
      signal.removeEventListener('abort', aborted);
      if (error === null || error === undefined) resolve(result);
      else reject(failure(error, what));
    });
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
