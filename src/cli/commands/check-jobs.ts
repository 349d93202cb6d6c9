import path from 'node:path';
import type { LocatedDiagnostic } from '../../compiler/index.ts';
import { createSourceFile } from '../../compiler/index.ts';
import {
  CHECKED_VERSIONS,
  checkedVersion,
  checkJob,
  type JobVersion,
  loadPlugins,
  type SyncEngine,
  unreadFile,
} from '../../import/index.ts';
import { catalogueOf, say, type Catalogue } from '../../message/index.ts';
import { FailedOperation, UsageError } from '../exit-code.ts';
import { findJobFiles, readJobFile, type FoundFiles } from '../job-files.ts';
import type { Terminal } from '../terminal.ts';
import type { JobFindings } from '../views/check-jobs-view.ts';

export interface CheckJobsFlags {
  readonly as?: string;
  readonly version?: string;
}

/** Which engine's rules are meant. Throws a usage error for an engine or version without rules. */
export function jobRules({ as, version }: CheckJobsFlags): { engine: SyncEngine; version: JobVersion } {
  const engine = as === 'flinkx' || as === 'chunjun' ? as : undefined;
  if (engine === undefined) throw new UsageError(say`--as ${as ?? ''} is not known`, say`use flinkx or chunjun`);
  const known = checkedVersion(engine, version);
  if (known === undefined) {
    const all = CHECKED_VERSIONS[engine].join(' or ');
    throw new UsageError(say`--version ${version ?? ''} of ${engine} is not known`, say`use ${all}`);
  }
  return { engine, version: known };
}

/** Checks job files where they lie; of a folder, every `.json` file in it that looks like a job. */
export async function checkJobs(
  flags: CheckJobsFlags,
  given: readonly string[],
  terminal: Terminal,
): Promise<JobFindings> {
  const { engine, version } = jobRules(flags);
  if (given.length === 0) throw new UsageError(say`no job file is named`, say`name files, or folders of them`);
  const plugins = await loadPlugins(engine);
  const catalogue = await catalogueOf(terminal.language);
  const diagnostics: LocatedDiagnostic[] = [];
  const skipped: string[] = [];
  const seen = new Set<string>();
  let jobs = 0;
  for (const each of given) {
    const { files, unreadable } = await filesIn(each, catalogue);
    const named = files.length === 1 && path.resolve(each) === files[0]?.absolute;
    for (const { from, diagnostics: found } of unreadable)
      diagnostics.push(...found.map((one) => inFile(one, shownIn(each, from))));
    for (const file of files) {
      if (seen.has(file.absolute)) continue;
      seen.add(file.absolute);
      if (seen.size % 100 === 0) terminal.progress(`${seen.size} files`);
      const shown = shownFrom(file.absolute);
      const read = await readJobFile(file, catalogue);
      if ('failed' in read) diagnostics.push(...unreadFileAs(shown, read.failed.diagnostics));
      else if (!named && !looksLikeJob(read.text)) skipped.push(shown);
      else {
        jobs += 1;
        const source = createSourceFile(shown, read.text.replace(/^\uFEFF/, ''));
        diagnostics.push(...checkJob(source, engine, version, plugins, catalogue));
      }
    }
  }
  terminal.progress('');
  return { files: seen.size, fileNames: [...seen].map(shownFrom), jobs, skipped, diagnostics };
}

/** What cannot be looked into is a finding: the other files are checked all the same. */
async function filesIn(given: string, catalogue: Catalogue | undefined): Promise<FoundFiles> {
  try {
    return await findJobFiles(given, catalogue);
  } catch (error) {
    if (!(error instanceof FailedOperation)) throw error;
    return { files: [], unreadable: [unreadFile(given, say`it is not there, or may not be read`, catalogue)] };
  }
}

function unreadFileAs(shown: string, found: readonly LocatedDiagnostic[]): LocatedDiagnostic[] {
  return found.map((each) => inFile(each, shown));
}

function inFile(diagnostic: LocatedDiagnostic, file: string): LocatedDiagnostic {
  return { ...diagnostic, file };
}

function shownIn(given: string, from: string): string {
  return from === given ? from : shownFrom(path.resolve(given, from));
}

/** From where the command runs, with `/`: what a person can open. */
function shownFrom(absolute: string): string {
  return path.relative('.', absolute).split(path.sep).join('/');
}

/** A `job` with a `content`, or with one of its ends: cut and broken files as well, and no package.json. */
function looksLikeJob(text: string): boolean {
  return /(["']?)\bjob\1\s*(?::|=)/.test(text) && /(["']?)\b(?:content|reader|writer|setting)\1\s*(?::|=)/.test(text);
}
