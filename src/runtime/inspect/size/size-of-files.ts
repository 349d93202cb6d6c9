import { opendirSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { SourceNode, SourceSize } from '../../../compiler/index.ts';

/** In a folder of more files they are not all looked at, and nothing is said. */
const MOST_LOOKED_AT = 10_000;

/** The files that a source names on this machine; undefined where only a run knows them, or there are too many. */
export function sizeOfFiles(root: string, { datasource, path, otherPaths = [] }: SourceNode): SourceSize | undefined {
  const folder = resolve(root, datasource?.path ?? '.');
  const paths = [path, ...otherPaths].map((each) => (typeof each === 'string' ? each : undefined));
  let [count, bytes] = [0, 0];
  for (const each of paths) {
    const found = each === undefined ? undefined : filesAt(folder, each);
    if (found === undefined) return undefined;
    count += found.length;
    bytes += found.reduce((sum, size) => sum + size, 0);
  }
  return { files: { count, bytes }, by: 'files' };
}

/** Sizes of the files at a path: a file, a folder with all below it, or what a pattern names. */
function filesAt(folder: string, path: string): readonly number[] | undefined {
  const parts = path.split('/');
  const first = parts.findIndex((part) => /[*?]/.test(part));
  if (/[[{]/.test(path)) return undefined;
  const from = join(isAbsolute(path) ? '/' : folder, ...parts.slice(0, first < 0 ? undefined : first));
  const pattern = first < 0 ? undefined : patternOf(parts.slice(first));
  try {
    if (statSync(from).isFile()) return pattern === undefined ? [statSync(from).size] : [];
    return filesBelow(from)
      ?.filter((file) => pattern?.test(relative(from, file).split(sep).join('/')) !== false)
      .map((file) => statSync(file).size);
  } catch {
    return undefined;
  }
}

/** Undefined where there are too many. */
function filesBelow(from: string): readonly string[] | undefined {
  const found: string[] = [];
  const open = [from];
  let looked = 0;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const entries = opendirSync(folder);
    try {
      for (let entry = entries.readSync(); entry !== null; entry = entries.readSync()) {
        if ((looked += 1) > MOST_LOOKED_AT) return undefined;
        const file = join(folder, entry.name);
        if (entry.isDirectory()) open.push(file);
        else if (entry.isFile()) found.push(file);
      }
    } finally {
      entries.closeSync();
    }
  }
  return found;
}

/** `*` and `?` within a name, `**` over folders. */
function patternOf(parts: readonly string[]): RegExp {
  const text = parts
    .map((part) =>
      part === '**'
        ? '(?:.*/)?'
        : `${part
            .replaceAll(/[.+^$()|\\]/g, '\\$&')
            .replaceAll('*', '[^/]*')
            .replaceAll('?', '[^/]')}/`,
    )
    .join('')
    .replace(/\/$/, '');
  return new RegExp(`^${text}$`);
}
