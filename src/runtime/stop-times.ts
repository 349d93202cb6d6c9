import type { RuntimeOptions } from './runtime-options.ts';

/** How long a process may take to stop unless told otherwise: a supervisor that waits ten seconds kills nothing. */
const STOP_MS = 5_000;
/** Of that, what closing connections may take. */
export const CLOSE_MS = 400;
/** Jobs that have not finished are stopped and handed back in this time. */
const HAND_BACK_MS = 1_700;

/** How long all rooms may take to end. */
export function roomsMs({ stopMs = STOP_MS }: Pick<RuntimeOptions, 'stopMs'>): number {
  return Math.max(HAND_BACK_MS, stopMs - CLOSE_MS);
}

/** How long jobs that end with this process may go on. */
export function finishMs(options: Pick<RuntimeOptions, 'stopMs'>): number {
  return Math.max(0, roomsMs(options) - HAND_BACK_MS - 100);
}
