import { structuredPatch } from 'diff';
import { pointerSteps, type ExplainedValue, type JsonValue } from '../../../compiler/index.ts';

/** A line of a difference. ` `: the same on both sides; `!`: whose lines follow. */
export interface DiffLine {
  readonly sign: ' ' | '+' | '-' | '!';
  readonly text: string;
}

/** Wider values are shown on lines of their own. */
const WIDEST = 60;
/** Lines around a change that are shown with it. */
const CONTEXT = 2;
/** Texts that differ in more lines than these are shown one after the other. */
const MOST_EDITS = 1000;

/** A pointer as people write places: `/source/columns/id` is `source.columns.id`. */
export function placeOf(pointer: string): string {
  return pointerSteps(pointer)
    .map((step) => (/^[\p{L}\p{N}_$-]+$/u.test(step) ? step : JSON.stringify(step)))
    .join('.');
}

/** A value on one line, as JSON. */
export function valueText(value: JsonValue): string {
  return JSON.stringify(value);
}

/** A value on the lines that people would write it on. */
export function valueBlock(value: JsonValue | undefined): readonly string[] {
  if (value === undefined) return [];
  if (typeof value !== 'string') {
    const line = valueText(value);
    return line.length <= WIDEST ? [line] : JSON.stringify(value, null, 2).split('\n');
  }
  const text = value.includes('\n') ? value.replace(/\n$/, '') : clauses(value);
  return text.includes('\n') ? text.split('\n') : [valueText(value)];
}

/** A long statement on one line, broken before its clauses. */
function clauses(text: string): string {
  if (text.length <= WIDEST) return text;
  return text.replaceAll(/\s+(?=(?:from|where|and|or|(?:left |right |inner )?join|group by|order by|union)\s)/gi, '\n');
}

/** True where both sides, as far as there are two, are one short line. */
export function isShort({ before, after }: ExplainedValue): boolean {
  return [before, after].every((side) => {
    const [line = '', ...more] = valueBlock(side);
    return more.length === 0 && line.length <= WIDEST;
  });
}

/** What a value was and is, line by line: the lines of long texts that differ, and some around them. */
export function valueLines({ before, after }: ExplainedValue): readonly DiffLine[] {
  const [was, is] = [valueBlock(before), valueBlock(after)];
  const whole = [...was.map((text) => line('-', text)), ...is.map((text) => line('+', text))];
  if (was.length <= 1 && is.length <= 1) return whole;
  if (was.length === 0 || is.length === 0) return whole;
  const patch = structuredPatch('', '', was.join('\n'), is.join('\n'), '', '', {
    context: CONTEXT,
    maxEditLength: MOST_EDITS,
  });
  if (patch === undefined) return whole;
  return patch.hunks.flatMap(({ lines }, index) => [
    ...(index === 0 ? [] : [line(' ', '…')]),
    ...lines.flatMap(lineOf),
  ]);
}

function lineOf(text: string): readonly DiffLine[] {
  const sign = text[0];
  return sign === '+' || sign === '-' || sign === ' ' ? [line(sign, text.slice(1))] : []; // `\ No newline at end`
}

function line(sign: DiffLine['sign'], text: string): DiffLine {
  return { sign, text };
}
