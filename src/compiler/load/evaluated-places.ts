import { say } from '../../message/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';
import { firstFrame } from './stack-frame.ts';
import { stretch, wholeFile } from './stretch.ts';
import { importNotAllowed, type TypeScriptGraph } from './typescript-graph.ts';
import { originalOffset } from './typescript-module.ts';

/** The `export default` of a file, or its beginning. */
export function exportPlace(graph: TypeScriptGraph, entry: string): Location {
  const match = /\bexport\s+default\b/.exec(graph.modules.get(entry)?.file.text ?? '');
  return match === null ? wholeFile(entry) : stretch(entry, match.index, match.index + match[0].length);
}

/** The author's place of the innermost frame of a stack that lies in a file of the project. */
export function placeOf(stack: string, graph: TypeScriptGraph): Location | undefined {
  const frame = firstFrame(stack);
  const file = frame === undefined ? undefined : graph.modules.get(frame.file)?.file;
  if (frame === undefined || file === undefined) return undefined;
  const start = originalOffset(file, frame.line, frame.column);
  if (start === undefined) return undefined;
  const word = /^[\w$.]+/.exec(file.text.slice(start))?.[0] ?? ' ';
  return stretch(file.path, start, start + word.length);
}

/** An import whose specifier is computed, so that only the run knew it. */
export function refusedImport(specifier: string, graph: TypeScriptGraph, entry: string): Diagnostic | undefined {
  const modules = [...graph.modules.values()];
  const importer = modules.find(({ file }) => /\bimport\s*\(/.test(file.text)) ?? graph.modules.get(entry);
  if (importer === undefined) return undefined;
  const diagnostic = importNotAllowed(importer, specifier, say`imports are written with a literal path`);
  const call = /\bimport\s*\(/.exec(importer.file.text);
  if (importer.file.text.includes(specifier) || call === null) return diagnostic;
  return { ...diagnostic, at: stretch(importer.file.path, call.index, call.index + call[0].length) };
}
