import pc from 'picocolors';
import type { DiagnosticCode } from './codes.ts';
import type { LocatedDiagnostic, Range } from './diagnostic.ts';

/** How diagnostics are shown to people. */
export interface RenderTextOptions {
  readonly color: boolean;
  /** Text of a file, for the code frame; undefined = no frame. */
  readonly textOf: (file: string) => string | undefined;
}

/** People's form: message, place, the line with carets under it, notes, help, suggestions. */
export function renderDiagnosticText(diagnostic: LocatedDiagnostic, options: RenderTextOptions): string {
  const paint = pc.createColors(options.color);
  const tint = { error: paint.red, warning: paint.yellow, info: paint.cyan }[diagnostic.severity];
  const { start } = diagnostic.range;
  const lines = [
    `${tint(paint.bold(`${diagnostic.severity}[${diagnostic.code}]`))}${paint.bold(`: ${diagnostic.message}`)}`,
    `  ${paint.dim('at')} ${paint.cyan(`${diagnostic.file}:${start.line}:${start.column}`)}`,
    ...frame(shownText(diagnostic, options), diagnostic.range, tint, paint.dim),
  ];
  for (const label of diagnostic.labels) {
    lines.push(
      `  ${paint.cyan(`${label.file}:${label.range.start.line}:${label.range.start.column}`)} ${label.message}`,
    );
    lines.push(...frame(options.textOf(label.file), label.range, paint.cyan, paint.dim));
  }
  for (const note of diagnostic.notes) lines.push(`  ${paint.bold('note')}: ${note}`);
  if (diagnostic.help) lines.push(`  ${paint.bold(paint.green('help'))}: ${diagnostic.help}`);
  for (const suggestion of diagnostic.suggestions) {
    if (suggestion.message !== diagnostic.help)
      lines.push(`  ${paint.bold(paint.green('help'))}: ${suggestion.message}`);
  }
  return lines.join('\n');
}

/** Codes that are about a secret in the file: what they point at is never shown. */
const SECRET_CODES: ReadonlySet<string> = new Set<DiagnosticCode>(['SL0701', 'SL0912']);

function shownText(diagnostic: LocatedDiagnostic, options: RenderTextOptions): string | undefined {
  const text = options.textOf(diagnostic.file);
  if (text === undefined || !SECRET_CODES.has(diagnostic.code)) return text;
  const { start, end } = diagnostic.range;
  return `${text.slice(0, start.offset)}${'*'.repeat(Math.max(0, end.offset - start.offset))}${text.slice(end.offset)}`;
}

/** A value beside a key that sounds like a secret, in YAML, a URL or TypeScript; references are no secrets. */
const SECRET_VALUE =
  /(?<!\$\{)((?:pass?wo?r?d|pwd|secret|token|credential|api[-_]?key|access[-_]?key|authorization|\bbasic\b)[\w.-]*\\*["']?\s*[:=]\s*\[?\\*["']?)(?!\$\{)([^\s"'\\,;&}\]]+)/gi;

/** `{ "name": "Authorization", "value": "…" }`, where the name stands beside the value. */
const NAMED_VALUE =
  /(["']?(?:name|key)["']?\s*:\s*["'](?:basic|authorization|cookie|[^"']*(?:passw|token|secret)[^"']*)["']\s*,\s*["']?value["']?\s*:\s*["'])(?!\$\{)([^"']+)/gi;

/** User and password in front of a host. */
const USER_INFO = /(:\/\/[^/?#\s:@"']*:)(?!\$\{)([^/?#\s@"']+)(?=@)/g;

const hide = (_: string, before: string, value: string): string => before + '*'.repeat(value.length);

/** Whatever a finding is about, a secret that happens to stand in its line is not shown: logs are kept. */
function withoutSecrets(line: string): string {
  return line.replaceAll(NAMED_VALUE, hide).replaceAll(SECRET_VALUE, hide).replaceAll(USER_INFO, hide);
}

/** A line by its number from 1, found without cutting up a file of many megabytes for each finding. */
function lineOf(text: string, line: number): string | undefined {
  let start = 0;
  for (let number = 1; number < line; number += 1) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? text.length : end);
}

const WIDTH = 120;

function frame(
  text: string | undefined,
  range: Range,
  tint: (s: string) => string,
  dim: (s: string) => string,
): string[] {
  const written = text === undefined ? undefined : lineOf(text, range.start.line);
  if (written === undefined || written.trim() === '') return [];
  const line = withoutSecrets(written);
  // A long line is shown around the caret only.
  const from = range.start.column > WIDTH - 20 ? range.start.column - 40 : 0;
  const shown =
    `${from > 0 ? '…' : ''}${line.replaceAll('\r', '').slice(from, from + WIDTH)}${line.length > from + WIDTH ? '…' : ''}`.replaceAll(
      '\t',
      ' ',
    );
  const column = range.start.column - 1 - from + (from > 0 ? 1 : 0);
  const lastColumn =
    range.end.line === range.start.line ? range.end.column - 1 - from + (from > 0 ? 1 : 0) : shown.length;
  const carets = '^'.repeat(Math.max(1, Math.min(lastColumn, shown.length) - column));
  const number = String(range.start.line);
  const margin = ' '.repeat(number.length);
  return [
    `  ${dim(`${number} |`)} ${shown}`,
    `  ${dim(`${margin} |`)} ${' '.repeat(Math.max(0, column))}${tint(carets)}`,
  ];
}
