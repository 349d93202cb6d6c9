import { existsSync } from 'node:fs';
import path from 'node:path';

/** The file that makes a folder a project. */
export const PROJECT_FILE = 'sluice.yaml';

/**
 * The nearest folder with a sluice.yaml, from a folder upward. `isOpen` says whether an editor has a file that
 * is not on disk yet.
 */
export function findProjectRoot(folder: string, isOpen: (file: string) => boolean): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, PROJECT_FILE);
    if (isOpen(file) || existsSync(file)) return at;
    if (path.dirname(at) === at) return undefined;
  }
}
