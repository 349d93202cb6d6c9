import type { Reason } from '../../reason.ts';

/** How much a pipeline takes, and where it runs. */
export const RESOURCES: readonly Reason[] = [];
