import { createHash } from 'node:crypto';
import { MEANINGS, type PlanDocument } from '../../../compiler/index.ts';
import { say, wordsOf, type Catalogue, type Language, type Message } from '../../../message/index.ts';
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
 * A plan as one page that needs nothing beside it: a table that can be searched and filtered by meaning, and under it each
 * change with its values side by side. It runs no script and takes no style but its own, and reaches no network.
 */
export function renderHtml(document: PlanDocument, { catalogue, language = 'en' }: HtmlOptions = {}): string {
  const words = (message: Message): string => escapeHtml(wordsOf(message, catalogue));
  const { project, environment, base, head } = document;
  const title = words(say`Plan for ${project ?? '?'}, environment ${environment}`);
  const changes = mostSeriousFirst(document.changes).map((change, index) => new ChangeHtml(change, index, catalogue));
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
<p class="from">${words(originWords(base))} → ${words(originWords(head))}</p>
<p class="counts">${words(planCounts(document))}</p>
${findingsOf(document, words)}
${notesOf(document, words)}
${changes.length === 0 ? '' : filterOf(document, words)}
${changes.length === 0 ? '' : `<div class="wide"><table><thead><tr>${headOf(words)}</tr></thead><tbody>\n${changes.map((change) => change.row()).join('\n')}\n</tbody></table></div>`}
${changes.map((change) => change.details()).join('\n')}
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function headOf(words: (message: Message) => string): string {
  const heads = [say`pipeline`, say`change`, say`meaning`, say`next run`, say`owner`];
  return heads.map((each) => `<th scope="col">${words(each)}</th>`).join('');
}

/** A box for each meaning that occurs as a change's most serious. */
function filterOf({ summary }: PlanDocument, words: (message: Message) => string): string {
  const boxes = MEANINGS.filter((meaning) => summary.meanings[meaning] > 0).map(
    (meaning) =>
      `<label title="${words(MEANING_LEGEND[meaning])}"><input type="checkbox" data-meaning="${meaning}" checked> <span class="${meaning}">${words(MEANING_WORDS[meaning])} (${summary.meanings[meaning]})</span></label>`,
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
    return `<tr><td class="${severity}">${word}</td><td><code>${escapeHtml(`${file}:${start.line}:${start.column}`)}</code></td><td>${code} ${proseHtml(message)}${advice}</td></tr>`;
  });
  return `<div class="wide"><table><tbody>${rows.join('\n')}</tbody></table></div>`;
}

function notesOf({ notes, broken, drift = [] }: PlanDocument, words: (message: Message) => string): string {
  const told = [
    ...(broken.length === 0
      ? []
      : [words(say`nothing is planned for what does not compile: ${broken.join(', ')}${''}`)]),
    ...notes.map(proseHtml),
    ...drift.map(
      ({ pipeline, engine, message }) =>
        `<code>${escapeHtml(pipeline)}</code> (${escapeHtml(engine)}): ${proseHtml(message)}`,
    ),
  ];
  return told.length === 0 ? '' : `<ul>${told.map((each) => `<li>${each}</li>`).join('')}</ul>`;
}
