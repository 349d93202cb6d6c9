import { existsSync } from 'node:fs';
import path from 'node:path';
import { compileProject } from '../../compiler/index.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { exitCodeOf, isMissingProject } from '../findings.ts';
import { cacheFolder, projectRoot } from '../project-root.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { showCheck } from '../views/check-view.ts';

interface CheckFlags extends GlobalFlags {
  readonly failOn?: string;
}

/** `sluice check [paths]`: everything is compiled; `paths` choose what is reported. */
export async function checkCommand(flags: CheckFlags, paths: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const failOn = flags.failOn ?? 'error';
  if (failOn !== 'error' && failOn !== 'warning')
    throw new UsageError(`--fail-on ${failOn} is not known`, 'use error or warning');
  const root = projectRoot(flags);
  const wanted = paths.map((each) => relativeToRoot(root, each));
  const result = await compileProject(root, { environment: flags.env ?? 'default', cacheFolder: cacheFolder(root) });
  const diagnostics = result.diagnostics.filter(
    (diagnostic) =>
      wanted.length === 0 || isMissingProject(diagnostic) || wanted.some((prefix) => covers(prefix, diagnostic.file)),
  );
  const elsewhere = result.diagnostics.length - diagnostics.length;
  showCheck({ files: result.files, pipelines: result.pipelines.length, diagnostics, elsewhere }, root, terminal);
  if (diagnostics.some(isMissingProject)) return EXIT.configuration;
  return exitCodeOf(diagnostics, failOn);
}

function relativeToRoot(root: string, given: string): string {
  const absolute = path.resolve(given);
  if (!existsSync(absolute)) throw new FailedOperation(`there is no file or folder at ${given}`, undefined, undefined);
  const relative = path.relative(root, absolute).split(path.sep).join('/');
  if (relative.startsWith('..'))
    throw new UsageError(`${given} is not in the project at ${root}`, 'use --chdir to name another project');
  return relative;
}

function covers(prefix: string, file: string): boolean {
  return prefix === '' || file === prefix || file.startsWith(`${prefix}/`);
}
