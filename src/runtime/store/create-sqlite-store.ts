import type { Clock, Store } from '../ports/index.ts';
import { assembleStore } from './assemble-store.ts';
import { createSqliteBackend } from './sqlite/sqlite-backend.ts';

export interface SqliteStoreOptions {
  /** The database file; its folder is made. Not on a network file system. */
  readonly path: string;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** The embedded store. Touches nothing before `open`, which throws STORE_UNREACHABLE, STORE_LOCKED or STORE_UNSUPPORTED. */
export function createSqliteStore(options: SqliteStoreOptions): Store {
  const { path, clock } = options;
  return assembleStore({ backend: createSqliteBackend(path), clock });
}
