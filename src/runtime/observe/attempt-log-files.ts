import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** One file of the log of an attempt, which begins at this byte of all that the attempt has printed. */
export interface LogPiece {
  readonly path: string;
  readonly start: number;
}

/** How much of an attempt is kept, in bytes. */
export interface LogLimits {
  /** Its beginning, in one file. */
  readonly head: number;
  /** The newest of what follows, in files of `piece` bytes, of which the oldest goes first. */
  readonly tail: number;
  readonly piece: number;
}

/** The same, where an attempt may keep so many bytes altogether: its end says more than its beginning. */
export function logLimits(bytes: number): LogLimits {
  const head = Math.ceil(bytes / 4);
  const tail = bytes - head;
  return { head, tail, piece: Math.ceil(tail / 6) };
}

/** The beginning is in `<attempt>.log`, what follows in `<attempt>.<start>.log`. */
export function pathOfPiece(folder: string, attempt: number, start: number): string {
  return join(folder, start === 0 ? `${attempt}.log` : `${attempt}.${start}.log`);
}

/** The attempt and the start of a file of a log; undefined of another file. */
export function readPieceName(name: string): { readonly attempt: number; readonly start: number } | undefined {
  const [, attempt, start = '0'] = /^(\d{1,9})(?:\.(\d{1,15}))?\.log$/.exec(name) ?? [];
  return attempt === undefined ? undefined : { attempt: Number(attempt), start: Number(start) };
}

/** The files of a log, in order; empty where there are none. */
export async function piecesOf(folder: string, attempt: number): Promise<readonly LogPiece[]> {
  return toPieces(await readdir(folder).catch(() => []), folder, attempt);
}

/** Those of the names that are of the attempt, in order. */
export function toPieces(names: readonly string[], folder: string, attempt: number): readonly LogPiece[] {
  return names
    .map(readPieceName)
    .filter((named) => named?.attempt === attempt)
    .map((named) => named?.start ?? 0)
    .sort((left, right) => left - right)
    .map((start) => ({ path: pathOfPiece(folder, attempt, start), start }));
}

/** Bytes of a file; undefined where it is not there. */
export async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}
