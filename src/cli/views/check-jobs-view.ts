import type { FindingsReport, LocatedDiagnostic } from '../../compiler/index.ts';
import { repositoryPrefix } from '../repository-prefix.ts';
import type { Terminal } from '../terminal.ts';
import { checkDocument, countsLine, plural, showDiagnostics, type Telling } from './check-view.ts';
import { countOf, emitFindings } from './emit-findings.ts';

/** What `check --as` has seen. */
export interface JobFindings {
  readonly files: number;
  /** All files that were looked at. */
  readonly fileNames: readonly string[];
  readonly jobs: number;
  /** Files of a folder that are no jobs. */
  readonly skipped: readonly string[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** More of them are counted, not named. */
const NAMED_AT_MOST = 10;

/** The findings, which files were passed over, and one line that sums up. */
export async function showCheckJobs(found: JobFindings, terminal: Terminal, telling: Telling): Promise<void> {
  try {
    await emitFindings(
      {
        diagnostics: found.diagnostics,
        files: found.fileNames.filter((file) => !found.skipped.includes(file)),
        prefix: repositoryPrefix(process.cwd()),
        documentOf: (kept, omitted) => checkJobsDocument(found, kept, omitted),
        ...telling,
      },
      terminal,
    );
  } finally {
    showJobs(found, terminal, telling);
  }
}

function showJobs({ files, jobs, skipped, diagnostics }: JobFindings, terminal: Terminal, telling: Telling): void {
  const { shown, hidden } = grouped(diagnostics);
  showDiagnostics(shown, '.', terminal, telling);
  const { paint } = terminal;
  if (hidden > 0)
    terminal.say(
      paint.dim(
        `and ${plural(hidden, 'more secret')} written out in ${plural(filesOf(diagnostics), 'file')}: \`--output json\` has every place`,
      ),
    );
  if (skipped.length > 0) {
    const more = skipped.length > NAMED_AT_MOST ? ` and ${skipped.length - NAMED_AT_MOST} more` : '';
    const names = skipped.slice(0, NAMED_AT_MOST).join(', ');
    terminal.say(paint.dim(`no job, skipped: ${names}${more}`));
  }
  const errors = countOf(diagnostics, 'error');
  const warnings = countOf(diagnostics, 'warning');
  const seen = `${plural(files, 'file')}, ${plural(jobs, 'job')} checked`;
  if (jobs === 0 && errors === 0)
    terminal.say(`${paint.red('no job found')}  ${paint.dim(`(${plural(files, 'file')})`)}`);
  else if (errors + warnings === 0) terminal.say(`${paint.green('ok')}  ${seen}`);
  else terminal.say(`${countsLine(errors, warnings, terminal)}  ${paint.dim(`(${seen})`)}`);
}

const SECRET = 'SL0912';
/** Of secrets more are not shown one by one: old jobs have one on each side, and they would hide the rest. */
const SECRETS_SHOWN = 2;

/** What is wrong first, then what is only ignored; of secrets the first few. */
function grouped(diagnostics: readonly LocatedDiagnostic[]): {
  readonly shown: readonly LocatedDiagnostic[];
  readonly hidden: number;
} {
  const secrets = diagnostics.filter(({ code }) => code === SECRET);
  const others = diagnostics.filter(({ code }) => code !== SECRET);
  const errors = others.filter(({ severity }) => severity === 'error');
  const rest = others.filter(({ severity }) => severity !== 'error');
  const few = secrets.slice(0, SECRETS_SHOWN);
  return { shown: [...errors, ...rest, ...few], hidden: secrets.length - few.length };
}

function filesOf(diagnostics: readonly LocatedDiagnostic[]): number {
  return new Set(diagnostics.filter(({ code }) => code === SECRET).map(({ file }) => file)).size;
}

/** The published form, schemas/check.schema.json, with what was looked at in place of pipelines. */
export function checkJobsDocument(
  { files, jobs, skipped, diagnostics }: JobFindings,
  kept: readonly LocatedDiagnostic[] = diagnostics,
  omitted = 0,
): FindingsReport['document'] {
  const document = checkDocument({ files, pipelines: 0, diagnostics }, kept, omitted);
  return { ...document, jobs, skipped };
}
