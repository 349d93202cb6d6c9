import { setMaxListeners } from 'node:events';
import { toOperatingError } from './errors.ts';
import { within } from './observe/index.ts';
import type { Clock, Log } from './ports/index.ts';

/** A room that ended by a mistake of ours is started again after this. */
const RESTART_MS = 1_000;

/** Keeps rooms running until they are all stopped. */
export interface RoomRunner {
  /** Runs a room until the end. One that throws is a mistake of ours: it is told, and started again. */
  run(room: string, work: (signal: AbortSignal) => Promise<void>): void;
  /** Aborts all rooms; resolves when they have ended, or after `limitMs`. */
  stop(limitMs: number): Promise<void>;
}

export function createRoomRunner(clock: Clock, log: Log): RoomRunner {
  const stop = new AbortController();
  // Every room waits on it: as many listeners as rooms are no leak, and need no warning on stderr.
  setMaxListeners(0, stop.signal);
  const tasks: Promise<void>[] = [];
  const keep = async (room: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        await work(stop.signal);
      } catch (thrown) {
        const { code, message, help } = toOperatingError(thrown);
        log.error('a room ended, starting it again', { room, code, message, help });
      }
      await clock.sleep(RESTART_MS, stop.signal);
    }
  };
  return {
    run: (room, work) => void tasks.push(keep(room, work)),
    async stop(limitMs) {
      stop.abort();
      await within(clock, limitMs, Promise.all(tasks));
    },
  };
}
