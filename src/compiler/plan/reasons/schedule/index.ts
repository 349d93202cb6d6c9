import type { Reason } from '../../reason.ts';

/** When a pipeline runs. */
export const SCHEDULES: readonly Reason[] = [];
