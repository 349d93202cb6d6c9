import { isAbsolute, relative, resolve } from 'node:path';
import { OperatingError } from '../../errors.ts';

/**
 * The file that a job means. Relative paths start at the project root, or at the datasource's folder,
 * and may not lead out of it; only a datasource may name an absolute folder. Throws INVALID_REQUEST.
 */
export function resolveJobPath(projectRoot: string, folder: string | undefined, path: string): string {
  if (isAbsolute(path)) {
    throw refused(path, 'is absolute', 'Put the folder into a datasource, and the path relative to it here.');
  }
  const base = resolveDatasourcePath(projectRoot, folder ?? '.');
  const full = resolve(base, path);
  if (isInside(base, full)) return full;
  throw refused(path, `leads out of ${folder ?? 'the project'}`, 'Use a path inside it, or another datasource.');
}

/** The file or folder that a datasource names: absolute as it is, relative inside the project. */
export function resolveDatasourcePath(projectRoot: string, path: string): string {
  if (isAbsolute(path)) return path;
  const full = resolve(projectRoot, path);
  if (isInside(projectRoot, full)) return full;
  throw refused(path, 'leads out of the project', 'Use an absolute path in the datasource.');
}

function isInside(base: string, full: string): boolean {
  const way = relative(base, full);
  return way === '' || !(way === '..' || way.startsWith('../') || isAbsolute(way));
}

function refused(path: string, why: string, help: string): OperatingError {
  return new OperatingError('INVALID_REQUEST', `the path ${path} ${why}`, { retryable: false, help });
}
