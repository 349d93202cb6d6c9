import { compileOutcome } from '../../compiler/index.ts';
import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import { withRuleFindings } from '../check-rules.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { exitCodeOf, isMissingProject, isToldAnyway, maxFindingsOf, severityToFailOn } from '../findings.ts';
import { pathInProject } from '../path-in-project.ts';
import { cacheFolder, projectRoot, whereLooked } from '../project-root.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { showCheckJobs } from '../views/check-jobs-view.ts';
import { showCheck } from '../views/check-view.ts';
import { showSnapshotChanges } from '../views/snapshot-changes-view.ts';
import { FINDING_FORMATS } from '../views/emit-findings.ts';
import type { CheckJobsFlags } from './check-jobs.ts';

interface CheckFlags extends GlobalFlags, CheckJobsFlags {
  readonly failOn?: string;
  readonly maxFindings?: string;
  /** Look at the real datasources first. */
  readonly connect?: boolean;
  /** commander's form of `--no-write`. */
  readonly write?: boolean;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
}

/** `sluice check [paths]`: everything is compiled; `paths` choose what is reported. With `--as`, they are job files. */
export async function checkCommand(flags: CheckFlags, paths: string[]): Promise<number> {
  const terminal = new Terminal(flags, FINDING_FORMATS);
  const failOn = severityToFailOn(flags.failOn);
  const maxFindings = maxFindingsOf(flags.maxFindings);
  if (flags.as !== undefined) {
    if (flags.fix === true) throw new UsageError(say`--fix does not change job files`, say`leave --fix or --as out`);
    if (flags.connect === true) throw new UsageError(say`--connect is for projects`, say`leave --connect or --as out`);
    const { checkJobs } = await import('./check-jobs.ts');
    const found = await checkJobs(flags, paths, terminal);
    const exitCode = found.jobs === 0 ? EXIT.failed : exitCodeOf(found.diagnostics, failOn);
    await showCheckJobs(found, terminal, { failOn, exitCode, maxFindings });
    return exitCode;
  }
  if (flags.dryRun === true && flags.fix !== true)
    throw new UsageError(say`--dry-run says nothing without --fix`, say`add --fix`);
  if (flags.fix === true && flags.connect === true)
    throw new UsageError(say`--fix and --connect are two steps`, say`fix first, then look at the datasources`);
  if (flags.write === false && flags.connect !== true)
    throw new UsageError(say`--no-write says nothing without --connect`, say`add --connect`);
  if (flags.version !== undefined)
    throw new UsageError(say`--version says nothing without --as`, say`add --as flinkx or --as chunjun`);
  const root = projectRoot(flags, paths[0]);
  const wanted = paths.map((each) => pathInProject(root, each));
  const covered = (file: string): boolean => wanted.length === 0 || wanted.some((prefix) => covers(prefix, file));
  const options = {
    environment: flags.env ?? 'default',
    cacheFolder: cacheFolder(root),
    language: terminal.language,
  };
  const isDry = flags.dryRun === true;
  const isWritten = flags.write ?? true;
  const fixing =
    flags.fix === true ? await (await import('./check-fix.ts')).fixFiles(root, options, covered, !isDry) : undefined;
  const { result, changes } = flags.connect
    ? await (
        await import('./check-connect.ts')
      ).checkConnected({ root, options, covers: covered, write: isWritten, terminal })
    : { result: fixing?.result ?? (await compileOutcome(root, options)), changes: undefined };
  const all = await withRuleFindings(root, result, options);
  const diagnostics = all.filter((each) => isToldAnyway(each) || covered(each.file));
  const elsewhere = all.length - diagnostics.length;
  const exitCode = diagnostics.some(isMissingProject) ? EXIT.configuration : exitCodeOf(diagnostics, failOn);
  const { files, fileNames = [], pipelines, ownerships } = result;
  const found = {
    files,
    fileNames,
    pipelines: pipelines.length,
    diagnostics,
    elsewhere,
    ...(ownerships === undefined ? {} : { ownerships }),
    ...(changes === undefined ? {} : { snapshots: { changes, written: isWritten } }),
  };
  if (fixing !== undefined) {
    const { countFixes, fixDocument, sayFixes, showDiff } = await import('../views/fixes-view.ts');
    if (isDry) {
      showDiff(fixing.files, terminal);
      terminal.emit(fixDocument(fixing));
      await sayFixes(fixing, false, terminal);
      return exitCode;
    }
    await showCheck({ ...found, fixed: countFixes(fixing.files) }, root, terminal, { failOn, exitCode, maxFindings });
    await sayFixes(fixing, true, terminal);
    return fixing.refused.length > 0 ? EXIT.failed : exitCode;
  }
  await showCheck(found, root, terminal, { failOn, exitCode, maxFindings });
  await showSnapshotChanges(changes ?? [], terminal, isWritten);
  if (exitCode === EXIT.configuration)
    terminal.warn(
      wordsOf(say`looked for sluice.yaml in ${whereLooked(flags, paths[0])}`, await catalogueOf(terminal.language)),
    );
  return exitCode;
}

function covers(prefix: string, file: string): boolean {
  return prefix === '' || file === prefix || file.startsWith(`${prefix}/`);
}
