import { existsSync } from 'node:fs';
import path from 'node:path';

/** The package's own folder: where package.json is, whether this runs from sources or from dist/. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) return import.meta.dirname;
    folder = parent;
  }
  return folder;
}

/** A file that ships with the package. */
export function packageFile(...steps: readonly string[]): string {
  return path.join(packageRoot(), ...steps);
}
