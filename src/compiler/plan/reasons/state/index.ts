import type { Reason } from '../../reason.ts';

/** What becomes of cursors and of the state of streams. */
export const STATE: readonly Reason[] = [];
