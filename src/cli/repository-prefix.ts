import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The way from the root of the git repository to a folder in it, with `/` at its end, or nothing: CI systems name
 * files from there. Where there is no repository, from the folder that the command runs in.
 */
export function repositoryPrefix(folder: string): string {
  let root = folder;
  while (!existsSync(path.join(root, '.git'))) {
    const parent = path.dirname(root);
    if (parent === root) {
      root = process.cwd();
      break;
    }
    root = parent;
  }
  const relative = path.relative(root, folder).split(path.sep).join('/');
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? '' : `${relative}/`;
}
