import { harmless, MEANINGS, type ChangeDocument, type PlanDocument } from '../../../compiler/index.ts';
import { say, wordsOf, type Message } from '../../../message/index.ts';
import { neededApprovalWords } from './approval-words.ts';
import { blockWidths, changeBlock } from './change-block.ts';
import { backfillSection } from './backfill-section.ts';
import { driftSection } from './drift-section.ts';
import { mostSeriousFirst } from './order-changes.ts';
import { paintMeaning } from './paint-meaning.ts';
import { planCounts } from './plan-counts.ts';
import type { PlanTextOptions } from './plan-text-options.ts';
import { MEANING_LEGEND, MEANING_WORDS, originWords } from './plan-words.ts';

/** More changes than these are counted in the short form: nobody reads on. */
const MOST_SHOWN = 100;
/** So many names are said of what is only counted. */
const MOST_NAMED = 10;

/** A plan for people at a terminal, the most serious first; the lines without a line end after the last. */
export function planText(document: PlanDocument, options: PlanTextOptions): string {
  const { paint, full, quiet, catalogue } = options;
  const words = (message: Message): string => wordsOf(message, catalogue);
  const changes = mostSeriousFirst(document.changes);
  const shown = full ? changes : changes.slice(0, MOST_SHOWN);
  const widths = blockWidths(shown, catalogue);
  const blocks = shown.map((change) => changeBlock(change, widths, options));
  const hidden = changes.length - shown.length;
  const rest = hidden === 0 ? [] : [paint.bold(words(say`and ${hidden} more; \`--full\` shows all`))];
  const approvals = document.approvals.map(
    (approval) => `${paint.yellow(words(say`approval`))}: ${harmless(words(neededApprovalWords(approval)))}`,
  );
  const notes = remarksOf(document).map((remark) => `${paint.yellow(words(say`note`))}: ${words(remark)}`);
  const remarks = [...approvals, ...notes];
  const drift = driftSection(document, options);
  const backfills = backfillSection(document, options);
  if (changes.length + remarks.length + (document.drift ?? []).length === 0 && backfills === '')
    return quiet ? '' : [emptyLine(document, words), drift].filter(Boolean).join('\n');
  const body = blocks.join(full ? '\n\n' : '\n');
  const around = quiet
    ? { head: [], foot: [] }
    : { head: [paint.bold(titleOf(document, words))], foot: footOf(document, shown, options) };
  return [...around.head, body, ...rest, backfills, drift, remarks.join('\n'), ...around.foot]
    .filter(Boolean)
    .join('\n\n');
}

/** `Plan for shop, environment prod: origin/main (abc1234) -> working tree` */
function titleOf({ project, environment, base, head }: PlanDocument, words: (message: Message) => string): string {
  return words(
    say`Plan for ${project ?? '?'}, environment ${environment}: ${originWords(base)} -> ${originWords(head)}`,
  );
}

function emptyLine({ summary, environment, base }: PlanDocument, words: (message: Message) => string): string {
  const { none } = summary.actions;
  if (none === 1) return words(say`no changes: 1 pipeline in environment ${environment} is as in ${originWords(base)}`);
  return words(say`no changes: ${none} pipelines in environment ${environment} are as in ${originWords(base)}`);
}

/** What is no change: what could not be compared, and what does not compile. */
function remarksOf({ notes, broken }: PlanDocument): readonly Message[] {
  const named = broken.slice(0, MOST_NAMED).join(', ');
  const more = broken.length > MOST_NAMED ? ', …' : '';
  return [
    ...notes.map((note) => say`${note}`),
    ...(broken.length === 0 ? [] : [say`nothing is planned for what does not compile: ${named}${more}`]),
  ];
}

function footOf(document: PlanDocument, shown: readonly ChangeDocument[], options: PlanTextOptions): string[] {
  const { paint, full, catalogue } = options;
  const words = (message: Message): string => wordsOf(message, catalogue);
  const counts = paint.bold(words(planCounts(document)));
  if (shown.length === 0) return [counts];
  if (!full)
    return [`${counts}\n${paint.dim(words(say`\`--full\` shows values, all next fires and who is downstream`))}`];
  const used = MEANINGS.filter((meaning) => shown.some((change) => change.meaning.includes(meaning)));
  const legend = used.map(
    (meaning) => `${paintMeaning(meaning, words(MEANING_WORDS[meaning]), paint)}: ${words(MEANING_LEGEND[meaning])}`,
  );
  return [legend.join('\n'), counts];
}
