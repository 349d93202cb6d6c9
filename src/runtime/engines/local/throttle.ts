import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../ports/index.ts';

/** Lets the event loop serve everything that waits, between two batches. */
export async function giveWay(): Promise<void> {
  await setImmediate();
}

/** Keeps an average rate: waits after each batch until its bytes are due. Undefined = no limit. */
export function createThrottle(
  bytesPerSecond: number | undefined,
  clock: Clock,
  signal: AbortSignal,
): (bytes: number) => Promise<void> {
  if (bytesPerSecond === undefined || bytesPerSecond <= 0) return async () => {};
  const begin = clock.monotonic();
  let total = 0;
  return async (bytes) => {
    total += bytes;
    const due = begin + (total / bytesPerSecond) * 1000;
    const wait = due - clock.monotonic();
    if (wait > 0) await clock.sleep(wait, signal);
  };
}
