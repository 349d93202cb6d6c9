import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Time of the last change (ms) below the given files and folders. Folders count by themselves too: removing a file
 * touches its folder. Tests beside the sources do not count. 0 for what is not there.
 */
export function newest(...paths) {
  return Math.max(0, ...paths.map(timeOf));
}

function timeOf(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  const names = readdirSync(path).filter((name) => !name.includes('.test.'));
  return Math.max(status.mtimeMs, newest(...names.map((name) => join(path, name))));
}
