export { feedBackfills, type FailingBackfills } from './feed-backfills.ts';
export { lookAtBackfill } from './look-at-backfill.ts';
