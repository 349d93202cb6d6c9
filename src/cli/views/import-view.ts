import { DIFFERENCE_REASONS, type DifferenceReason, type ImportedFile } from '../../import/index.ts';
import type { ImportReport } from '../import-jobs.ts';
import type { Terminal } from '../terminal.ts';
import { say, sentence, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import { filesCounted, pipelinesCounted } from './check-view.ts';

/** Reasons that say that the old job did not do what was written in it; these files come first. */
const SILENTLY_WRONG: ReadonlySet<DifferenceReason> = new Set([
  'unknown-key',
  'ignored-by-engine',
  'wrong-place',
  'beyond-element-0',
]);

/** What people look at before the rest of a file's differences. */
const ORDER: readonly DifferenceReason[] = Object.keys(DIFFERENCE_REASONS) as DifferenceReason[]; // its own keys

const STATUSES: Readonly<Record<ImportedFile['status'], Message>> = {
  exact: say`exact`,
  listed: say`listed`,
  failed: say`failed`,
};

/** What the report leaves to `--output json` in a file of many differences. */
const SHOWN = 12;

/** Prints the report: files that were silently wrong first, then the rest, the counts, and what has to be set. */
export function showImport(report: ImportReport, terminal: Terminal, catalogue?: Catalogue): void {
  const words = (message: Message): string => wordsOf(message, catalogue);
  terminal.emit(importDocument(report));
  const { paint } = terminal;
  for (const file of [...report.files].sort(bySeverity)) showFile(file, terminal, words);
  for (const { file, reason } of report.skipped) terminal.say(paint.dim(words(say`skipped ${file}: ${reason}`)));
  terminal.say(countsLine(report, terminal, words));
  for (const line of reasonLines(report)) terminal.say(`  ${words(line)}`);
  const datasources = report.datasources === 1 ? say`1 new datasource` : say`${report.datasources} new datasources`;
  terminal.say(
    words(
      say`wrote ${pipelinesCounted(report.pipelines)} (${report.unchanged} unchanged) and ${datasources}; no schedule is in a job file: give each pipeline its own`,
    ),
  );
  if (report.secrets.length > 0) {
    terminal.say(words(say`set in the environment of the executor:`));
    for (const { variable, datasource, key } of report.secrets)
      terminal.say(`  ${variable}  (${words(say`\`${key}\` of \`${datasource}\``)})`);
  }
}

/** The published form: schemas/import-result.schema.json. */
export function importDocument(report: ImportReport): object {
  const count = (status: string): number => report.files.filter((file) => file.status === status).length;
  return {
    formatVersion: '1.0',
    summary: {
      files: report.files.length,
      exact: count('exact'),
      listed: count('listed'),
      failed: count('failed'),
      pipelines: report.pipelines,
      datasources: report.datasources,
      unchanged: report.unchanged,
    },
    files: report.files,
    skipped: report.skipped,
    secrets: report.secrets,
  };
}

function showFile(
  { from, status, pipelines, differences, diagnostics }: ImportedFile,
  terminal: Terminal,
  words: (message: Message) => string,
): void {
  const { paint } = terminal;
  const findings = diagnostics.filter(isTold);
  if (status === 'exact' && findings.length === 0) return;
  const color = status === 'failed' ? paint.red : paint.yellow;
  terminal.show(
    `${color(words(STATUSES[status]))}  ${paint.bold(from)}${pipelines.length > 0 ? paint.dim(` → ${pipelines.join(', ')}`) : ''}`,
  );
  for (const { code, severity, message, range, help } of findings) {
    terminal.show(
      `  ${severity === 'error' ? paint.red(words(say`error`)) : paint.yellow(words(say`warning`))} ${code} ${range.start.line}:${range.start.column} ${message}`,
    );
    if (help !== undefined) terminal.show(paint.dim(`    ${words(say`help`)}: ${help}`));
  }
  // the findings say of an unknown key what it would have been
  const hasKeys = findings.some(({ code }) => code === 'SL0903' || code === 'SL0904');
  const told = differences.filter(({ reason }) => reason !== 'default' && !(hasKeys && reason === 'unknown-key'));
  const sorted = [...told].sort((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason));
  for (const { path, reason, message } of sorted.slice(0, SHOWN))
    terminal.show(`  ${SILENTLY_WRONG.has(reason) ? paint.yellow(reason) : reason}  ${path}: ${message}`);
  const rest = sorted.length - SHOWN;
  if (rest > 0) terminal.show(paint.dim(`  ${words(say`and ${rest} more: \`--output json\``)}`));
}

/** That passwords are written out is said once, by the list of what has to be set. */
function isTold({ code }: ImportedFile['diagnostics'][number]): boolean {
  return code !== 'SL0912';
}

function countsLine(
  { files, skipped }: ImportReport,
  { paint }: Terminal,
  words: (message: Message) => string,
): string {
  const count = (status: string): number => files.filter((file) => file.status === status).length;
  const parts = [
    paint.green(words(say`${count('exact')} exact`)),
    paint.yellow(words(say`${count('listed')} listed`)),
    count('failed') > 0 ? paint.red(words(say`${count('failed')} failed`)) : words(say`${0} failed`),
    ...(skipped.length > 0 ? [words(say`${skipped.length} skipped`)] : []),
  ];
  return words(say`${filesCounted(files.length)}: ${parts.join(', ')}`);
}

/** How often each reason, in how many files. */
function reasonLines({ files }: ImportReport): Message[] {
  return ORDER.flatMap((reason) => {
    const having = files.filter(({ differences }) => differences.some((each) => each.reason === reason));
    if (having.length === 0) return [];
    const count = having.flatMap(({ differences }) => differences).filter((each) => each.reason === reason).length;
    return [say`\`${reason}\`: ${count} in ${filesCounted(having.length)} (${sentence(DIFFERENCE_REASONS[reason])})`];
  });
}

/** Failed last: the first lines that are read are of jobs that ran, and did not do what they say. */
function bySeverity(a: ImportedFile, b: ImportedFile): number {
  return rank(b) - rank(a) || (a.from < b.from ? -1 : 1);
}

function rank({ status, differences, diagnostics }: ImportedFile): number {
  if (status === 'failed') return 1;
  const wrong = differences.filter(({ reason }) => SILENTLY_WRONG.has(reason)).length;
  return wrong > 0 || diagnostics.some(isTold) ? 3 : 2;
}
