import { appendFileSync, closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { pathOfPiece, toPieces, type LogLimits, type LogPiece } from './attempt-log-files.ts';

const NEWLINE = 0x0a;

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

  /** Writes whole lines. Throws what the file system throws; how much was written is not known then. */
  write(lines: Buffer): void {
    let from = 0;
    while (from < lines.length) {
      if (this.#bytes >= this.#room) this.#begin();
      const to = endOfLines(lines, from, this.#room - this.#bytes);
      const end = this.#isTorn ? Buffer.from('\n') : Buffer.alloc(0);
      const written = Buffer.concat([end, lines.subarray(from, to)]);
      appendFileSync(this.#last.path, written, { mode: 0o600 });
      this.#isTorn = false;
      this.#bytes += written.length;
      from = to;
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
