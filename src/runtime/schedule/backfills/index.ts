export { feedBackfills } from './feed-backfills.ts';
export { LARGE_BACKFILL, LARGEST_BACKFILL } from './largest-backfill.ts';
export { lookAtBackfill } from './look-at-backfill.ts';
