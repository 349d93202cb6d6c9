import { existsSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationError, UsageError } from './exit-code.ts';
import type { GlobalFlags } from './terminal.ts';

/** The project's folder: `--chdir`, else the current one. Throws a usage error when there is no such folder. */
export function projectRoot(flags: GlobalFlags): string {
  const root = path.resolve(flags.chdir ?? '.');
  if (!existsSync(root)) throw new UsageError(`there is no folder at ${root}`, 'name the project with --chdir');
  return root;
}

/** The same, for verbs that keep state there: a folder that is no project is left as it is, exit 78. */
export function existingProject(flags: GlobalFlags): string {
  const root = projectRoot(flags);
  if (existsSync(path.join(root, 'sluice.yaml'))) return root;
  throw new ConfigurationError(
    `there is no sluice.yaml in ${root}`,
    'go to the folder of a project, name it with --chdir, or begin one with `sluice init`',
  );
}

/** Where parsed files are kept between runs; it may be deleted at any time. */
export function cacheFolder(root: string): string {
  return path.join(root, '.sluice', 'cache');
}
