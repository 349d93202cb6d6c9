/** Fires that one backfill can have; no more are counted. */
export const LARGEST_BACKFILL = 1_000_000;

/** With more fires than this a backfill is asked for in so many words. */
export const LARGE_BACKFILL = 10_000;
