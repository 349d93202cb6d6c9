import { existsSync } from 'node:fs';
import path from 'node:path';
import { say } from '../message/index.ts';
import { FailedOperation, UsageError } from './exit-code.ts';

/**
 * A file or folder of the command line by its path from the project's root, with `/`; empty for the root itself. Throws
 * a usage error for one outside of the project, a failed operation for one that does not exist.
 */
export function pathInProject(root: string, given: string): string {
  const absolute = path.resolve(given);
  if (!existsSync(absolute)) throw new FailedOperation(say`there is no file or folder at ${given}`);
  const relative = path.relative(root, absolute).split(path.sep).join('/');
  if (relative === '..' || relative.startsWith('../') || path.isAbsolute(relative))
    throw new UsageError(say`${given} is not in the project at ${root}`, say`use --chdir to name another project`);
  return relative;
}
