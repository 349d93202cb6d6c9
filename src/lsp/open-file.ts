import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceFile } from '../compiler/index.ts';
import type { Project } from './project.ts';
import type { DocumentKind } from './question.ts';

/** A document of a project, as the editor has it. */
export interface OpenFile {
  readonly project: Project;
  readonly file: SourceFile;
  readonly kind: DocumentKind;
}

/** The open document of a URI, with its place in its project; undefined where we have nothing to say of it. */
export type FindOpen = (uri: string) => { readonly document: TextDocument; readonly open: OpenFile } | undefined;
