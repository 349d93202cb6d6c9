import { open, type FileHandle } from 'node:fs/promises';

/** How much of the end is read for ids: far more than one batch of the relay, which is all that can repeat. */
const TAIL_BYTES = 8 * 1024 * 1024;
const MOST_IDS = 20_000;
const NEWLINE = 10;

/** A file of JSON lines that only grows, and the ids of its newest lines. */
export interface EventFile {
  has(id: string): boolean;
  /** Nothing is in it. */
  readonly isEmpty: boolean;
  /** Returns when the lines are on the disk. */
  append(lines: readonly { readonly id: string; readonly text: string }[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens or makes the file. A last line without its end was cut off by a crash before anybody was told
 * that it is stored: it is taken away, and its event comes again.
 */
export async function openEventFile(path: string): Promise<EventFile> {
  const file = await open(path, 'a+', 0o600);
  try {
    const tail = await readTail(file);
    if (tail.torn > 0) await file.truncate(tail.size - tail.torn);
    const ids = new Set(tail.ids);
    let isEmpty = tail.size === tail.torn;
    return {
      has: (id) => ids.has(id),
      get isEmpty() {
        return isEmpty;
      },
      async append(lines) {
        await file.appendFile(lines.map(({ text }) => `${text}\n`).join(''));
        await file.sync();
        isEmpty = false;
        for (const { id } of lines) ids.add(id);
        for (const id of ids) {
          if (ids.size <= MOST_IDS) break;
          ids.delete(id);
        }
      },
      close: () => file.close(),
    };
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

interface Tail {
  readonly size: number;
  /** Bytes after the last line's end. */
  readonly torn: number;
  readonly ids: readonly string[];
}

async function readTail(file: FileHandle): Promise<Tail> {
  const { size } = await file.stat();
  const start = Math.max(0, size - TAIL_BYTES);
  const buffer = Buffer.alloc(size - start);
  for (let read = 0; read < buffer.length;) {
    const { bytesRead } = await file.read(buffer, read, buffer.length - read, start + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  const end = buffer.lastIndexOf(NEWLINE) + 1;
  const lines = buffer.subarray(0, end).toString().split('\n');
  // The first line of a tail may have lost its beginning.
  const whole = start > 0 ? lines.slice(1) : lines;
  return { size, torn: buffer.length - end, ids: whole.slice(-MOST_IDS).flatMap(idOf) };
}

function idOf(line: string): readonly string[] {
  if (line === '') return [];
  try {
    const event: unknown = JSON.parse(line);
    const known = typeof event === 'object' && event !== null && 'id' in event && typeof event.id === 'string';
    return known ? [String(event.id)] : [];
  } catch {
    // A line that somebody has edited: it has no id to compare with.
    return [];
  }
}
