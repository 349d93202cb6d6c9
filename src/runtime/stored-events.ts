import { join } from 'node:path';
import { OperatingError } from './errors.ts';
import type { EventReader, Store } from './ports/index.ts';

/** The file in which a process keeps the events of an environment that it has read back. */
export function eventIndexPath(stateDir: string, project: string, environment: string): string {
  return join(stateDir, 'event-index', `${encodeURIComponent(project)}.${encodeURIComponent(environment)}.db`);
}

/** Throws such a file away; a process that has it open begins a new one. */
export async function removeEventIndex(path: string): Promise<void> {
  const { removeIndexFile } = await import('./event-index/index.ts');
  removeIndexFile(path);
}

/** Events as the store has them, where nothing is read back. */
export function storedEvents(store: Pick<Store, 'listEvents'>): EventReader {
  return {
    list: (filter) => store.listEvents(filter),
    state: undefined,
    async rebuild() {
      throw new OperatingError(
        'INVALID_REQUEST',
        'this process keeps no index of events: it lists those of the store',
        {
          retryable: false,
          help: 'ask a server with the role http that was started with KAFKA_BROKERS',
        },
      );
    },
  };
}
