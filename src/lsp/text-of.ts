import type { CompilationResult } from '../compiler/index.ts';

/** The text that a file of a project was compiled from; undefined for one that was not read. */
export function textOf({ locatorOf }: CompilationResult, file: string): string | undefined {
  // with offsets given, nothing is parsed to find the place
  return locatorOf?.(file)?.span({ file, path: [], part: 'value', offsets: { start: 0, end: 0 } }).file.text;
}
