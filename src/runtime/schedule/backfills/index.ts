export { feedBackfills } from './feed-backfills.ts';
export { lookAtBackfill } from './look-at-backfill.ts';
