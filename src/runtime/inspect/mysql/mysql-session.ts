import { connect, type Socket } from 'node:net';
import { createConnection, type Connection } from 'mysql2';
import { LookFailed, type Failure } from '../facts.ts';
import { inTime, TOO_LATE } from '../in-time.ts';
import type { LookContext } from '../look-context.ts';
import { mysqlFailure } from './mysql-failure.ts';
import type { MysqlLogin } from './mysql-login.ts';

/** Asks a server questions; whatever goes wrong is a {@link LookFailed}. */
export interface MysqlSession extends AsyncDisposable {
  readonly address: string;
  rows(sql: string, values?: readonly unknown[]): Promise<readonly (readonly unknown[])[]>;
}

/** Logs in. Nothing is changed on the server, nor in the session: no variable, no temporary table, no transaction. */
export async function openMysql(login: MysqlLogin, context: LookContext): Promise<MysqlSession> {
  const { host, port, key } = login;
  const address = `${host}:${port}`;
  // mysql2 only half-closes its socket when it is told to end: a socket of our own can be cut.
  const socket = connect({ host, port, noDelay: true });
  let reached = false;
  socket.once('connect', () => (reached = true));
  const fail = (thrown: unknown): LookFailed =>
    new LookFailed(mysqlFailure(thrown, address, key, (text) => context.scrubber.scrub(text)));
  const connection = createConnection({
    stream: () => socket,
    user: login.username,
    password: login.password,
    charset: 'utf8mb4',
    supportBigNumbers: true,
    bigNumberStrings: true,
    rowsAsArray: true,
    multipleStatements: false,
    ...(login.database === undefined ? {} : { database: login.database }),
    ...(login.tls ? { ssl: { rejectUnauthorized: login.tls === 'verified' } } : {}),
  });
  // Whoever waits gets the error too; without a listener it would end the process.
  connection.on('error', () => {});
  const ended = endOf(socket, { kind: 'lost', subject: address, key: [key] });
  const cut = (): void => {
    connection.destroy();
    socket.destroy();
  };
  const asked = async <T>(ms: number, start: (done: Done<T>) => void): Promise<T> => {
    const answer = await inTime(Promise.race([call(start), ended]), ms, context).catch((thrown: unknown) => {
      throw fail(thrown);
    });
    if (answer !== TOO_LATE) return answer;
    throw new LookFailed({ kind: reached ? 'silent' : 'unreachable', subject: address, key: [key] });
  };
  try {
    await asked<void>(context.limits.connectMs, (done) => connection.connect((error) => done(error)));
  } catch (thrown) {
    cut();
    throw thrown;
  }
  return {
    address,
    rows: (sql, values = []) =>
      asked<readonly (readonly unknown[])[]>(context.limits.totalMs, (done) =>
        // rowsAsArray: each row is a list
        connection.query(sql, [...values], (error, found) => done(error, found as unknown as unknown[][])),
      ),
    async [Symbol.asyncDispose]() {
      await inTime(politeEnd(connection), 1_000, context);
      cut();
    },
  };
}

type Done<T> = (error: unknown, result?: T) => void;

function call<T>(start: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, result) => {
      if (error === null || error === undefined) resolve(result as T); // without an error there is a result
      else reject(error);
    });
  });
}

/** mysql2 does not tell a query whose server is gone where the packet had begun. */
function endOf(socket: Socket, lost: Failure): Promise<never> {
  const ended = new Promise<never>((_, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new LookFailed(lost)));
  });
  ended.catch(() => undefined);
  return ended;
}

function politeEnd(connection: Connection): Promise<void> {
  return new Promise((resolve) => connection.end(() => resolve()));
}
