import type { Locator, SourceFile } from '../text/index.ts';
import type { EvaluatedDefinitions } from './evaluate-typescript.ts';
import { offsetsSpan } from './loaded-document.ts';
import { originalOffset } from './typescript-module.ts';

/**
 * Finds spans in a TypeScript definition. A computed value has no place of its own, so a location gives
 * the `definePipeline` call that made it; one that was not made by a call gives `export default`.
 */
export function typeScriptLocator(file: SourceFile, { list, calls }: EvaluatedDefinitions): Locator {
  return {
    span(location) {
      const explicit = offsetsSpan(file, location);
      if (explicit !== undefined) return explicit;
      const [step] = location.path;
      const call = calls[list && typeof step === 'number' ? step : 0] ?? null;
      if (call !== null && call.file === file.path && !(list && step === undefined)) {
        const start = originalOffset(file, call.line, call.column);
        if (start !== undefined) return { file, ...word(file.text, start) };
      }
      const match = /\bexport\s+default\b/.exec(file.text);
      return match === null
        ? { file, start: 0, end: Math.min(1, file.text.length) }
        : { file, start: match.index, end: match.index + match[0].length };
    },
  };
}

/** The name that begins at an offset, such as `definePipeline`. */
function word(text: string, start: number): { readonly start: number; readonly end: number } {
  const name = /^[\w$.]+/.exec(text.slice(start))?.[0] ?? ' ';
  return { start, end: Math.min(start + name.length, text.length) };
}
