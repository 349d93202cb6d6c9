import type { Clock, Wake } from '../ports/index.ts';

/** A nudge within the process (see {@link Wake}); its time limit runs on the given clock. */
export function createWake(clock: Clock): Wake {
  let nudged = false;
  let waiting: (() => void) | undefined;
  return {
    wake() {
      nudged = true;
      waiting?.();
    },
    async wait(ms, signal) {
      if (!nudged) {
        const end = new AbortController();
        // A reason of our own: without one an error is made each time, with a stack that nobody reads.
        const abort = (): void => end.abort('woken');
        waiting = abort;
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted) abort();
        await clock.sleep(ms, end.signal);
        signal.removeEventListener('abort', abort);
        waiting = undefined;
      }
      const was = nudged;
      nudged = false;
      return was;
    },
  };
}
