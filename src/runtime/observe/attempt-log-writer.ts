import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { pathOfPiece, toPieces, type LogLimits, type LogPiece } from './attempt-log-files.ts';

const NEWLINE = 0x0a;
const END_OF_LINE = Buffer.of(NEWLINE);

/** What became of lines that were to be written. */
export interface LinesWritten {
  /** So many bytes of them are in the log; the last line of these may be cut. */
  readonly bytes: number;
  /** Why the rest is not; absent = all are. */
  readonly thrown?: unknown;
}

/**
 * Writes the log of one attempt: its beginning into one file, what follows into files of which the oldest is removed for the newest.
 * No file is held open, so that one that is removed is gone.
 */
export class AttemptLogWriter {
  readonly #folder: string;
  readonly #attempt: number;
  readonly #limits: LogLimits;
  /** In order; the last one is written to. */
  #pieces: LogPiece[];
  /** Bytes of the last one. */
  #bytes: number;
  /** Its last line has no end: whoever wrote it had no room, or was killed. */
  #isTorn: boolean;

  /** Goes on with what is there. Throws what the file system throws. */
  constructor(folder: string, attempt: number, limits: LogLimits) {
    this.#folder = folder;
    this.#attempt = attempt;
    this.#limits = limits;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#pieces = [...toPieces(readdirSync(folder), folder, attempt)];
    if (this.#pieces.length === 0) this.#pieces = [{ path: pathOfPiece(folder, attempt, 0), start: 0 }];
    const { path } = this.#last;
    this.#bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    this.#isTorn = this.#bytes > 0 && lastByte(path, this.#bytes) !== NEWLINE;
  }

  /** Writes whole lines, as far as the file system takes them. */
  write(lines: Buffer): LinesWritten {
    let bytes = 0;
    try {
      while (bytes < lines.length) {
        if (this.#bytes >= this.#room) this.#begin();
        const end = endOfLines(lines, bytes, this.#room - this.#bytes);
        if (this.#isTorn) this.#append(END_OF_LINE);
        while (bytes < end) bytes += this.#append(lines.subarray(bytes, end));
      }
      return { bytes };
    } catch (thrown) {
      return { bytes, thrown };
    }
  }

  /** How many of them were written: a disk that is nearly full takes a part. */
  #append(bytes: Buffer): number {
    const descriptor = openSync(this.#last.path, 'a', 0o600);
    try {
      const written = writeSync(descriptor, bytes);
      this.#bytes += written;
      this.#isTorn = bytes[written - 1] !== NEWLINE;
      return written;
    } finally {
      closeSync(descriptor);
    }
  }

  get #last(): LogPiece {
    return this.#pieces.at(-1) as LogPiece; // there is always one
  }

  get #room(): number {
    return this.#pieces.length === 1 ? this.#limits.head : this.#limits.piece;
  }

  /** Begins another file, and makes room for it. */
  #begin(): void {
    const start = this.#last.start + this.#bytes;
    // what is in the files after the first one, and the one that begins
    const [head, ...kept] = this.#pieces;
    const most = Math.max(1, Math.floor(this.#limits.tail / this.#limits.piece));
    for (const { path } of kept.splice(0, kept.length + 1 - most)) rmSync(path, { force: true });
    this.#pieces = [...(head === undefined ? [] : [head]), ...kept];
    this.#pieces.push({ path: pathOfPiece(this.#folder, this.#attempt, start), start });
    this.#bytes = 0;
    this.#isTorn = false;
  }
}

/** As many whole lines as there is room for; one at least. */
function endOfLines(lines: Buffer, from: number, room: number): number {
  if (lines.length - from <= room) return lines.length;
  const last = lines.lastIndexOf(NEWLINE, from + room - 1);
  const end = last >= from ? last : lines.indexOf(NEWLINE, from);
  return end < 0 ? lines.length : end + 1;
}

function lastByte(path: string, bytes: number): number | undefined {
  const descriptor = openSync(path, 'r');
  try {
    const byte = Buffer.alloc(1);
    readSync(descriptor, byte, 0, 1, bytes - 1);
    return byte[0];
  } finally {
    closeSync(descriptor);
  }
}
