import type { Clock } from '../../../../src/runtime/ports/index.ts';

interface Sleeper {
  readonly due: number;
  /** Decides between those of one moment: who slept first wakes first. */
  readonly order: number;
  readonly wake: () => void;
}

/**
 * Time of the simulated world: stands still until told to go on. Everything else that a simulation waits for is a chain of
 * microtasks, or a turn of the event loop that the embedded store gives away; both are over in an order of their own, so
 * that one turn after each sleeper is enough for a seed to be the same history every time.
 */
export class SimClock implements Clock {
  readonly startedAt: number;
  #now: number;
  #order = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(startedAt: number) {
    this.startedAt = startedAt;
    this.#now = startedAt;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.startedAt;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper: Sleeper = { due: this.#now + Math.max(0, ms), order: this.#order++, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  /** Goes on by this much, stopping at every sleeper's moment. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turn();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.due);
      next.wake();
      await turn();
    }
    this.#now = end;
  }

  #next(end: number): Sleeper | undefined {
    let found: Sleeper | undefined;
    for (const sleeper of this.#sleepers) {
      if (sleeper.due > end) continue;
      if (found === undefined || sleeper.due < found.due || (sleeper.due === found.due && sleeper.order < found.order))
        found = sleeper;
    }
    return found;
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
