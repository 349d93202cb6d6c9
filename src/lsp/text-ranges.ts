import type { Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** Turns UTF-16 offsets of one text into the protocol's lines and characters, which also end at a lone carriage return. */
export function rangesOf(text: string): (start: number, end: number) => Range {
  const document = TextDocument.create('', '', 0, text);
  return (start, end) => ({ start: document.positionAt(start), end: document.positionAt(end) });
}
