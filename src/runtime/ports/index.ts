export type * from './clock.ts';
export type * from './engine.ts';
export { AUDIT_TOPIC, RUNS_TOPIC, type AuditEvent, type Bus, type EventRecord, type Topic } from './event.ts';
export type * from './lease.ts';
export type * from './log.ts';
export { FINAL_RUN_STATES, RUN_STATES } from './run.ts';
export type * from './run.ts';
export type * from './source.ts';
export type * from './store.ts';
