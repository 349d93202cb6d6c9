import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathInProject } from './path-in-project.ts';

/** Folders of a project that hold what people write. */
const FOLDERS = ['pipelines', 'datasources', 'backfills', 'topics', 'tests'] as const;

/**
 * The YAML files of a project that people write, by their paths from the root with `/`, sorted: those of `given` files and
 * folders, or all. Links are not followed. Throws a usage error for a path outside of the project, a failed operation
 * for one that does not exist.
 */
export async function definitionFiles(root: string, given: readonly string[]): Promise<string[]> {
  const tops = given.length > 0 ? given.map((each) => pathInProject(root, each)) : ['sluice.yaml', ...FOLDERS];
  const found = await Promise.all(tops.map((top) => filesUnder(root, top)));
  return [...new Set(found.flat())].sort();
}

async function filesUnder(root: string, top: string): Promise<string[]> {
  const absolute = path.join(root, top);
  const is = await stat(absolute).catch(() => undefined);
  if (is === undefined) return [];
  if (is.isFile()) return /\.ya?ml$/.test(top) ? [top] : [];
  const entries = await readdir(absolute, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.split('/').some((part) => part.startsWith('.') || part === 'node_modules'));
}
