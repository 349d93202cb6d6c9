import { existsSync } from 'node:fs';
import type { Clock } from '../../ports/index.ts';
import { createMysqlBackend } from '../mysql/mysql-backend.ts';
import type { MysqlAddress } from '../mysql/mysql-connection.ts';
import { createSqliteBackend } from '../sqlite/sqlite-backend.ts';
import { compareSchema } from '../migrations/schema-status.ts';
import { lookAtStore, type StoreLook } from './look-at-store.ts';

const QUERY_TIMEOUT_MS = 60_000;

export function lookAtMysqlStore(address: MysqlAddress, clock: Pick<Clock, 'sleep'>): StoreLook {
  return lookAtStore(createMysqlBackend(address, { connections: 1, queryTimeoutMs: QUERY_TIMEOUT_MS }), clock);
}

/** A path where nothing is holds a store that was never made: to look must not make a file. */
export function lookAtSqliteStore(path: string, clock: Pick<Clock, 'sleep'>): StoreLook {
  return existsSync(path) ? lookAtStore(createSqliteBackend(path), clock) : NEVER_MADE;
}

const NEVER_MADE: StoreLook = {
  schema: async () => compareSchema([], new Map()),
  deployments: async () => [],
  artefact: async () => undefined,
  processes: async () => [],
  close: async () => undefined,
};
