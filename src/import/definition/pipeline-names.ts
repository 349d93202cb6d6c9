import { digest } from '../../compiler/artefact/index.ts';
import { freeName, toName } from './free-name.ts';

/**
 * A pipeline's name for each file, from the file's own: `jobs/ods/Orders.json` is `orders`. Two files of one
 * name in different folders get the folder's name in front, `ods-orders`. What still collides gets a hash of
 * its path behind it, and a file of whose name nothing is left is `job-` and that hash: a number would be
 * another one when a file is added. All names are lower case, so no two are one file where case does not
 * count. Depends on the set of the files alone, not on their order. `taken` are names of the repository that
 * belong to other definitions.
 */
export function pipelineNames(files: readonly string[], taken: ReadonlySet<string>): ReadonlyMap<string, string> {
  const sorted = [...files].sort();
  const bases = countsOf(sorted.map(baseName));
  const inFolders = countsOf(sorted.map(withFolder));
  const given = new Set(taken);
  const names = new Map<string, string>();
  for (const file of sorted) {
    const base = baseName(file);
    const alone = bases.get(base) === 1;
    const candidates = [
      ...(alone ? [base] : []),
      ...(inFolders.get(withFolder(file)) === 1 ? [withFolder(file)] : []),
      `${base.slice(0, 110)}-${hashOf(file)}`,
    ];
    const name = freeName(candidates, (candidate) => given.has(candidate) || (!alone && bases.has(candidate)));
    given.add(name);
    names.set(file, name);
  }
  return names;
}

function baseName(file: string): string {
  const last = file.split('/').at(-1) ?? '';
  return toName(last.replace(/\.[^.]+$/, '')) || `job-${hashOf(file)}`;
}

function withFolder(file: string): string {
  const folder = toName(file.split('/').at(-2) ?? '');
  return folder === '' ? baseName(file) : toName(`${folder}-${baseName(file)}`);
}

/** Eight hexadecimal digits that only the path decides. */
function hashOf(file: string): string {
  return digest(file)
    .replace(/^sha256:/, '')
    .slice(0, 8);
}

function countsOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
