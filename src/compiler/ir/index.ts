export type * from './alerts-node.ts';
export type * from './column-type.ts';
export { columnTypeOf } from './database-type.ts';
export { formatColumnType } from './format-column-type.ts';
export type * from './pipeline-node.ts';
export { RESTORE_WINDOW_MS } from './policies.ts';
export type * from './policies.ts';
export type * from './schema-snapshot.ts';
export { sinkColumnOf } from './sink-column-of.ts';
