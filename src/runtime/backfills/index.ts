export { backfillProgress, type BackfillProgress } from './backfill-progress.ts';
export { changeBackfill, type BackfillChangeRequest } from './change-backfill.ts';
export { findBackfill } from './find-backfill.ts';
export {
  planBackfill,
  type BackfillDependencies,
  type BackfillRequest,
  type PlannedBackfill,
} from './plan-backfill.ts';
export { reconcileBackfills, type WantedBackfills } from './reconcile-backfills.ts';
export { requestBackfill, type DoneBackfillRequest } from './request-backfill.ts';
