import type { Clock } from '../ports/index.ts';

/** setTimeout takes at most this; a longer delay would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The machine's clock: the only place of the runtime that reads time or sets a timer. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve();
          return;
        }
        const end = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, Math.min(Math.max(0, ms), LONGEST_TIMER_MS));
        signal?.addEventListener('abort', end, { once: true });
      }),
  };
}
