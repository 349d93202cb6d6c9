import { displayWidth, harmless, wrapText, type ChangeDocument, type ExplainedValue } from '../../../compiler/index.ts';
import { say, wordsOf, type Message } from '../../../message/index.ts';
import { delayRows, fireCountWords, fireRows } from './fire-words.ts';
import { paintMeaning } from './paint-meaning.ts';
import { MEANING_WORDS } from './plan-words.ts';
import type { PlanTextOptions } from './plan-text-options.ts';
import { isShort, placeOf, valueLines, valueText, type DiffLine } from './value-lines.ts';

/** Everything that is known of a change, line by line: findings, values, next fires, run-time values, downstream. */
export function changeDetails(change: ChangeDocument, options: PlanTextOptions): string[] {
  return [
    ...findingLines(change, options),
    ...section(
      say`values`,
      change.values.flatMap((value) => linesOfValue(value, options)),
      options,
    ),
    ...section(say`next fires (${zonesOf(change)})`, fireLines(change, options), options),
    ...section(say`run-time values at the next fire`, runTimeLines(change, options), options),
    ...section(say`downstream`, downstreamLines(change, options), options),
  ];
}

function section(title: Message, lines: readonly string[], { paint, catalogue }: PlanTextOptions): string[] {
  return lines.length === 0 ? [] : [paint.bold(wordsOf(title, catalogue)), ...lines.map((line) => `  ${line}`)];
}

function findingLines({ findings, file, owners }: ChangeDocument, options: PlanTextOptions): string[] {
  const { paint, width, catalogue } = options;
  const told = findings.flatMap(({ consequence, meaning, reason }) => [
    ...wrapText(harmless(consequence), width && width - 4),
    `  ${paintMeaning(meaning, wordsOf(MEANING_WORDS[meaning], catalogue), paint)} ${paint.dim(reason)}`,
  ]);
  const origin = [file ?? '', owners.join(', ')].filter(Boolean).join('  ');
  return origin === '' ? told : [...told, paint.dim(harmless(origin))];
}

function linesOfValue(value: ExplainedValue, options: PlanTextOptions): string[] {
  const { paint } = options;
  const place = harmless(placeOf(value.path));
  const { before, after } = value;
  if (isShort(value)) {
    if (before === undefined) return [painted({ sign: '+', text: `${place}: ${valueText(after ?? null)}` }, options)];
    if (after === undefined) return [painted({ sign: '-', text: `${place}: ${valueText(before)}` }, options)];
    return [paint.yellow('~') + harmless(` ${place}: ${valueText(before)} -> ${valueText(after)}`)];
  }
  const sign = before === undefined ? '+' : after === undefined ? '-' : '~';
  return [`${paint.yellow(sign)} ${place}:`, ...valueLines(value).map((line) => `    ${painted(line, options)}`)];
}

function painted({ sign, text }: DiffLine, { paint }: PlanTextOptions): string {
  const line = `${sign} ${harmless(text)}`;
  if (sign === '+') return paint.green(line);
  return sign === '-' ? paint.red(line) : line;
}

function zonesOf({ timeZone, timeZoneBefore }: ChangeDocument): string {
  return timeZoneBefore === null ? timeZone : `${timeZoneBefore} -> ${timeZone}`;
}

function fireLines(change: ChangeDocument, options: PlanTextOptions): string[] {
  const lines = fireRows(change).map(({ sign, local, utc }) => painted({ sign, text: `${local}   ${utc}` }, options));
  for (const { sign, told } of delayRows(change))
    lines.push(painted({ sign, text: wordsOf(told, options.catalogue) }, options));
  const count = fireCountWords(change);
  return count === undefined ? lines : [...lines, wordsOf(count, options.catalogue)];
}

function runTimeLines({ runTimeValues }: ChangeDocument, { catalogue }: PlanTextOptions): string[] {
  const none = wordsOf(say`none`, catalogue);
  return runTimeValues.flatMap(({ path, text, before, after }) => [
    harmless(`${placeOf(path)}: ${text}`),
    harmless(`  ${before === null ? none : valueText(before)} -> ${after === null ? none : valueText(after)}`),
  ]);
}

function downstreamLines({ downstream }: ChangeDocument, { paint, catalogue }: PlanTextOptions): string[] {
  const widest = Math.max(0, ...downstream.map(({ pipeline }) => displayWidth(pipeline)));
  const mark = wordsOf(say`breaks`, catalogue);
  return downstream.map(({ pipeline, breaking, effect }) => {
    const name = harmless(pipeline) + ' '.repeat(widest - displayWidth(pipeline));
    return `${name}  ${breaking ? `${paint.red(mark)}: ` : ''}${harmless(effect)}`;
  });
}
