import { didYouMean, say } from '../message/index.ts';
import { parsePlaceholder, RUN_TIME_NAMES } from './placeholder.ts';
import type { RunTimeTextProblem } from './placeholder.ts';
import type { RunTimeValue, Text } from './run-time-value.ts';

/** A text as far as it could be understood, and everything that is wrong in it. */
export interface ParsedRunTimeText {
  /** A placeholder with a problem stays in it as literal text. */
  readonly text: Text;
  /** Where each value of `text` stands, in order, braces included. UTF-16 offsets, end exclusive. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
  readonly problems: readonly RunTimeTextProblem[];
}

/** Whether a text has anything to parse: a value, or the escape `$${`. Cheap. */
export function hasRunTimeValue(text: string): boolean {
  return text.includes('${');
}

/**
 * Parses `${NAME OFFSET* [:FORMAT]}`, `${secret:PROVIDER/NAME}` and `${env:NAME[:-FALLBACK]}` in a text.
 * `$${` is `${`, and a `$` without a brace is itself. `knownParameters` are the names under `params:`;
 * `engineNames` are placeholders of the engine's own (`${incrementFilter}`), which stay as they are; `param.*`
 * is every name that begins with `param.`.
 * All problems come back at once; it never throws.
 */
export function parseRunTimeText(
  text: string,
  knownParameters: Iterable<string> = [],
  engineNames: Iterable<string> = [],
): ParsedRunTimeText {
  const parameters = new Set(knownParameters);
  const kept = [...engineNames];
  const candidates = [...RUN_TIME_NAMES, ...parameters, ...kept.filter((name) => !name.endsWith('*'))];
  const parts: (string | RunTimeValue)[] = [];
  const places: { start: number; end: number }[] = [];
  const problems: RunTimeTextProblem[] = [];
  const literal = (piece: string): void => {
    const last = parts.at(-1);
    if (typeof last === 'string') parts[parts.length - 1] = last + piece;
    else if (piece !== '') parts.push(piece);
  };
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('${', at);
    if (open < 0) break;
    if (open > at && text[open - 1] === '$') {
      literal(`${text.slice(at, open - 1)}\${`);
      at = open + 2;
      continue;
    }
    literal(text.slice(at, open));
    const close = closingBrace(text, open + 2);
    if (close < 0) {
      problems.push({
        kind: 'syntax',
        message: say`\`\${\` is not closed`,
        start: open,
        end: text.length,
        help: say`add \`}\`, or write \`$\${\` for a literal \`\${\``,
      });
      at = open;
      break;
    }
    const body = text.slice(open + 2, close);
    const parsed = kept.some((name) => isEngineName(body, name))
      ? undefined
      : parsePlaceholder(body, open + 2, parameters);
    if (parsed?.value !== undefined) {
      parts.push(parsed.value);
      places.push({ start: open, end: close + 1 });
    } else literal(text.slice(open, close + 1));
    problems.push(...(parsed?.problems ?? []));
    if (parsed?.unknown !== undefined)
      problems.push(unknownName(parsed.unknown, open + 2, problems.length < MOST_COMPARED ? candidates : []));
    at = close + 1;
  }
  literal(text.slice(at));
  const [only = '', second] = parts;
  const parsed: Text = second === undefined && typeof only === 'string' ? only : { kind: 'run-time-text', parts };
  return { text: parsed, places, problems };
}

function isEngineName(body: string, name: string): boolean {
  return name.endsWith('.*') ? body.length > name.length - 1 && body.startsWith(name.slice(0, -1)) : body === name;
}

/** The next brace that is not inside a format's quotes. */
function closingBrace(text: string, from: number): number {
  const quotes = !/^(secret|env):/.test(text.slice(from, from + 7));
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (quotes && text[at] === "'") quoted = !quoted;
    else if (text[at] === '}' && !quoted) return at;
  }
  // An unpaired quote is the format's problem, not the brace's.
  return text.indexOf('}', from);
}

/** Of one text so many unknown names are compared with the known ones: it takes its time for each. */
const MOST_COMPARED = 50;

function unknownName(name: string, start: number, known: readonly string[]): RunTimeTextProblem {
  const suggestion = didYouMean(name, known);
  const problem = {
    kind: 'unknown-name',
    message: say`\`${name}\` is not a run-time value`,
    start,
    end: start + name.length,
  } as const;
  const help =
    suggestion === undefined
      ? say`known are ${RUN_TIME_NAMES.map((known) => `\`${known}\``).join(', ')}, and names under \`params\``
      : say`did you mean \`${suggestion}\`?`;
  return suggestion === undefined ? { ...problem, help } : { ...problem, help, suggestion };
}
