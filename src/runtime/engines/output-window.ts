import type { FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

/**
 * Bytes of the beginning of an output that are always handed on, and of its newest end, where it was printed faster than it is read.
 * With the time before each line they are about what the log of an attempt keeps of both.
 */
const HEAD_BYTES = 8 * 1024 ** 2;
const TAIL_BYTES = 24 * 1024 ** 2;
const PIECE_BYTES = 64 * 1024;
const NEWLINE = 0x0a;
/** Lines that are handed on before others get their turn: some milliseconds. */
const LINES_A_TURN = 500;

/**
 * Where to go on in an output that was read up to `position`: the log of an attempt keeps its beginning and its end, and nobody waits
 * for a middle that is not kept. Always the beginning of a line, as a part of a secret would not be known for one.
 */
export async function whereToGoOn(output: FileHandle, position: number): Promise<number> {
  const { size } = await output.stat();
  if (position < HEAD_BYTES || size - position <= TAIL_BYTES) return position;
  const piece = Buffer.alloc(PIECE_BYTES);
  for (let at = size - TAIL_BYTES; ; at += PIECE_BYTES) {
    const { bytesRead } = await output.read(piece, 0, PIECE_BYTES, at);
    const newline = piece.subarray(0, bytesRead).indexOf(NEWLINE);
    if (newline >= 0) return at + newline + 1;
    // one line that is longer than all that is kept: it is handed on in pieces, as any that is too long
    if (bytesRead < PIECE_BYTES) return position;
  }
}

/** What stands in the log in place of them. */
export function skippedLine(bytes: number): string {
  return `${bytes} bytes of what it printed are left out here: more than is kept of an attempt`;
}

/** Counts lines that are handed on, and lets others have their turn in time. */
export class Turns {
  #lines = 0;

  /** After each line; undefined where there is no need to wait. */
  after(): Promise<void> | undefined {
    this.#lines += 1;
    return this.#lines % LINES_A_TURN === 0 ? setImmediate() : undefined;
  }
}
