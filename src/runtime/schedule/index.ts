export { lookAtBackfill } from './backfills/index.ts';
export { createScheduler, type Scheduler } from './scheduler.ts';
export type { SchedulerDependencies } from './scheduler-context.ts';
