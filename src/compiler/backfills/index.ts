export { backfillChanges, isSameBackfill, type BaseBackfill } from './backfill-changes.ts';
export { backfillCautions } from './backfill-cautions.ts';
export { LARGE_BACKFILL, LARGEST_BACKFILL } from './backfill-limits.ts';
export { backfillRefusal, type BackfillRangeOf, type BackfillRefusal } from './backfill-refusal.ts';
export { boundedArtefact, type BoundedArtefact } from './bounded-artefact.ts';
export type { DesiredBackfill } from './desired-backfill.ts';
export { readBackfills, type PlacedBackfill } from './read-backfills.ts';
export { haveValuesInCommon, shareOf } from './value-spans.ts';
export { partOfRange, readValueRange, type ReadValueRange, type ValueRange } from './value-range.ts';
