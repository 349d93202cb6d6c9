export { copySqliteStore } from './sqlite/copy-sqlite-store.ts';
export { lookAtMysqlStore, lookAtSqliteStore } from './look/create-store-look.ts';
export type { SeenProcess, StoreLook } from './look/look-at-store.ts';
export type { PendingMigration, SchemaStatus } from './migrations/schema-status.ts';
export { createMysqlStore, type MysqlStoreOptions } from './create-mysql-store.ts';
export { createSqliteStore, type SqliteStoreOptions } from './create-sqlite-store.ts';
export { CHAIN_START, eventId, hashEvent, type HashedEvent } from '../audit/index.ts';
