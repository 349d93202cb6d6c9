import { createHash } from 'node:crypto';
import { MEANINGS, type Meaning, type PlanDocument } from '../../../compiler/index.ts';
import { say, wordsOf, type Catalogue, type Language, type Message } from '../../../message/index.ts';
import { neededApprovalWords } from './approval-words.ts';
import { backfillWords } from './backfill-words.ts';
import { ChangeHtml } from './html/change-html.ts';
import { escapeHtml, proseHtml } from './html/html-text.ts';
import { PAGE_SCRIPT } from './html/page-script.ts';
import { PAGE_STYLE } from './html/page-style.ts';
import { mostSeriousFirst } from './order-changes.ts';
import { planCounts } from './plan-counts.ts';
import { MEANING_LEGEND, MEANING_WORDS, originWords } from './plan-words.ts';

/** In which language a page is written. */
export interface HtmlOptions {
  readonly catalogue?: Catalogue | undefined;
  readonly language?: Language;
}

/**
 * Plans as one page that needs nothing beside it: of each a table that can be searched and filtered by meaning, and under it each
 * change with its values side by side. It runs no script and takes no style but its own, and reaches no network.
 *
 * @param documents One, or one of each environment.
 */
export function renderHtml(
  documents: readonly PlanDocument[],
  { catalogue, language = 'en' }: HtmlOptions = {},
): string {
  const words = (message: Message): string => escapeHtml(wordsOf(message, catalogue));
  const prose = (message: Message): string => proseHtml(wordsOf(message, catalogue));
  const project = documents[0]?.project ?? '?';
  const environments = documents.map(({ environment }) => environment).join(', ');
  const isOne = documents.length === 1;
  const title = words(
    isOne
      ? say`Plan for ${project}, environment ${environments}`
      : say`Plans for ${project}, environments ${environments}`,
  );
  const parts = documents.map((document, index) => ({
    document,
    changes: mostSeriousFirst(document.changes).map(
      (change, place) => new ChangeHtml(change, isOne ? `change-${place}` : `change-${index}-${place}`, catalogue),
    ),
  }));
  const details = detailsOf(parts.map(({ changes }) => changes));
  const filter = documents.every(({ changes }) => changes.length === 0) ? '' : filterOf(documents, words);
  const bodies = parts.map(
    ({ document, changes }, index) => `${isOne ? '' : `<h2>${words(say`environment ${document.environment}`)}</h2>`}
<p class="from">${words(originWords(document.base))} → ${words(originWords(document.head))}</p>
<p class="counts">${words(planCounts(document))}</p>
${findingsOf(document, words)}
${driftOf(document, words)}
${backfillsOf(document, words, prose)}
${notesOf(document, words, prose)}
${isOne ? filter : ''}
${changes.length === 0 ? '' : `<div class="wide"><table><thead><tr>${headOf(words)}</tr></thead><tbody>\n${changes.map((change, place) => change.row(details[index]?.[place] !== undefined)).join('\n')}\n</tbody></table></div>`}
${(details[index] ?? []).join('\n')}
${leftOut(changes.length - (details[index]?.length ?? 0), words)}`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hashOf(PAGE_STYLE)}'; script-src '${hashOf(PAGE_SCRIPT)}'; base-uri 'none'; form-action 'none'">
<title>${title}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<h1>${title}</h1>
${[...(isOne ? [] : [filter]), ...bodies].join('\n')}
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** A page with more details opens slowly, and nobody reads them all: the table has every change. In UTF-16 units. */
const MOST_DETAIL = 5_000_000;

/** What is folded under each change, of as many as a page can bear: in each list the first ones. */
function detailsOf(lists: readonly (readonly ChangeHtml[])[]): readonly (readonly string[])[] {
  let room = MOST_DETAIL;
  return lists.map((changes) => {
    const told: string[] = [];
    for (const change of changes) {
      const text = room > 0 ? change.details() : '';
      room -= text.length;
      if (room < 0) break;
      told.push(text);
    }
    return told;
  });
}

function leftOut(count: number, words: (message: Message) => string): string {
  if (count === 0) return '';
  const said = say`details of ${count} changes are not on this page, which would be too large: --select makes a page of fewer pipelines, --output json has all`;
  return `<p>${words(said)}</p>`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function headOf(words: (message: Message) => string): string {
  const heads = [say`pipeline`, say`change`, say`meaning`, say`next run`, say`owner`];
  return heads.map((each) => `<th scope="col">${words(each)}</th>`).join('');
}

/** A box for each meaning that occurs as a change's most serious. */
function filterOf(documents: readonly PlanDocument[], words: (message: Message) => string): string {
  const countOf = (meaning: Meaning): number =>
    documents.reduce((count, { summary }) => count + summary.meanings[meaning], 0);
  const boxes = MEANINGS.filter((meaning) => countOf(meaning) > 0).map(
    (meaning) =>
      `<label title="${words(MEANING_LEGEND[meaning])}"><input type="checkbox" data-meaning="${meaning}" checked> <span class="${meaning}">${words(MEANING_WORDS[meaning])} (${countOf(meaning)})</span></label>`,
  );
  const search = words(say`search pipelines, owners and reasons`);
  return `<div class="filter"><input type="search" placeholder="${search}" aria-label="${search}">${boxes.join('')}</div>`;
}

function findingsOf({ diagnostics }: PlanDocument, words: (message: Message) => string): string {
  const told = (['error', 'warning'] as const).flatMap((severity) =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity),
  );
  if (told.length === 0) return '';
  const rows = told.map(({ severity, code, file, range: { start }, message, help }) => {
    const word = severity === 'error' ? words(say`error`) : words(say`warning`);
    const advice = help === undefined ? '' : `<br><span class="reason">${words(say`help`)}: ${proseHtml(help)}</span>`;
    return `<tr><td class="${severity}">${word}</td><td class="place"><code>${escapeHtml(`${file}:${start.line}:${start.column}`)}</code></td><td>${code} ${proseHtml(message)}${advice}</td></tr>`;
  });
  return `<div class="wide"><table><tbody>${rows.join('\n')}</tbody></table></div>`;
}

function driftOf({ drift }: PlanDocument, words: (message: Message) => string): string {
  if (drift === undefined) return '';
  if (drift.length === 0) return `<p>${words(say`no drift found`)}</p>`;
  const rows = drift.map(
    ({ pipeline, engine, reason, message }) =>
      `<tr><td><code>${escapeHtml(pipeline)}</code></td><td>${escapeHtml(engine)}</td><td class="warning">${escapeHtml(reason)}</td><td>${proseHtml(message)}</td></tr>`,
  );
  return `<h3>${words(say`drift: ${drift.length} found, nothing was changed`)}</h3>
<div class="wide"><table><tbody>${rows.join('\n')}</tbody></table></div>`;
}

function backfillsOf(
  { backfills = [] }: PlanDocument,
  words: (message: Message) => string,
  prose: (message: Message) => string,
): string {
  if (backfills.length === 0) return '';
  const rows = backfills.map((each) => {
    const { action, effect } = backfillWords(each);
    const names = [each.name, each.pipeline].map((name) => `<td><code>${escapeHtml(name)}</code></td>`).join('');
    return `<tr>${names}<td>${words(action)}</td><td>${prose(effect)}</td></tr>`;
  });
  return `<h3>${words(say`backfills of files`)}</h3>
<div class="wide"><table><tbody>${rows.join('\n')}</tbody></table></div>`;
}

function notesOf(
  { notes, broken, approvals }: PlanDocument,
  words: (message: Message) => string,
  prose: (message: Message) => string,
): string {
  const told = [
    ...approvals.map((approval) => prose(neededApprovalWords(approval))),
    ...(broken.length === 0
      ? []
      : [words(say`nothing is planned for what does not compile: ${broken.join(', ')}${''}`)]),
    ...notes.map(proseHtml),
  ];
  return told.length === 0 ? '' : `<ul>${told.map((each) => `<li>${each}</li>`).join('')}</ul>`;
}
