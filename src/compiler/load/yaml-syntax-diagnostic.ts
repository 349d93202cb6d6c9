import { inEnglish, say, sentence, type Message } from '../../message/index.ts';
import type { YAMLParseError } from 'yaml';
import { makeDiagnostic, type Diagnostic, type DiagnosticCode } from '../diagnostics/index.ts';
import type { SourceFile } from '../text/index.ts';
import { stretch } from './stretch.ts';
import { unclosedBracket } from './unclosed-bracket.ts';
import { lineStart } from './yaml-lines.ts';

/** What the author is told of a syntax error: the stretch is as small as can be said to be at fault. */
export interface Explanation {
  /** Absent = SL0104. */
  readonly code?: DiagnosticCode;
  readonly message: Message;
  readonly start: number;
  readonly end: number;
  readonly help?: Message;
  readonly notes?: readonly Message[];
  readonly label?: { readonly start: number; readonly end: number; readonly message: Message };
}

/** The characters YAML 1.2 (5.1) does not allow in a stream, as js-yaml 4.3.2 has them. */
const NOT_PRINTABLE = new RegExp(
  String.raw`[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:[^\uD800-\uDBFF]|^)[\uDC00-\uDFFF]`,
);

/**
 * One diagnostic for the errors of a text, by the first of them: later ones are mostly the parser
 * finding its way back. Undefined when there are none.
 */
export function syntaxDiagnostic(
  file: SourceFile,
  documents: readonly { readonly errors: readonly YAMLParseError[] }[],
): Diagnostic | undefined {
  const errors = documents.flatMap((document) => document.errors);
  let first = errors[0];
  for (const error of errors) if (first !== undefined && error.pos[0] < first.pos[0]) first = error;
  if (first === undefined) return undefined;
  const tab = errors.find((error) => error.code === 'TAB_AS_INDENT') ?? tabError(file.text, first);
  if (tab !== undefined && lineStart(file.text, tab.pos[0]) <= first.pos[1]) return tabDiagnostic(file, tab.pos[0]);
  const multiline = errors.some((error) => error.code === 'MULTILINE_IMPLICIT_KEY');
  return toDiagnostic(file, explain(file.text, first, multiline));
}

/** For what js-yaml refuses and `yaml` lets pass, such as control characters. */
export function refusedDiagnostic(file: SourceFile, reason: string, offset: number): Diagnostic {
  const control = /non-printable/.test(reason) ? NOT_PRINTABLE.exec(file.text) : null;
  if (control !== null) {
    const hex = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return toDiagnostic(file, {
      message: say`control character U+${hex} is not allowed`,
      start: control.index,
      end: control.index + 1,
      help: say`remove it, or write it as \`\\u${hex}\` inside double quotes`,
    });
  }
  return toDiagnostic(file, { message: plainMessage(reason), start: offset, end: offset + 1 });
}

/** `{{ x }}` without quotes, which other tools take for a template. */
export function doubleBraces(start: number): Explanation {
  return {
    code: 'SL0114',
    message: say`\`{{\` opens a map here, it is not text`,
    start,
    end: start + 2,
    help: say`quote the whole value; run-time values are written \`"\${bizdate}"\`, not \`{{ bizdate }}\``,
  };
}

function explain(text: string, error: YAMLParseError, multiline: boolean): Explanation {
  const [start, rawEnd] = error.pos;
  const end = Math.max(start + 1, Math.min(rawEnd, lineEnd(text, start)));
  const line = text.slice(lineStart(text, start), lineEnd(text, start));
  const templateAt = unquotedTemplate(line);
  if (templateAt !== undefined) {
    const from = lineStart(text, start) + templateAt;
    return doubleBraces(from);
  }
  switch (error.code) {
    case 'BAD_SCALAR_START':
      return {
        message: say`an unquoted value cannot begin with \`${text[start] ?? ''}\``,
        start,
        end: start + 1,
        help: say`quote the value`,
      };
    case 'BAD_ALIAS':
      return text[start] === '&'
        ? {
            message: say`\`&\` alone is an anchor without a name`,
            start,
            end,
            help: say`quote it if it is text: \`"&"\``,
          }
        : {
            message: say`\`*\` alone is an alias without a name`,
            start,
            end,
            help: say`quote it if it is text: \`"*"\``,
          };
    case 'BAD_DQ_ESCAPE':
      return {
        message: say`\`${text.slice(start, start + 2)}\` is not an escape`,
        start,
        end: start + 2,
        help: say`use single quotes, where a backslash is a backslash, or write \`\\\\\``,
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return multiline ? deeperLine(text, start) : colonInValue(text, start);
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        message: say`this line is no \`key: value\` pair`,
        start,
        end: trimmedEnd(text, start),
        help: say`write \`key: value\`, with a space after the colon`,
      };
    case 'MISSING_CHAR':
      return missingCharacter(text, error, start, end);
    case 'BAD_INDENT':
      if (/must be sufficiently indented/.test(error.message)) return openBracket(text, start);
      return {
        message: say`this line is indented like none of its siblings`,
        start,
        end: trimmedEnd(text, start),
        help: say`keys of one map begin in one column; what belongs to a key is indented deeper than the key`,
      };
    case 'UNEXPECTED_TOKEN':
      if (!/at node end/.test(error.message)) return { message: plainMessage(error.message), start, end };
      return {
        message: say`the value has ended before \`${String.fromCodePoint(text.codePointAt(start) ?? 0x20)}\``,
        start,
        end: start + 1,
        help: say`quote the whole value`,
      };
    case 'KEY_OVER_1024_CHARS':
      return { message: say`a key is longer than 1024 characters`, start, end };
    default:
      return { message: plainMessage(error.message), start, end };
  }
}

/** A list or map in brackets that the text goes on without closing. */
function openBracket(text: string, end: number): Explanation {
  const opening = unclosedBracket(text, end) ?? Math.max(0, end - 1);
  const bracket = text[opening] === '{' ? '}' : ']';
  return {
    message: say`\`${text[opening] ?? ''}\` is never closed`,
    start: opening,
    end: opening + 1,
    help: say`end the ${bracket === '}' ? say`map` : say`list`} with \`${bracket}\`, or quote the value if the bracket is part of a text`,
  };
}

/** `a: 1` followed by a deeper `b: 2`. */
function deeperLine(text: string, start: number): Explanation {
  const next = lineEnd(text, start) + 1;
  const from = next + (/^[ \t]*/.exec(text.slice(next))?.[0].length ?? 0);
  if (from >= text.length) return colonInValue(text, start);
  return {
    message: say`this line is indented deeper, but the line before already has a value`,
    start: from,
    end: trimmedEnd(text, from),
    label: { start, end: trimmedEnd(text, start), message: say`the value it would continue` },
    help: say`give it the indentation of the line before, or quote the value if it goes on`,
  };
}

/** `where: status: open`. */
function colonInValue(text: string, start: number): Explanation {
  const value = text.slice(start, lineEnd(text, start));
  const colon = /:(?=\s|$)/.exec(value)?.index ?? 0;
  return {
    message: say`\`: \` inside an unquoted value would begin a map on the same line`,
    start: start + colon,
    end: start + colon + 1,
    label: { start, end: trimmedEnd(text, start), message: say`this value` },
    help: say`quote the value`,
  };
}

function missingCharacter(text: string, error: YAMLParseError, start: number, end: number): Explanation {
  const quote = /Missing closing (["'])quote/.exec(error.message)?.[1];
  if (quote !== undefined) {
    const opening = openingQuote(text, start, quote);
    return {
      message: say`quote \`${quote}\` is never closed`,
      start: opening,
      end: opening + 1,
      help: say`end the text with \`${quote}\`, or write ${quote === "'" ? say`\`''\` for a single quote inside` : say`\`\\"\` for a quote inside`}`,
    };
  }
  if (/Implicit map keys need to be followed/.test(error.message)) {
    return {
      message: say`a key has no \`:\` after it`,
      start: Math.min(lineStart(text, start) + indentAt(text, start), start),
      end: Math.max(trimmedEnd(text, lineStart(text, start)), start),
      help: say`write \`key: value\`, with a space after the colon; text under \`|\` or \`>\` is indented deeper than its key`,
    };
  }
  return {
    message: plainMessage(error.message),
    start,
    end,
    help: say`look for a bracket or comma that is missing before this place`,
  };
}

/** The last line before `end` on which the quote opens a value; the parser only says where the text ran out. */
function openingQuote(text: string, end: number, quote: string): number {
  let found = -1;
  const opening = new RegExp(`(?:^|[\\s:,[{-])(${quote})`, 'g');
  for (const match of text.slice(0, end).matchAll(opening)) {
    const at = match.index + match[0].length - 1;
    const rest = text.slice(at + 1, lineEnd(text, at));
    if (!rest.includes(quote)) {
      found = at;
      break;
    }
  }
  return found === -1 ? Math.max(0, end - 1) : found;
}

function unquotedTemplate(line: string): number | undefined {
  const match = /^[^"'#]*?(?:[:\-,[]\s+|^\s*)(\{\{)/.exec(line);
  return match === null ? undefined : match[0].length - 2;
}

/** A tab at the beginning of the line of an error is its cause, whatever the parser called it. */
function tabError(text: string, error: YAMLParseError): { readonly pos: readonly [number, number] } | undefined {
  const from = lineStart(text, error.pos[0]);
  const tab = text.slice(from, from + indentAt(text, from)).indexOf('\t');
  return tab === -1 ? undefined : { pos: [from + tab, from + tab + 1] };
}

function tabDiagnostic(file: SourceFile, near: number): Diagnostic {
  const from = lineStart(file.text, near);
  const indent = file.text.slice(from, from + indentAt(file.text, from));
  const tab = indent.indexOf('\t');
  const start = tab === -1 ? near : from + tab;
  const run = tab === -1 ? 1 : (/^\t+/.exec(indent.slice(tab))?.[0].length ?? 1);
  const at = stretch(file.path, start, start + run);
  return makeDiagnostic('SL0103', at, say`tab used for indentation`, {
    notes: [say`how deep a tab reaches depends on the editor, so YAML forbids it`],
    help: say`indent with spaces, two for a level`,
    suggestions: [
      {
        message: say`replace each tab by two spaces`,
        confidence: 'likely',
        edits: [{ at, newText: '  '.repeat(run) }],
      },
    ],
  });
}

/** The diagnostic of an explained syntax error. */
export function toDiagnostic(
  file: SourceFile,
  { code, message, start, end, help, notes, label }: Explanation,
): Diagnostic {
  return makeDiagnostic(code ?? 'SL0104', stretch(file.path, start, end), message, {
    ...(help === undefined ? {} : { help }),
    ...(notes === undefined ? {} : { notes }),
    ...(label === undefined
      ? {}
      : { labels: [{ at: stretch(file.path, label.start, label.end), message: label.message }] }),
  });
}

function plainMessage(message: string): Message {
  const text = message.replace(/\.$/, '').replace(/"(quote)?/g, '`');
  return inEnglish(sentence(text.charAt(0).toLowerCase() + text.slice(1)), say`YAML cannot be parsed: “${text}”`);
}

/** Of the line break itself: what begins behind it is looked for from there. */
function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at === -1 ? text.length : at;
}

function indentAt(text: string, offset: number): number {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), lineEnd(text, offset)))?.[0].length ?? 0;
}

function trimmedEnd(text: string, start: number): number {
  const stop = lineEnd(text, start);
  return Math.max(start + 1, start + text.slice(start, stop).trimEnd().length);
}
