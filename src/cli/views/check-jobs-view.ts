import type { FindingsReport, LocatedDiagnostic } from '../../compiler/index.ts';
import { catalogueOf, say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import { repositoryPrefix } from '../repository-prefix.ts';
import type { Terminal } from '../terminal.ts';
import { checkDocument, countsLine, filesCounted, showDiagnostics, type Telling } from './check-view.ts';
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
  const catalogue = await catalogueOf(terminal.language);
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
    showJobs(found, terminal, telling, catalogue);
  }
}

function showJobs(
  { files, jobs, skipped, diagnostics }: JobFindings,
  terminal: Terminal,
  telling: Telling,
  catalogue: Catalogue | undefined,
): void {
  const words = (message: Message): string => wordsOf(message, catalogue);
  const { shown, hidden } = grouped(diagnostics);
  showDiagnostics(shown, '.', terminal, { ...telling, catalogue });
  const { paint } = terminal;
  if (hidden > 0)
    terminal.say(
      paint.dim(
        words(
          hidden === 1
            ? say`and 1 more secret written out in ${filesCounted(filesOf(diagnostics))}: \`--output json\` has every place`
            : say`and ${hidden} more secrets written out in ${filesCounted(filesOf(diagnostics))}: \`--output json\` has every place`,
        ),
      ),
    );
  if (skipped.length > 0) {
    const names = skipped.slice(0, NAMED_AT_MOST).join(', ');
    const message =
      skipped.length > NAMED_AT_MOST
        ? say`no job, skipped: ${names} and ${skipped.length - NAMED_AT_MOST} more`
        : say`no job, skipped: ${names}`;
    terminal.say(paint.dim(words(message)));
  }
  const errors = countOf(diagnostics, 'error');
  const warnings = countOf(diagnostics, 'warning');
  const seen = words(say`${filesCounted(files)}, ${jobs === 1 ? say`1 job` : say`${jobs} jobs`} checked`);
  if (jobs === 0 && errors === 0)
    terminal.say(`${paint.red(words(say`no job found`))}  ${paint.dim(`(${words(filesCounted(files))})`)}`);
  else if (errors + warnings === 0) terminal.say(`${paint.green('ok')}  ${seen}`);
  else terminal.say(`${countsLine(errors, warnings, terminal, catalogue)}  ${paint.dim(`(${seen})`)}`);
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
