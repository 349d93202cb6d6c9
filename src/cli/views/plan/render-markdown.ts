import {
  markdownCode,
  markdownLine,
  type ChangeDocument,
  type LocatedDiagnostic,
  type PlanDocument,
} from '../../../compiler/index.ts';
import { say, wordsOf, type Catalogue, type Message } from '../../../message/index.ts';
import { neededApprovalWords } from './approval-words.ts';
import { backfillWords } from './backfill-words.ts';
import { fillBudget } from './fill-budget.ts';
import { nextFireWords, zoneOf } from './fire-words.ts';
import { clipped, markdownDetail } from './markdown-detail.ts';
import { MAX_BYTES } from './markdown-limit.ts';
import { mostSeriousFirst } from './order-changes.ts';
import { planCounts } from './plan-counts.ts';
import { ACTION_SIGNS, ACTION_WORDS, MEANING_WORDS, originWords, shortCommit } from './plan-words.ts';

/** How a plan is written for a comment. */
export interface MarkdownOptions {
  /** Bytes of UTF-8 that the text never exceeds; 60,000 where nothing is said. Below 4,000 little but the title is left. */
  readonly maxBytes?: number;
  readonly catalogue?: Catalogue | undefined;
  /** Lines in place of the approvals that the plan needs. */
  readonly approvals?: readonly string[];
}

/** So many findings and notes are told: `check` has them all. */
const MOST_FINDINGS = 30;
const MOST_NOTES = 20;
const MOST_DRIFT = 30;
/** The longest name in the table, in UTF-16 units: a longer one pushes the other columns out of sight, and stands whole below. */
const WIDEST_NAME = 64;
/** The longest cell of a table, in UTF-16 units. */
const WIDEST_CELL = 200;

/**
 * A plan for a comment on a pull request: title, counts, findings, a table and folded details, the most serious first.
 * The same document gives the same bytes. What does not fit is left out whole, and it is said how much that is.
 */
export function renderMarkdown(
  document: PlanDocument,
  { maxBytes = MAX_BYTES, catalogue, approvals }: MarkdownOptions = {},
): string {
  const words = (message: Message): string => wordsOf(message, catalogue);
  const changes = mostSeriousFirst(document.changes);
  const asked = approvals ?? document.approvals.map((approval) => words(neededApprovalWords(approval)));
  return fillBudget({
    maxBytes,
    head: [
      headOf(document, words),
      findingsOf(document.diagnostics, words),
      driftOf(document, words),
      backfillsOf(document, words),
      listOf(
        asked.map((line) => markdownLine(clipped(line, 2 * WIDEST_CELL))),
        words,
      ),
      notesOf(document, words),
    ],
    tableHead: changes.length === 0 ? '' : tableHead(words),
    rows: changes.map((change) => rowOf(change, words)),
    details: changes.map((change) => () => markdownDetail(change, catalogue)),
    cut: (rows, details) => words(cutWords(changes.length, rows, details)),
  });
}

function headOf(document: PlanDocument, words: (message: Message) => string): string {
  const { head, environment, base } = document;
  const env = clipped(environment, WIDEST_CELL);
  const title =
    head.commit === undefined ? say`Plan for env ${env}` : say`Plan for env ${env} @ ${shortCommit(head.commit)}`;
  const errors = document.diagnostics.filter(({ severity }) => severity === 'error').length;
  const wrong = errors === 0 ? [] : [`**${words(errors === 1 ? say`1 error` : say`${errors} errors`)}**`];
  const from = clipped(words(originWords(base)), WIDEST_CELL);
  const status = [
    ...wrong,
    `**${words(planCounts(document))}**`,
    words(say`compared with ${markdownCode(from)}`),
    // a title with a commit would pass it off as that commit
    ...(head.dirty === true ? [words(say`working tree with changes`)] : []),
  ];
  return `### ${markdownLine(words(title))}\n\n${status.join(' · ')}\n`;
}

function tableHead(words: (message: Message) => string): string {
  const heads = [say`pipeline`, say`change`, say`meaning`, say`next run`, say`owner`].map(words);
  return `| ${heads.join(' | ')} |\n|---|---|---|---|---|\n`;
}

function rowOf(change: ChangeDocument, words: (message: Message) => string): string {
  const { pipeline, from, action, meaning, owner } = change;
  const next = nextFireWords(change);
  const [worst] = meaning;
  const serious = worst === 'destructive' || worst === 'state-breaking';
  const mean = worst === undefined ? '' : words(MEANING_WORDS[worst]);
  const code = (text: string): string => markdownCode(clipped(text, WIDEST_NAME));
  const cells = [
    from === undefined ? code(pipeline) : `${code(from)} → ${code(pipeline)}`,
    `${markdownCode(ACTION_SIGNS[action])} ${words(ACTION_WORDS[action])}`,
    serious ? `**${mean}**` : mean,
    next === undefined ? '' : markdownLine(`${words(next).replace(' -> ', ' → ')}${zoneOf(change)}`),
    owner === null ? '' : code(owner),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

function findingsOf(diagnostics: readonly LocatedDiagnostic[], words: (message: Message) => string): string {
  const told = (['error', 'warning'] as const).flatMap((severity) =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity),
  );
  if (told.length === 0) return '';
  const rows = told.slice(0, MOST_FINDINGS).map(({ severity, code, file, range: { start }, message, help }) => {
    const place = markdownCode(clipped(`${file}:${start.line}:${start.column}`, WIDEST_CELL));
    const advice = help === undefined ? '' : `<br>${words(say`help`)}: ${markdownLine(clipped(help, WIDEST_CELL))}`;
    const mark = severity === 'error' ? `**${words(say`error`)}**` : words(say`warning`);
    return `| ${mark} | ${place} | ${code} ${markdownLine(clipped(message, WIDEST_CELL))}${advice} |\n`;
  });
  const more = told.length - rows.length;
  const rest = more === 0 ? '' : `\n${words(say`and ${more} more: \`sluice check\` shows them`)}\n`;
  return `| | ${words(say`place`)} | ${words(say`finding`)} |\n|---|---|---|\n${rows.join('')}${rest}`;
}

function driftOf({ drift }: PlanDocument, words: (message: Message) => string): string {
  if (drift === undefined) return '';
  if (drift.length === 0) return `${words(say`no drift found`)}\n`;
  const rows = drift.slice(0, MOST_DRIFT).map(({ pipeline, engine, reason, message }) => {
    const cells = [pipeline, engine].map((name) => (name === '' ? '' : markdownCode(clipped(name, WIDEST_CELL))));
    return `| ${cells.join(' | ')} | **${reason}**<br>${markdownLine(clipped(message, 2 * WIDEST_CELL))} |\n`;
  });
  const more = drift.length - rows.length;
  const rest = more === 0 ? '' : `\n${words(say`and ${more} more`)}\n`;
  const heads = [say`pipeline`, say`engine`, say`drift: ${drift.length} found, nothing was changed`].map(words);
  return `| ${heads.join(' | ')} |\n|---|---|---|\n${rows.join('')}${rest}`;
}

function backfillsOf({ backfills = [] }: PlanDocument, words: (message: Message) => string): string {
  if (backfills.length === 0) return '';
  const rows = backfills.slice(0, MOST_NOTES).map((each) => {
    const cells = [each.name, each.pipeline].map((name) => markdownCode(clipped(name, WIDEST_NAME)));
    const { action, effect } = backfillWords(each);
    const told = markdownLine(clipped(words(effect), 2 * WIDEST_CELL));
    return `| ${[cells[0], cells[1], words(action), told].join(' | ')} |\n`;
  });
  const more = backfills.length - rows.length;
  const heads = [say`backfill`, say`pipeline`, say`change`, say`what it runs`].map(words);
  const rest = more === 0 ? '' : `\n${words(say`and ${more} more`)}\n`;
  return `| ${heads.join(' | ')} |\n|---|---|---|---|\n${rows.join('')}${rest}`;
}

function notesOf({ notes, broken }: PlanDocument, words: (message: Message) => string): string {
  const named = broken.slice(0, MOST_NOTES).map((name) => markdownCode(clipped(name, WIDEST_CELL)));
  const more = broken.length > named.length ? ', …' : '';
  const told = [
    ...(broken.length === 0
      ? []
      : [words(say`nothing is planned for what does not compile: ${named.join(', ')}${more}`)]),
    ...notes.map((note) => markdownLine(clipped(note, 2 * WIDEST_CELL))),
  ];
  return listOf(told, words);
}

/** So many lines as are read. */
function listOf(lines: readonly string[], words: (message: Message) => string): string {
  const shown = lines.slice(0, MOST_NOTES);
  if (lines.length > shown.length) shown.push(words(say`and ${lines.length - shown.length} more`));
  return shown.map((line) => `- ${line}\n`).join('');
}

/** What is not there of `all` changes. */
function cutWords(all: number, rows: number, details: number): Message {
  const whole = say`the plan file has all (\`sluice plan --out FILE\`, \`--output html\`)`;
  return rows < all
    ? say`Cut to fit: ${all - rows} of ${all} pipelines are not in the table and ${all - details} have no details here; ${whole}`
    : say`Cut to fit: ${all - details} of ${all} pipelines have no details here; ${whole}`;
}
