import type { Path, SourceFile } from '../text/index.ts';
import { typeScriptCursor } from './typescript-cursor.ts';
import { yamlCursor } from './yaml-cursor.ts';

/** A place in a definition, in the author's terms; found also in a text that does not parse. Offsets in UTF-16 units. */
export interface Cursor {
  /** From the root of the definition to the value at the cursor, or to the one that the key at the cursor names. */
  readonly path: Path;
  /** `either`: a word that stands alone, which may become a key, or the value of what holds it (`path` without its end). */
  readonly part: 'key' | 'value' | 'either';
  /** The key or value as it is written, without quotes; empty where nothing is written yet. */
  readonly text: string;
  /** Where `text` stands. */
  readonly start: number;
  readonly end: number;
  readonly style: 'plain' | 'quoted' | 'block';
  /** Inside `{ }` or `[ ]`. */
  readonly flow: boolean;
  /** What must be written before a value: a space after `key:`. */
  readonly lead: string;
  /** The definition as far as it can be read: what is computed or broken is left out. */
  readonly definition: unknown;
  /** TypeScript: the offset of the `definePipeline` around the cursor. */
  readonly call?: number;
}

/** The place at an offset; undefined in comments, between definitions, and where only code stands. Never throws. */
export function cursorIn(file: SourceFile, offset: number): Cursor | undefined {
  return file.path.endsWith('.ts') ? typeScriptCursor(file.text, offset) : yamlCursor(file.text, offset);
}
