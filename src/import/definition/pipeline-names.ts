import { freeName, toName } from './free-name.ts';

/**
 * A pipeline's name for each file, from the file's own: `jobs/ods/Orders.json` is `orders`. Two files of one
 * name in different folders get the folder's name in front, `ods-orders`; what still collides gets a number.
 * Depends on the set of the files alone, not on their order. `taken` are names of the repository that belong
 * to other definitions.
 */
export function pipelineNames(files: readonly string[], taken: ReadonlySet<string>): ReadonlyMap<string, string> {
  const sorted = [...files].sort();
  const counts = new Map<string, number>();
  for (const file of sorted) counts.set(baseName(file), (counts.get(baseName(file)) ?? 0) + 1);
  const given = new Set(taken);
  const names = new Map<string, string>();
  for (const file of sorted) {
    const base = baseName(file);
    const alone = counts.get(base) === 1;
    const candidates = alone ? [base, withFolder(file)] : [withFolder(file)];
    const name = freeName(candidates, (candidate) => given.has(candidate) || (!alone && counts.has(candidate)));
    given.add(name);
    names.set(file, name);
  }
  return names;
}

function baseName(file: string): string {
  const last = file.split('/').at(-1) ?? '';
  return toName(last.replace(/\.[^.]+$/, '')) || 'job';
}

function withFolder(file: string): string {
  const folder = toName(file.split('/').at(-2) ?? '');
  return folder === '' ? baseName(file) : `${folder}-${baseName(file)}`.slice(0, 120);
}
