import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatingError } from '../../errors.ts';
import { AUDIT_TOPIC, RUNS_TOPIC, type Bus, type EventRecord, type Topic } from '../../ports/index.ts';
import { openEventFile, type EventFile } from './event-file.ts';

export interface EmbeddedBusOptions {
  /** One file a topic is kept in it, `<topic>.jsonl`; made where it is missing. */
  readonly folder: string;
}

const TOPICS: readonly Topic[] = [RUNS_TOPIC, AUDIT_TOPIC];

/**
 * Events as JSON lines in files that only grow, for a Sluice without Kafka. One process writes at a
 * time (the leader's relay). An event that comes a second time after a crash is dropped by its id.
 */
export function createEmbeddedBus({ folder }: EmbeddedBusOptions): Bus {
  const files = new Map<Topic, EventFile>();

  /** Topics of which nothing is there. */
  async function openAll(): Promise<readonly Topic[]> {
    await mkdir(folder, { recursive: true });
    const fresh: Topic[] = [];
    for (const topic of TOPICS) if ((await fileOf(topic)).isEmpty) fresh.push(topic);
    return fresh;
  }

  async function fileOf(topic: Topic): Promise<EventFile> {
    const known = files.get(topic);
    if (known !== undefined) return known;
    const file = await openEventFile(join(folder, `${topic}.jsonl`));
    files.set(topic, file);
    return file;
  }

  async function closeAll(): Promise<void> {
    const open = [...files.values()];
    files.clear();
    for (const file of open) await file.close().catch(() => undefined);
  }

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      // What was half written is healed when the files are opened again.
      await closeAll();
      throw fileFailure(thrown, folder);
    }
  }

  return {
    open: () => guarded(openAll),
    publish: (events) =>
      guarded(async () => {
        if (files.size === 0) await openAll();
        for (const topic of TOPICS) {
          const file = await fileOf(topic);
          const fresh = events.filter((event) => event.topic === topic && !file.has(event.id));
          if (fresh.length > 0) await file.append(fresh.map(lineOf));
        }
      }),
    close: closeAll,
  };
}

/** The same text that Kafka would carry. */
function lineOf({ publishedAt: _publishedAt, ...event }: EventRecord): { readonly id: string; readonly text: string } {
  return { id: event.id, text: JSON.stringify(event) };
}

function fileFailure(thrown: unknown, folder: string): OperatingError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new OperatingError('DISK_FULL', `the event files in ${folder} cannot grow: the disk is full`, {
      retryable: true,
      help: 'free space on it; events wait in the store meanwhile',
      cause: thrown,
      fields: { folder },
    });
  }
  const refused = code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EISDIR';
  return new OperatingError(
    refused ? 'BUS_REFUSED' : 'BUS_UNREACHABLE',
    `the event files in ${folder} cannot be written (${code})`,
    {
      retryable: !refused,
      help: 'give this user the right to write the folder, or name another; events wait in the store meanwhile',
      cause: thrown,
      fields: { folder },
    },
  );
}
