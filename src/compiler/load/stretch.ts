import type { Location } from '../text/index.ts';

/** The location of a stretch of text that no path leads to. Offsets in UTF-16 units, `end` exclusive. */
export function stretch(file: string, start: number, end: number): Location {
  return { file, path: [], part: 'value', offsets: { start, end } };
}

/** The location of a file as a whole: its first character. */
export function wholeFile(file: string): Location {
  return stretch(file, 0, 1);
}
