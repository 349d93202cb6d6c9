import type { Location, Locator, Path, SourceFile } from '../text/index.ts';
import type { EvaluatedDefinitions } from './evaluate-typescript.ts';
import { offsetsSpan } from './loaded-document.ts';
import { typeScriptChanges } from './typescript-changes.ts';
import { originalOffset } from './typescript-module.ts';
import { callAt, writtenAt, type CallPlace } from './typescript-places.ts';
import { tokensOf, type Token } from './typescript-tokens.ts';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds spans in a TypeScript definition. A value that is written in the `definePipeline` call as it came
 * out has its own place, its quotes left out; a computed one has none, so that a location gives the call that
 * made it. One that was not made by a call gives `export default`.
 */
export function typeScriptLocator(file: SourceFile, { list, calls, values }: EvaluatedDefinitions): Locator {
  let tokens: readonly Token[] | undefined;
  const read = (): readonly Token[] => (tokens ??= tokensOf(file.text));
  /** The offset that the engine knows of the call, and the definition that it made. */
  const callOf = ({ path: [step] }: Location): { readonly start: number; readonly definition: unknown } | undefined => {
    const index = list && typeof step === 'number' ? step : 0;
    const call = calls[index] ?? null;
    if (call === null || call.file !== file.path || (list && step === undefined)) return undefined;
    const start = originalOffset(file, call.line, call.column);
    return start === undefined ? undefined : { start, definition: values[index] };
  };
  const pathOf = (location: Location): Path => (list ? location.path.slice(1) : location.path);
  return {
    span(location) {
      const explicit = offsetsSpan(file, location);
      if (explicit !== undefined) return explicit;
      const made = callOf(location);
      if (made !== undefined) {
        const place = callAt(read(), made.start);
        if (place === undefined) return { file, ...word(file.text, made.start) };
        const { start, end } = written(read(), place, location, pathOf(location), made.definition) ?? place.name;
        return { file, start, end };
      }
      const match = /\bexport\s+default\b/.exec(file.text);
      return match === null
        ? { file, start: 0, end: Math.min(1, file.text.length) }
        : { file, start: match.index, end: match.index + match[0].length };
    },
    changes: typeScriptChanges(file.text, (location) => {
      const made = callOf(location);
      const call = made && callAt(read(), made.start);
      const path = pathOf(location);
      return call && { tokens: read(), call, path, value: path.reduce(childOf, made?.definition) };
    }),
  };
}

/** Where the location's key, or its value as a whole, is written; undefined where it is computed. */
function written(
  tokens: readonly Token[],
  call: CallPlace,
  location: Location,
  path: Path,
  definition: unknown,
): Stretch | undefined {
  if (path.length === 0) return undefined;
  const found = writtenAt(tokens, call, path);
  if (found === undefined) return undefined;
  if (location.part === 'key') return found.key === undefined ? undefined : inside(found.key);
  const [token, after] = found.tokens;
  if (token === undefined || (after !== undefined && after.value !== 'as' && after.value !== 'satisfies')) {
    return undefined;
  }
  const value = path.reduce(childOf, definition);
  const same = token.kind === 'text' ? token.value === value : token.kind === 'word' && token.value === String(value);
  if (!same) return undefined;
  const { start, end } = inside(token);
  const { within } = location;
  return within === undefined
    ? { start, end }
    : { start: Math.min(start + within.start, end), end: Math.min(start + within.end, end) };
}

/** A text without its quotes. */
function inside({ kind, start, end }: Token): Stretch {
  return kind === 'text' ? { start: start + 1, end: end - 1 } : { start, end };
}

function childOf(value: unknown, step: string | number): unknown {
  // `as`: any object may be asked for a member; undefined is an answer.
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;
}

/** The name that begins at an offset, such as `definePipeline`. */
function word(text: string, start: number): Stretch {
  const name = /^[\w$.]+/.exec(text.slice(start))?.[0] ?? ' ';
  return { start, end: Math.min(start + name.length, text.length) };
}
