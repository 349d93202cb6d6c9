export { LARGE_BACKFILL, LARGEST_BACKFILL, lookAtBackfill } from './backfills/index.ts';
export { createScheduler, type Scheduler } from './scheduler.ts';
export type { SchedulerDependencies } from './scheduler-context.ts';
