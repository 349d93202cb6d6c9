import { setTimeout as sleep } from 'node:timers/promises';
import type { Seeded } from '../support/seeded.ts';
import type { Place } from './place.ts';

/** Adds rows to the source, each transaction with higher ids than the one before, as an application does. */
export interface Feeder {
  /** Ends it; the ids that were added. */
  stop(): Promise<readonly number[]>;
}

export function startFeeder(place: Place, choose: Seeded): Feeder {
  const added: number[] = [];
  const end = new AbortController();
  const feed = async (): Promise<void> => {
    while (!end.signal.aborted) {
      const ids = Array.from({ length: choose.between(1, 20) }, (_, index) => added.length + index + 1);
      await place.addRows(ids);
      added.push(...ids);
      await sleep(choose.between(20, 300));
    }
  };
  const done = feed();
  return {
    async stop() {
      end.abort();
      await done;
      return added;
    },
  };
}
