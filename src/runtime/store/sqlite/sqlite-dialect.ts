import { setImmediate } from 'node:timers/promises';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  type SelectModifierNode,
} from 'kysely';
import { OperatingError } from '../../errors.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * Kysely on one SQLite connection. Not Kysely's own dialect, which starts transactions with a plain
 * `begin` (a reader that turns into a writer then fails at once with SQLITE_BUSY) and prepares every
 * statement anew.
 */
export function createSqliteDialect(connect: () => SqliteConnection): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new OneConnectionDriver(connect),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new LocklessCompiler(),
  };
}

const ROW_LOCKS: ReadonlySet<string | undefined> = new Set(['ForUpdate', 'ForShare', 'NoWait', 'SkipLocked']);

/** Leaves out row locks: a transaction that began with BEGIN IMMEDIATE is the only writer there is. */
class LocklessCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (!ROW_LOCKS.has(node.modifier)) super.visitSelectModifier(node);
  }
}

/**
 * SQLite answers at once, so that a chain of calls never leaves the microtasks: timers, sockets and the renewal of
 * the lease would wait for its end. Every so many statements, some milliseconds of them, the event loop is let round,
 * also within a transaction: whoever wants the connection meanwhile waits for its turn.
 */
const STATEMENTS_IN_A_ROW = 50;

class OneConnectionDriver implements Driver {
  readonly #connect: () => SqliteConnection;
  #connection: SqliteConnection | undefined;
  /** Whoever wants the connection waits for the one before. */
  #queue: Promise<void> = Promise.resolve();
  #turn: Turn | undefined;
  readonly #pace = new Pace();

  constructor(connect: () => SqliteConnection) {
    this.#connect = connect;
  }

  async init(): Promise<void> {
    this.#connection = this.#connect();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#queue;
    const mine = new Turn();
    this.#queue = mine.over;
    await before;
    this.#turn = mine;
    return new QueryConnection(this.#open, this.#pace);
  }

  async releaseConnection(): Promise<void> {
    this.#turn?.end();
  }

  async beginTransaction(): Promise<void> {
    this.#open.run('begin immediate', []);
  }

  async commitTransaction(): Promise<void> {
    this.#open.run('commit', []);
  }

  async rollbackTransaction(): Promise<void> {
    // A full disk has rolled back by itself already; a second rollback would hide the reason.
    if (this.#open.inTransaction) this.#open.run('rollback', []);
  }

  async destroy(): Promise<void> {
    this.#connection?.close();
    this.#connection = undefined;
  }

  get #open(): SqliteConnection {
    if (this.#connection === undefined) throw impossible('the SQLite driver was used before it was started');
    return this.#connection;
  }
}

class QueryConnection implements DatabaseConnection {
  readonly #connection: SqliteConnection;
  readonly #pace: Pace;

  constructor(connection: SqliteConnection, pace: Pace) {
    this.#connection = connection;
    this.#pace = pace;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    await this.#pace.step();
    const { rows, changes } = this.#connection.run(query.sql, query.parameters);
    // `as` because only the caller of Kysely knows the row's type.
    return { rows: rows as R[], ...(changes === undefined ? {} : { numAffectedRows: BigInt(changes) }) };
  }

  // eslint-disable-next-line require-yield -- the interface wants it; the store reads pages, never streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw impossible('the store does not stream');
  }
}

/** Lets the event loop round now and then. */
class Pace {
  #statements = 0;

  async step(): Promise<void> {
    this.#statements += 1;
    if (this.#statements % STATEMENTS_IN_A_ROW === 0) await setImmediate();
  }
}

/** One caller's time with the connection. */
class Turn {
  #end: (() => void) | undefined;
  readonly over: Promise<void> = new Promise((resolve) => {
    this.#end = resolve;
  });

  end(): void {
    this.#end?.();
  }
}

function impossible(message: string): OperatingError {
  return new OperatingError('INTERNAL', message, { retryable: false });
}
