export { backfillCautions } from './backfill-cautions.ts';
export { backfillRefusal, type BackfillRefusal } from './backfill-refusal.ts';
