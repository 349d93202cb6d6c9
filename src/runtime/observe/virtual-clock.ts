import type { Clock } from '../ports/index.ts';

/** A clock that stands still until it is told to move. */
export interface VirtualClock extends Clock {
  /**
   * Moves time on by `ms`, stopping at every sleeper's moment in order, and lets the work that a
   * woken sleeper starts come to rest before it goes on.
   */
  advance(ms: number): Promise<void>;
  /** Lets pending work come to rest without moving time. */
  settle(): Promise<void>;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** How often the event loop is let round, so that chains of file and database calls can end. */
const ROUNDS_TO_REST = 12;

/** Time for the seeded simulator and for tests: starts at `startMs` (UTC), monotonic from 0. */
export function createVirtualClock(startMs: number): VirtualClock {
  let now = startMs;
  const sleepers = new Set<Sleeper>();

  const earliest = (): Sleeper | undefined => {
    let found: Sleeper | undefined;
    for (const sleeper of sleepers) if (found === undefined || sleeper.due < found.due) found = sleeper;
    return found;
  };

  return {
    now: () => now,
    monotonic: () => now - startMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve();
          return;
        }
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper: Sleeper = { due: now + Math.max(0, ms), wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake, { once: true });
      }),
    settle,
    advance: async (ms) => {
      const end = now + ms;
      await settle();
      for (let next = earliest(); next !== undefined && next.due <= end; next = earliest()) {
        now = Math.max(now, next.due);
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}

async function settle(): Promise<void> {
  for (let round = 0; round < ROUNDS_TO_REST; round++) await new Promise((resolve) => setImmediate(resolve));
}
