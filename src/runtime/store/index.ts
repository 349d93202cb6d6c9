export { createMysqlStore, type MysqlStoreOptions } from './create-mysql-store.ts';
export { createSqliteStore, type SqliteStoreOptions } from './create-sqlite-store.ts';
export { CHAIN_START, eventId, hashEvent, type HashedEvent } from '../audit/index.ts';
