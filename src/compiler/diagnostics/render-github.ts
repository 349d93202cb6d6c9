import type { LocatedDiagnostic, Severity } from './diagnostic.ts';
import { bySeverity, countsOf, fromRepository, textOf, titleOf, type FindingsReport } from './findings-report.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Annotations of one kind that GitHub Actions takes from one step; it drops the others without a word. */
const SHOWN_OF_A_KIND = 10;

/**
 * Workflow commands of GitHub Actions, the errors first as few are shown, then one line that sums up. GitHub
 * takes columns only of a stretch in one line.
 */
export function renderGitHub(report: FindingsReport): string {
  const commands = bySeverity(report.diagnostics).map((diagnostic) => commandOf(diagnostic, report));
  const many = Object.values(report.counts).some((count) => count > SHOWN_OF_A_KIND);
  const limit = `; GitHub shows ${SHOWN_OF_A_KIND} of each kind for a step, this log has ${report.omitted === 0 ? 'all' : `all but ${report.omitted}`}`;
  return [...commands, `sluice check: ${countsOf(report)}${many ? limit : ''}`, ''].join('\n');
}

function commandOf(diagnostic: LocatedDiagnostic, report: FindingsReport): string {
  const { code, severity, file, range } = diagnostic;
  const { start, end } = range;
  const oneLine = start.line === end.line;
  const properties: Readonly<Record<string, string | number>> = {
    file: fromRepository(file, report),
    line: start.line,
    ...(oneLine ? { col: start.column } : {}),
    endLine: end.column === 1 && !oneLine ? end.line - 1 : end.line,
    // inclusive there, exclusive here
    ...(oneLine ? { endColumn: Math.max(start.column, end.column - 1) } : {}),
    title: `${code}: ${titleOf(code, report)}`,
  };
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${listed.join(',')}::${escapeData(textOf(diagnostic, report))}`;
}

/** As the toolkit of GitHub Actions escapes what stands behind `::`. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same for a value between commas. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
