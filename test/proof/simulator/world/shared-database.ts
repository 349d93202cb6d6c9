import { AsyncLocalStorage } from 'node:async_hooks';
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { openSqliteConnection, type SqliteConnection } from '../../../../src/runtime/store/sqlite/sqlite-connection.ts';
import { createSqliteDialect } from '../../../../src/runtime/store/sqlite/sqlite-dialect.ts';
import type { Link } from './link.ts';

/** A method of the store that is under way in some process. */
export interface StoreCall {
  readonly method: string;
  readonly args: readonly unknown[];
}

/** Which method a statement belongs to. */
export const storeCall = new AsyncLocalStorage<StoreCall>();

/** One database in memory that many processes reach, each by a way of its own. */
export class SharedDatabase {
  readonly #dialect: Dialect;
  readonly #driver: Driver;
  #connection: SqliteConnection | undefined;

  constructor() {
    this.#dialect = createSqliteDialect(() => (this.#connection = openSqliteConnection(':memory:')));
    this.#driver = this.#dialect.createDriver();
  }

  open(): Promise<void> {
    return this.#driver.init();
  }

  close(): Promise<void> {
    return this.#driver.destroy();
  }

  /** Rows as the database has them at this moment, outside of everything that is simulated. */
  rows(sql: string): readonly Readonly<Record<string, unknown>>[] {
    const rows = this.#connection?.run(sql, []).rows ?? [];
    // `as` because rows are objects by SQLite's own contract.
    return rows as readonly Readonly<Record<string, unknown>>[];
  }

  /** @param committed Told of each transaction at its commit, before anybody else can write. */
  reach(link: Link, committed: (call: StoreCall) => void): Dialect {
    const base = this.#dialect;
    return {
      createAdapter: () => base.createAdapter(),
      createIntrospector: (db) => base.createIntrospector(db),
      createQueryCompiler: () => base.createQueryCompiler(),
      createDriver: () => new LinkedDriver(this.#driver, link, committed),
    };
  }
}

/**
 * Questions and answers over a link: a transaction that never arrives, one that was committed and whose answer is lost.
 * Within it nothing is lost: a transaction that breaks off is one that never came, as far as anybody can see.
 */
class LinkedDriver implements Driver {
  readonly #base: Driver;
  readonly #link: Link;
  readonly #committed: (call: StoreCall) => void;

  constructor(base: Driver, link: Link, committed: (call: StoreCall) => void) {
    this.#base = base;
    this.#link = link;
    this.#committed = committed;
  }

  async init(): Promise<void> {}

  async destroy(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const call = storeCall.getStore() ?? { method: 'other', args: [] };
    await this.#link.ask(call.method);
    return new LinkedConnection(await this.#base.acquireConnection(), call);
  }

  async beginTransaction(connection: LinkedConnection): Promise<void> {
    await this.#base.beginTransaction(connection.base, {});
  }

  async commitTransaction(connection: LinkedConnection): Promise<void> {
    await this.#base.commitTransaction(connection.base);
    connection.committed = true;
    this.#committed(connection.call);
    await this.#release(connection);
  }

  async rollbackTransaction(connection: LinkedConnection): Promise<void> {
    if (!connection.committed) await this.#base.rollbackTransaction(connection.base);
  }

  async releaseConnection(connection: LinkedConnection): Promise<void> {
    await this.#release(connection);
  }

  /** The database is another's before the answer is on its way. */
  async #release(connection: LinkedConnection): Promise<void> {
    if (connection.released) return;
    connection.released = true;
    await this.#base.releaseConnection(connection.base);
    await this.#link.answer(connection.call.method);
  }
}

class LinkedConnection implements DatabaseConnection {
  readonly base: DatabaseConnection;
  readonly call: StoreCall;
  committed = false;
  released = false;

  constructor(base: DatabaseConnection, call: StoreCall) {
    this.base = base;
    this.call = call;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.base.executeQuery<R>(query);
  }

  streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    return this.base.streamQuery<R>(query);
  }
}
