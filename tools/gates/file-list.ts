import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const skipped = new Set(['.git', '.sluice', '.stack', 'coverage', 'dist', 'node_modules']);

/**
 * Paths of the project's own files, relative to `root`, with `/`, sorted: what git tracks or would track; in a
 * folder without git, all but build output and dependencies.
 */
export function fileList(root: string): string[] {
  const files = existsSync(join(root, '.git')) ? gitFiles(root) : walk(root, '');
  return files.toSorted();
}

function gitFiles(root: string): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const names = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0');
  // A file deleted but not yet committed is still listed.
  return [...new Set(names)].filter((name) => name !== '' && existsSync(join(root, name)));
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return skipped.has(entry.name) ? [] : walk(root, path);
  });
}

/** Whether a path is TypeScript source of ours: in `src`, not generated, not a declaration file. */
export const isSource = (file: string): boolean =>
  /^src\/.*\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !file.includes('/generated/');

/** Whether a path is a test beside its source. */
export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
