import type { Reason } from '../../reason.ts';

/** What becomes of rows, target and run-time values. */
export const DATA: readonly Reason[] = [];
