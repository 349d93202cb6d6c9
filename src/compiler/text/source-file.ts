import { LineIndex, type Position } from './line-index.ts';

/** One file of a user's repository, decoded. `path` is relative to the project root, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Line and column of an offset (both from 1, columns in UTF-16 units). Built on first use. */
  position(offset: number): Position;
}

/** A half-open stretch of one file, in UTF-16 offsets from 0. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** Makes a {@link SourceFile} whose line index is built only when a position is asked for. */
export function createSourceFile(path: string, text: string): SourceFile {
  let index: LineIndex | undefined;
  return {
    path,
    text,
    position(offset) {
      index ??= new LineIndex(text);
      return index.position(offset);
    },
  };
}
