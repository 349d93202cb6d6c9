export { CONDITION_TYPES } from './condition-store.ts';
export type * from './condition-store.ts';
export type * from './deployment-store.ts';
export type * from './event-store.ts';
export type * from './fire-store.ts';
export type * from './lease-rows.ts';
export type * from './page.ts';
export type * from './run-store.ts';
export type * from './store.ts';
