import pc from 'picocolors';
import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import { codeFrame, type Mark } from './code-frame.ts';
import type { LocatedDiagnostic, Range } from './diagnostic.ts';
import { displayWidth, harmless } from './display-width.ts';
import { helpsOf } from './helps-of.ts';
import { SECRET_CODES } from './hide-secrets.ts';
import { wrapText } from './wrap-text.ts';

/** How diagnostics are shown to people. */
export interface RenderTextOptions {
  readonly color: boolean;
  /** Text of a file, for the code frame; undefined = no frame. */
  readonly textOf: (file: string) => string | undefined;
  /** Columns of the terminal, for notes and help; they are one line each without. */
  readonly width?: number;
  /** For the words around the diagnostic's own. */
  readonly catalogue?: Catalogue | undefined;
}

const SEVERITIES: Readonly<Record<LocatedDiagnostic['severity'], Message>> = {
  error: say`error`,
  warning: say`warning`,
  info: say`info`,
};

/** Another place is in the finding's own frame where no more lines than these are between. */
const NEAR = 8;

/** People's form: message, place, the lines with signs under them, notes, help, suggestions. */
export function renderDiagnosticText(diagnostic: LocatedDiagnostic, options: RenderTextOptions): string {
  const paint = pc.createColors(options.color);
  const tint = { error: paint.red, warning: paint.yellow, info: paint.cyan }[diagnostic.severity];
  const { near, far } = labelsOf(diagnostic);
  const own: Mark = { range: diagnostic.range, sign: '^', tint };
  const others = near.map(({ range, message }): Mark => ({
    range,
    sign: '-',
    tint: paint.cyan,
    message: harmless(message),
  }));
  const text = shownText(diagnostic, options);
  const words = (message: Message): string => wordsOf(message, options.catalogue);
  const lines = [
    `${tint(paint.bold(`${words(SEVERITIES[diagnostic.severity])}[${diagnostic.code}]`))}${paint.bold(`: ${harmless(diagnostic.message)}`)}`,
    `  ${paint.dim(words(say`at`))} ${paint.cyan(placeOf(diagnostic))}`,
    ...(text === undefined ? [] : codeFrame(text, [own, ...others], paint.dim)),
  ];
  for (const label of far) {
    const there = options.textOf(label.file);
    lines.push(`  ${paint.cyan(placeOf(label))} ${harmless(label.message)}`);
    if (there !== undefined)
      lines.push(...codeFrame(there, [{ range: label.range, sign: '-', tint: paint.cyan }], paint.dim));
  }
  const note = words(say`note`);
  const help = words(say`help`);
  for (const each of diagnostic.notes) lines.push(...remark(note, paint.bold(note), each, options.width));
  for (const each of helpsOf(diagnostic))
    lines.push(...remark(help, paint.bold(paint.green(help)), each, options.width));
  return lines.join('\n');
}

function remark(word: string, painted: string, text: string, width: number | undefined): string[] {
  const indent = displayWidth(word) + 4;
  const room = width === undefined ? undefined : width - indent;
  return wrapText(harmless(text), room).map((line, index) =>
    index === 0 ? `  ${painted}: ${line}` : `${' '.repeat(indent)}${line}`,
  );
}

/** Those that one frame can show together with the finding's own place, and the rest. */
function labelsOf({ file, range, labels }: LocatedDiagnostic): Record<'near' | 'far', LocatedDiagnostic['labels']> {
  const isNear = (label: LocatedDiagnostic['labels'][number]): boolean =>
    label.file === file &&
    range.start.line === range.end.line &&
    label.range.start.line === label.range.end.line &&
    Math.abs(label.range.start.line - range.start.line) <= NEAR;
  return { near: labels.filter(isNear), far: labels.filter((label) => !isNear(label)) };
}

function placeOf({ file, range: { start } }: { readonly file: string; readonly range: Range }): string {
  return `${harmless(file)}:${start.line}:${start.column}`;
}

function shownText(diagnostic: LocatedDiagnostic, options: RenderTextOptions): string | undefined {
  const text = options.textOf(diagnostic.file);
  if (text === undefined || !SECRET_CODES.has(diagnostic.code)) return text;
  const { start, end } = diagnostic.range;
  return `${text.slice(0, start.offset)}${'*'.repeat(Math.max(0, end.offset - start.offset))}${text.slice(end.offset)}`;
}
