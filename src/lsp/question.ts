import type { CompilationResult, SourceFile } from '../compiler/index.ts';
import type { Message } from '../message/index.ts';

/** What a file is about, which decides its keys. */
export type DocumentKind = 'pipeline' | 'datasource' | 'backfill' | 'project' | 'test';

/** What a feature is asked: a place in a text as the editor has it, and the project as it was last understood. */
export interface Question {
  readonly file: SourceFile;
  readonly kind: DocumentKind;
  /** In UTF-16 units from 0. */
  readonly offset: number;
  readonly project: CompilationResult;
  /** A message in the language of the editor. */
  readonly words: (message: Message) => string;
  /** UTC milliseconds. */
  readonly now: number;
}
