export type * from './emit-context.ts';
export type * from './flinkx/format.ts';
export type * from './chunjun/format.ts';
export type * from './flink-sql/format.ts';
export type * from './local/format.ts';
