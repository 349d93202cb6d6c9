import { say, wordsOf } from '../../message/index.ts';
import type { LocatedDiagnostic } from './diagnostic.ts';
import { bySeverity, countsOf, fromRepository, type FindingsReport } from './findings-report.ts';

/** More rows make a page that nobody reads, and GitHub takes a summary of 1 MiB. */
const MOST_ROWS = 200;

/** A summary for the page of a CI run or a comment: a table of findings, the errors first. */
export function renderMarkdown(report: FindingsReport): string {
  const rows = bySeverity(report.diagnostics).slice(0, MOST_ROWS);
  const more = report.diagnostics.length - rows.length + report.omitted;
  return [
    `### Sluice check: ${countsOf(report)}`,
    '',
    `${report.files.length} file${report.files.length === 1 ? '' : 's'} checked.`,
    ...(rows.length === 0 ? [] : ['', '| | place | finding |', '|---|---|---|']),
    ...rows.map((each) => rowOf(each, report)),
    ...(more === 0 ? [] : ['', `And ${more} more: \`sluice check\` shows them.`]),
    '',
  ].join('\n');
}

function rowOf(
  { severity, code, file, range, message, notes, help }: LocatedDiagnostic,
  report: FindingsReport,
): string {
  const place = `${fromRepository(file, report)}:${range.start.line}:${range.start.column}`;
  const told = [
    `**${code}** ${inline(message)}`,
    ...notes.map((note) => `${wordsOf(say`note`, report.catalogue)}: ${inline(note)}`),
    ...(help === undefined ? [] : [`${wordsOf(say`help`, report.catalogue)}: ${inline(help)}`]),
  ];
  return `| ${severity} | ${asCode(place)} | ${told.join('<br>')} |`;
}

/** Names in backticks stay code; of the rest nothing is markup, a mention or a link. */
function inline(text: string): string {
  const parts = text.replaceAll(/\s+/g, ' ').split('`');
  const even = parts.length % 2 === 0;
  return parts
    .map((part, index) => (index % 2 === 1 && !(even && index === parts.length - 1) ? asCode(part) : escaped(part)))
    .join('');
}

/** Code in a cell of a table, whatever backticks and bars it has. */
function asCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const room = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return text === ''
    ? ''
    : `${fence}${room}${text.replaceAll(/\s+/g, ' ').replaceAll('|', String.raw`\|`)}${room}${fence}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
    .replaceAll(/[\\*_[\]#|~!]/g, String.raw`\$&`);
}
