import { say, wordsOf } from '../../message/index.ts';
import type { LocatedDiagnostic } from './diagnostic.ts';
import { bySeverity, countsOf, fromRepository, type FindingsReport } from './findings-report.ts';
import { markdownCode, markdownLine } from './markdown-text.ts';

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
    `**${code}** ${markdownLine(message)}`,
    ...notes.map((note) => `${wordsOf(say`note`, report.catalogue)}: ${markdownLine(note)}`),
    ...(help === undefined ? [] : [`${wordsOf(say`help`, report.catalogue)}: ${markdownLine(help)}`]),
  ];
  return `| ${severity} | ${markdownCode(place)} | ${told.join('<br>')} |`;
}
