import { open } from 'node:fs/promises';
import { OperatingError } from '../errors.ts';
import { pathOfPiece, piecesOf, sizeOf, type LogPiece } from './attempt-log-files.ts';

/** Most bytes that one read returns. */
const READ_LIMIT = 256 * 1024;
/** How often the files of a log are listed anew that are removed while they are read. */
const LOOKS = 3;
/** Of the time that begins each line. */
const TIME_BYTES = 24;

/** Whole lines, and the byte of all that the attempt has printed at which they end. */
export interface LogText {
  readonly text: string;
  readonly nextOffset: number;
}

/**
 * Reads the log of an attempt from a byte on of all that it has printed. What is not kept any more is one line in place of it, which
 * says how much it was. Throws FILE_UNREADABLE where the log is there and cannot be read.
 */
export async function readAttemptLog(folder: string, attempt: number, offset: number): Promise<LogText> {
  for (let look = 0; look < LOOKS; look++) {
    const found = (await readHead(folder, attempt, offset)) ?? (await readTail(folder, attempt, offset));
    if (found !== undefined) return found;
  }
  return { text: '', nextOffset: offset };
}

/** Nearly all logs are their first file alone, and no folder is listed for those. Undefined where it ends before. */
async function readHead(folder: string, attempt: number, offset: number): Promise<LogText | undefined> {
  const head = { path: pathOfPiece(folder, attempt, 0), start: 0 };
  const bytes = await readBytes(head.path, offset);
  if (bytes === undefined || bytes.length === 0) return undefined;
  const end = wholeLines(bytes);
  return end === 0 ? undefined : { text: bytes.toString('utf8', 0, end), nextOffset: offset + end };
}

/** Undefined where a file was removed meanwhile. */
async function readTail(folder: string, attempt: number, offset: number): Promise<LogText | undefined> {
  const pieces = await piecesOf(folder, attempt);
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1];
    if (offset < piece.start) return gapBefore(piece, offset);
    const size = await sizeOf(piece.path);
    if (size === undefined) return undefined;
    if (offset >= piece.start + size) continue;
    const bytes = await readBytes(piece.path, offset - piece.start);
    if (bytes === undefined) return undefined;
    // the last line of a file that is not written to any more has no end where its writer was killed
    const isWhole = next !== undefined && offset + bytes.length === piece.start + size;
    const end = isWhole ? bytes.length : wholeLines(bytes);
    return { text: bytes.toString('utf8', 0, end), nextOffset: offset + end };
  }
  return { text: '', nextOffset: offset };
}

async function gapBefore({ path, start }: LogPiece, offset: number): Promise<LogText | undefined> {
  const first = await readBytes(path, 0);
  if (first === undefined) return undefined;
  const time = first.toString('latin1', 0, TIME_BYTES);
  return {
    text: `${time} ${start - offset} bytes are left out here: of an attempt the beginning and the end are kept\n`,
    nextOffset: start,
  };
}

/** Undefined where the file is not there. */
async function readBytes(path: string, from: number): Promise<Buffer | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const buffer = Buffer.alloc(READ_LIMIT);
      const { bytesRead } = await file.read(buffer, 0, READ_LIMIT, from);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw new OperatingError('FILE_UNREADABLE', 'the log of this attempt cannot be read', {
      retryable: true,
      cause: thrown,
    });
  }
}

/** The end of the last whole line, so that no character is cut; everything when a line fills the buffer. */
function wholeLines(bytes: Buffer): number {
  const last = bytes.lastIndexOf(0x0a);
  return last === -1 && bytes.length === READ_LIMIT ? bytes.length : last + 1;
}
