import { existsSync } from 'node:fs';
import path from 'node:path';
import { say, type Message } from '../message/index.ts';
import { ConfigurationError, UsageError } from './exit-code.ts';
import { findProject, lookedIn } from './find-project.ts';
import type { GlobalFlags } from './terminal.ts';

/**
 * The project's folder: `--chdir` as it is; else the nearest one with a sluice.yaml, from `given` (a file or folder of
 * the command line) or the current folder upward; else the current folder. Throws a usage error when there is no such
 * folder.
 */
export function projectRoot(flags: Pick<GlobalFlags, 'chdir'>, given?: string): string {
  if (flags.chdir === undefined) return findProject(path.resolve(given ?? '.')).root ?? process.cwd();
  const root = path.resolve(flags.chdir);
  if (!existsSync(root)) throw new UsageError(say`there is no folder at ${root}`, say`name the project with --chdir`);
  return root;
}

/** The same, for verbs that keep state there: a folder that is no project is left as it is, exit 78. */
export function existingProject(flags: Pick<GlobalFlags, 'chdir'>): string {
  const root = projectRoot(flags);
  if (existsSync(path.join(root, 'sluice.yaml'))) return root;
  throw missingProject(whereLooked(flags));
}

/** That a folder is no project, exit 78. */
export function missingProject(where: string | Message): ConfigurationError {
  return new ConfigurationError(
    say`there is no sluice.yaml in ${where}`,
    say`go to the folder of a project, name it with --chdir, or begin one with \`sluice init\``,
  );
}

/** In which folders a project was looked for, where none was found. */
export function whereLooked(flags: Pick<GlobalFlags, 'chdir'>, given?: string): Message {
  if (flags.chdir !== undefined) return say`${path.resolve(flags.chdir)}`;
  return lookedIn(findProject(path.resolve(given ?? '.')));
}

/** Where parsed files are kept between runs; it may be deleted at any time. */
export function cacheFolder(root: string): string {
  return path.join(root, '.sluice', 'cache');
}
