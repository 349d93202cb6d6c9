import type { Span } from './source-file.ts';

/** Keys and indexes from a document's root to a value in it. */
export type Path = readonly (string | number)[];

/**
 * A value's place, as cheap as it can be: no offset is computed until a diagnostic needs one.
 * `part` says whether the key or the value is meant; `within` narrows to a stretch of a string
 * value, in UTF-16 units of the string as the author's program sees it.
 */
export interface Location {
  readonly file: string;
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly within?: { readonly start: number; readonly end: number };
  /** For what has no path, such as a syntax error: the stretch of the file itself, in UTF-16 offsets. It wins over `path`. */
  readonly offsets?: { readonly start: number; readonly end: number };
}

/** Finds spans in one document. The loader gives one per document; it parses again only when asked. */
export interface Locator {
  /** The smallest span known for a location: the nearest ancestor's where the path is not in the text. */
  span(location: Location): Span;
  /** The value or key as it is written, for a change: its stretch with quotes; undefined where it is not in the text. */
  readonly changes?: Changes;
  /** The name by which the item of a list at a path is known, wherever it stands in it; undefined where it has none. */
  itemName?(path: Path): string | undefined;
}

/** Works out what a change of structure means in the text. Each gives undefined where the text has no such place. */
export interface Changes {
  replace(at: Location, newText: string): TextChange | undefined;
  remove(at: Location): TextChange | undefined;
  insert(at: Location, key: string, value: string, after?: string): TextChange | undefined;
  move(at: Location, into: Location): readonly TextChange[] | undefined;
}

/** A stretch of a file, and what stands there instead. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The location of a child value. */
export function child(at: Location, ...steps: Path): Location {
  return { file: at.file, path: [...at.path, ...steps], part: 'value' };
}

/** True when a location is that of `outer`, key or value, or of something inside it. */
export function isWithin(at: Location, outer: Location): boolean {
  return at.file === outer.file && outer.path.every((step, index) => at.path[index] === step);
}

/** The location of the key that names a value. */
export function keyOf(at: Location, ...steps: Path): Location {
  return { file: at.file, path: [...at.path, ...steps], part: 'key' };
}
