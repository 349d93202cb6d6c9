export type * from './run-time-value.ts';
export type * from './schedule.ts';
