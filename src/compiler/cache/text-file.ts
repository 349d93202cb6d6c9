import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/** Changes when the bytes of the file mean something else than before. */
const FORMAT = 'sluice-texts 1';

/** Many texts and data that says what they are, kept under a key. A text is decoded when it is asked for. */
export interface TextFile {
  /** JSON data. */
  readonly index: unknown;
  /** By the number that it got when it was added. */
  text(place: number): string;
}

/** As it was written under the key; undefined where there is none, or whatever is wrong with it. Never throws. */
export async function readTextFile(path: string, key: string): Promise<TextFile | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const start = headerOf(key).length;
  if (bytes.toString('latin1', 0, start) !== headerOf(key)) return undefined;
  const end = bytes.lastIndexOf(LINE_FEED, bytes.length - 2);
  const [, indexAt, sum] = /^\n(\d+)\t(\d+)\n$/.exec(bytes.toString('latin1', end)) ?? [];
  if (indexAt === undefined || Number(sum) !== crc32(bytes.subarray(0, end))) return undefined;
  const { ends, index } = JSON.parse(bytes.toString('utf8', Number(indexAt), end)) as Kept; // it is what was written
  return {
    index,
    text: (place) => bytes.toString('utf8', start + (ends[place - 1] ?? 0), start + (ends[place] ?? 0)),
  };
}

/** Where each text ends, counted in bytes from the first one. */
interface Kept {
  readonly ends: readonly number[];
  readonly index: unknown;
}

/**
 * Writes the file as a whole, or leaves the one that is there. Never throws for what the disk does: it costs time at the next run,
 * nothing else.
 *
 * @param make Adds texts, each of which gets a number, and gives the index.
 */
export async function writeTextFile(
  path: string,
  key: string,
  make: (add: (text: string) => number) => unknown,
): Promise<void> {
  const temporary = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  const chunks: Buffer[] = [];
  let waiting: string[] = [];
  let waitingSize = 0;
  const ends: number[] = [];
  const flush = (): void => {
    chunks.push(Buffer.from(waiting.join('')));
    waiting = [];
    waitingSize = 0;
  };
  const index = make((text) => {
    waiting.push(text);
    waitingSize += text.length;
    ends.push((ends.at(-1) ?? 0) + Buffer.byteLength(text));
    if (waitingSize > CHUNK) flush();
    return ends.length - 1;
  });
  flush();
  const header = Buffer.from(headerOf(key));
  const indexAt = header.length + (ends.at(-1) ?? 0);
  const parts = [header, ...chunks, Buffer.from(JSON.stringify({ ends, index } satisfies Kept))];
  const sum = parts.reduce((known, part) => crc32(part, known), 0);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeAll(temporary, [...parts, Buffer.from(`\n${indexAt}\t${sum}\n`)]);
    await rename(temporary, path);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function writeAll(path: string, parts: readonly Buffer[]): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for (const part of parts) await file.writeFile(part);
  } finally {
    await file.close();
  }
}

const LINE_FEED = 10;
const CHUNK = 1 << 22;

function headerOf(key: string): string {
  return `${FORMAT}\t${key}\n`;
}
