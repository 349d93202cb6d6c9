import type { Position } from '../text/index.ts';
import type { Range } from './diagnostic.ts';
import { displayWidth, harmless } from './display-width.ts';
import { hideSecrets } from './hide-secrets.ts';

/** A stretch of a file that a frame points at. */
export interface Mark {
  readonly range: Range;
  /** Under the finding's own place `^`, under others `-`. */
  readonly sign: '^' | '-';
  readonly tint: (text: string) => string;
  /** What there is to say of it, beside the signs. */
  readonly message?: string;
}

/** Of a longer line the part around the mark is shown. */
const WIDEST = 120;
/** Of more lines the first and the last are shown. */
const MOST_LINES = 5;

/**
 * The lines that marks are in, with their numbers and signs under them; lines between are left out. The first
 * mark is the finding's own. Nothing where the text has no such line.
 */
export function codeFrame(text: string, marks: readonly Mark[], dim: (text: string) => string): string[] {
  const [own] = marks;
  if (own === undefined) return [];
  const lines = new Lines(text, own.range.start);
  if ((lines.at(own.range.start.line) ?? '').trim() === '') return [];
  if (isBlock(own.range) && marks.length === 1) return blockFrame(lines, own, dim);
  const numbers = [...new Set(marks.map(({ range }) => range.start.line))].sort((a, b) => a - b);
  const margin = ' '.repeat(String(numbers.at(-1)).length);
  return numbers.flatMap((number, index) => {
    const before = numbers[index - 1];
    const gap = before === undefined || number - before < 2 ? [] : gapLines(lines, before, number, margin, dim);
    const here = marks.filter(({ range }) => range.start.line === number);
    return [...gap, ...lineWithSigns(lines.at(number) ?? '', number, margin, here, dim)];
  });
}

/** True for a stretch over several lines that holds more than the end of its first. */
function isBlock({ start, end }: Range): boolean {
  return end.line - start.line > 1 || (end.line > start.line && end.column > 1);
}

/** One line between is shown, as it takes no more room than the dots. */
function gapLines(
  lines: Lines,
  before: number,
  after: number,
  margin: string,
  dim: (text: string) => string,
): string[] {
  if (after - before > 2) return [`  ${dim(`${margin} ...`)}`];
  return [`  ${dim(`${padded(before + 1, margin)} |`)} ${cut(lines.at(before + 1) ?? '', 0)}`.trimEnd()];
}

/** All lines of a block with a stroke on their left. */
function blockFrame(lines: Lines, { range, tint }: Mark, dim: (text: string) => string): string[] {
  const { start, end } = range;
  const last = end.column === 1 ? end.line - 1 : end.line;
  const all = Array.from({ length: last - start.line + 1 }, (_, index) => start.line + index);
  const shown = all.length <= MOST_LINES ? all : [...all.slice(0, MOST_LINES - 2), last];
  const margin = ' '.repeat(String(last).length);
  return shown.flatMap((number, index) => {
    const sign = number === start.line ? '/' : number === last ? '\\' : '|';
    const gap = number - (shown[index - 1] ?? number) > 1 ? [`  ${dim(`${margin} |`)} ${tint('|')} ${dim('...')}`] : [];
    return [
      ...gap,
      `  ${dim(`${padded(number, margin)} |`)} ${tint(sign)} ${cut(lines.at(number) ?? '', 0)}`.trimEnd(),
    ];
  });
}

function lineWithSigns(
  written: string,
  number: number,
  margin: string,
  marks: readonly Mark[],
  dim: (text: string) => string,
): string[] {
  const [first] = marks;
  const column = first?.range.start.column ?? 1;
  // a long line is shown around the first mark only
  const from = column > WIDEST - 20 ? column - 40 : 0;
  const shown = cut(written, from);
  const under = marks.map((mark) => `  ${dim(`${margin} |`)} ${signs(shown, mark, from)}`);
  return [`  ${dim(`${padded(number, margin)} |`)} ${shown}`, ...under];
}

function signs(shown: string, { range: { start, end }, sign, tint, message }: Mark, from: number): string {
  const shift = from > 0 ? 1 - from : 0;
  const column = Math.min(Math.max(start.column - 1 + shift, 0), shown.length);
  const last = end.line === start.line ? end.column - 1 + shift : shown.length;
  const before = ' '.repeat(displayWidth(shown.slice(0, column)));
  const count = Math.max(1, displayWidth(shown.slice(column, Math.min(last, shown.length))));
  return `${before}${tint(sign.repeat(count) + (message === undefined ? '' : ` ${message}`))}`;
}

/** At most {@link WIDEST} characters of a line, secrets hidden, tabs as one column. */
function cut(line: string, from: number): string {
  const hidden = harmless(hideSecrets(line.slice(Math.max(0, from - WIDEST), from + WIDEST * 3)).replaceAll('\t', ' '));
  const part = hidden.slice(Math.min(from, WIDEST));
  return `${from > 0 ? '…' : ''}${part.slice(0, WIDEST)}${part.length > WIDEST ? '…' : ''}`;
}

function padded(number: number, margin: string): string {
  return String(number).padStart(margin.length);
}

/** Lines by their numbers, found from a known place on, without cutting up a file of many megabytes. */
class Lines {
  readonly #text: string;
  #number: number;
  #start: number;

  constructor(text: string, { line, offset }: Position) {
    this.#text = text;
    this.#number = line;
    this.#start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** A line by its number from 1, without its end; undefined where the text has none. */
  at(number: number): string | undefined {
    for (; this.#number > number; this.#number -= 1) {
      if (this.#start === 0) return undefined;
      this.#start = this.#start === 1 ? 0 : this.#text.lastIndexOf('\n', this.#start - 2) + 1;
    }
    for (; this.#number < number; this.#number += 1) {
      const next = this.#text.indexOf('\n', this.#start) + 1;
      if (next === 0) return undefined;
      this.#start = next;
    }
    const end = this.#text.indexOf('\n', this.#start);
    return this.#text.slice(this.#start, end === -1 ? this.#text.length : end).replaceAll('\r', '');
  }
}
