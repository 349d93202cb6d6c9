import {
  harmless,
  markdownCode,
  markdownLine,
  type ChangeDocument,
  type ExplainedValue,
} from '../../../compiler/index.ts';
import { say, wordsOf, type Catalogue, type Message } from '../../../message/index.ts';
import { delayRows, fireCountWords, fireRows } from './fire-words.ts';
import { ACTION_WORDS, MEANING_WORDS } from './plan-words.ts';
import { isShort, placeOf, valueLines, valueText, type DiffLine } from './value-lines.ts';

/** Longer differences are cut: a comment is read, not searched. */
const MOST_LINES = 120;
/** Longer lines are cut, in UTF-16 units. */
const WIDEST_LINE = 400;
/** So many findings, and so many pipelines downstream, are told of one change. */
const MOST_ITEMS = 20;

/** What is folded under one change: its consequences, what changes in a `diff` fence, and who is downstream. */
export function markdownDetail(change: ChangeDocument, catalogue: Catalogue | undefined): string {
  const words = (message: Message): string => wordsOf(message, catalogue);
  const { action, pipeline, meaning, findings, downstream } = change;
  const [worst] = meaning;
  const title = [words(ACTION_WORDS[action]), ...(worst === undefined ? [] : [words(MEANING_WORDS[worst])])];
  const lines = diffOf(change, catalogue);
  const blocks = [
    listOf(
      findings.map(
        ({ consequence, reason, meaning: each }) =>
          `${markdownLine(clipped(consequence))} (${words(MEANING_WORDS[each])}, \`${reason}\`)`,
      ),
      words,
    ),
    lines.length === 0 ? '' : fenced(lines.map(({ sign, text }) => `${sign} ${text}`.trimEnd()).join('\n')),
    downstream.length === 0 ? '' : `${words(say`Downstream`)}:`,
    listOf(
      downstream.map(({ pipeline: name, breaking, effect }) => {
        const told = `${markdownCode(clipped(name))}: ${markdownLine(clipped(effect))}`;
        return breaking ? `${told} **(${words(say`breaks`)})**` : told;
      }),
      words,
    ),
  ].filter(Boolean);
  const summary = `<summary>${htmlCode(clipped(pipeline))} · ${title.join(' · ')}</summary>`;
  return `<details>${summary}\n\n${blocks.join('\n\n')}\n\n</details>\n`;
}

function listOf(items: readonly string[], words: (message: Message) => string): string {
  const rest = items.length - MOST_ITEMS;
  const shown = rest > 0 ? [...items.slice(0, MOST_ITEMS), words(say`and ${rest} more`)] : items;
  return shown.map((item) => `- ${item}`).join('\n');
}

/** Values, fires and run-time values as lines whose first column GitHub and GitLab colour. */
function diffOf(change: ChangeDocument, catalogue: Catalogue | undefined): readonly DiffLine[] {
  const words = (message: Message): string => wordsOf(message, catalogue);
  const lines: DiffLine[] = change.values.flatMap(linesOfValue);
  const fires = fireRows(change);
  const delays = delayRows(change);
  if ([...fires, ...delays].some(({ sign }) => sign !== ' ')) {
    const zones = change.timeZoneBefore === null ? change.timeZone : `${change.timeZoneBefore} -> ${change.timeZone}`;
    lines.push(headed(words(say`next fires (${zones})`)));
    for (const { sign, local, utc } of fires) lines.push({ sign, text: `${local}   ${utc}` });
    for (const { sign, told } of delays) lines.push({ sign, text: words(told) });
    const count = fireCountWords(change);
    if (count !== undefined) lines.push({ sign: ' ', text: words(count) });
  }
  for (const { path, text, before, after } of change.runTimeValues) {
    lines.push(headed(words(say`${placeOf(path)} at the next fire: ${text}`)));
    if (before !== null) lines.push({ sign: '-', text: before });
    if (after !== null) lines.push({ sign: '+', text: after });
  }
  const cut = lines.length - MOST_LINES;
  const shown = cut > 0 ? [...lines.slice(0, MOST_LINES), headed(words(say`and ${cut} more lines`))] : lines;
  return shown.map(({ sign, text }) => ({ sign, text: clipped(harmless(text).replaceAll(/[\r\n]+/g, ' ')) }));
}

/** `!`, which is coloured too, before lines that belong together. */
function headed(text: string): DiffLine {
  return { sign: '!', text };
}

function linesOfValue(value: ExplainedValue): readonly DiffLine[] {
  const place = placeOf(value.path);
  if (!isShort(value)) return [headed(place), ...valueLines(value)];
  const line = (sign: '-' | '+', side: ExplainedValue['before']): readonly DiffLine[] =>
    side === undefined ? [] : [{ sign, text: `${place}: ${valueText(side)}` }];
  return [...line('-', value.before), ...line('+', value.after)];
}

/** A fence that nothing in the text can close. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${text}\n${fence}`;
}

/** Code in a line of HTML, where Markdown is not read. */
function htmlCode(text: string): string {
  const plain = harmless(text).replaceAll(/\s+/g, ' ');
  return `<code>${plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</code>`;
}

/** A text that is not too long, cut between characters. */
export function clipped(text: string, most = WIDEST_LINE): string {
  if (text.length <= most) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return `${text.slice(0, end)}…`;
}
