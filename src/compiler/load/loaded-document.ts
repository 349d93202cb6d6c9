import type { Location, Locator, SourceFile, Span } from '../text/index.ts';
import { yamlChanges } from './yaml-changes.ts';

/** One document as a plain value, with the means to find the places of its parts. */
export interface LoadedDocument {
  readonly file: SourceFile;
  /** JSON data: null, booleans, finite numbers, strings, arrays, plain objects. No reference occurs twice. */
  readonly value: unknown;
  readonly locator: Locator;
}

/** A locator for a file that gave no document: it knows explicit offsets and otherwise the first character. */
export function fileLocator(file: SourceFile): Locator {
  return {
    span: (location) => offsetsSpan(file, location) ?? { file, start: 0, end: Math.min(1, file.text.length) },
    ...(/\.ya?ml$/.test(file.path) ? { changes: yamlChanges(file) } : {}),
  };
}

/** The span of a location that carries its own offsets, kept inside the file. */
export function offsetsSpan(file: SourceFile, location: Location): Span | undefined {
  if (location.offsets === undefined) return undefined;
  const start = Math.min(Math.max(location.offsets.start, 0), file.text.length);
  return { file, start, end: Math.min(Math.max(location.offsets.end, start), file.text.length) };
}
