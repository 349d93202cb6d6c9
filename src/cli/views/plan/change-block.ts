import { displayWidth, harmless, wrapText, type ChangeDocument, type PlanAction } from '../../../compiler/index.ts';
import { say, wordsOf, type Catalogue, type Message } from '../../../message/index.ts';
import { changeDetails } from './change-details.ts';
import { firesElsewhen, nextFireWords } from './fire-words.ts';
import { paintMeaning } from './paint-meaning.ts';
import { ACTION_SIGNS, ACTION_WORDS, MEANING_WORDS } from './plan-words.ts';
import type { PlanTextOptions } from './plan-text-options.ts';

/** Columns of the first lines of all blocks. */
export interface BlockWidths {
  readonly action: number;
  readonly pipeline: number;
  readonly meaning: number;
}

/** Longer names push what is behind them to the right. */
const WIDEST_NAME = 40;
/** Where what is told of a change begins. */
const INDENT = '    ';
/** Pipelines downstream that are named in the short form. */
const MOST_NAMED = 5;

/** So wide that what is behind a name stands in one column. */
export function blockWidths(changes: readonly ChangeDocument[], catalogue: Catalogue | undefined): BlockWidths {
  let [action, pipeline, meaning] = [0, 0, 0];
  for (const change of changes) {
    action = Math.max(action, displayWidth(wordsOf(ACTION_WORDS[change.action], catalogue)));
    pipeline = Math.max(pipeline, Math.min(WIDEST_NAME, displayWidth(nameOf(change))));
    meaning = Math.max(meaning, displayWidth(meaningOf(change, catalogue)));
  }
  return { action, pipeline, meaning };
}

/** What becomes of one pipeline: a line for the eye, then a sentence for each thing that happens. */
export function changeBlock(change: ChangeDocument, widths: BlockWidths, options: PlanTextOptions): string {
  const { paint, width, full, catalogue } = options;
  const words = (message: Message): string => wordsOf(message, catalogue);
  const [worst] = change.meaning;
  const sign = ACTION_TINTS[change.action](`${ACTION_SIGNS[change.action]} `, paint);
  const cells = [
    ACTION_TINTS[change.action](padded(words(ACTION_WORDS[change.action]), widths.action), paint),
    paint.bold(padded(nameOf(change), widths.pipeline)),
    paintMeaning(worst ?? 'cosmetic', padded(meaningOf(change, catalogue), widths.meaning), paint),
    ...(change.owner === null ? [] : [paint.dim(harmless(change.owner))]),
  ];
  const lines = [`${sign}${cells.join('  ')}`.trimEnd()];
  const tell = (text: string): number =>
    lines.push(...wrapText(harmless(text), width && width - INDENT.length).map((line) => `${INDENT}${line}`));
  if (full) return [...lines, ...changeDetails(change, options).map((line) => `${INDENT}${line}`)].join('\n');
  for (const consequence of change.consequences) tell(consequence);
  const next = nextFireWords(change);
  if (next !== undefined && (firesElsewhen(change) || change.action === 'create')) tell(words(say`next fire: ${next}`));
  const downstream = downstreamWords(change);
  if (downstream !== undefined) tell(words(downstream));
  return lines.join('\n');
}

const ACTION_TINTS: Readonly<Record<PlanAction, (text: string, paint: PlanTextOptions['paint']) => string>> = {
  create: (text, paint) => paint.green(text),
  update: (text, paint) => paint.yellow(text),
  replace: (text, paint) => paint.red(text),
  delete: (text, paint) => paint.red(text),
  move: (text, paint) => paint.cyan(text),
  none: (text) => text,
};

function nameOf({ from, pipeline }: ChangeDocument): string {
  return harmless(from === undefined ? pipeline : `${from} -> ${pipeline}`);
}

function meaningOf({ meaning: [worst] }: ChangeDocument, catalogue: Catalogue | undefined): string {
  return worst === undefined ? '' : wordsOf(MEANING_WORDS[worst], catalogue);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Whom it breaks; where it breaks nobody, how many are reached. */
function downstreamWords({ downstream }: ChangeDocument): Message | undefined {
  const broken = downstream.filter(({ breaking }) => breaking);
  if (broken.length > 0) {
    const names = broken.slice(0, MOST_NAMED).map(({ pipeline }) => pipeline);
    return say`breaks downstream: ${names.join(', ')}${broken.length > MOST_NAMED ? ', …' : ''}`;
  }
  if (downstream.length === 0) return undefined;
  return downstream.length === 1
    ? say`downstream: ${downstream.map(({ pipeline }) => pipeline).join('')}`
    : say`downstream: ${downstream.length} pipelines`;
}
