import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { DatasourceNode } from '../../compiler/index.ts';
import { NO_FACTS, type Facts } from './facts.ts';

/** Looks whether a folder of files is on this machine. What pipelines read in it is looked for by `fileThere`. */
export function lookAtFiles(datasource: DatasourceNode, root: string): Facts {
  const path = datasource.path ?? '.';
  const facts: Facts = { ...NO_FACTS, depth: 'files', addresses: [path] };
  return existsSync(absolute(root, path))
    ? facts
    : { ...facts, failures: [{ kind: 'missing-file', subject: path, key: ['path'] }] };
}

/** True where a path is there; of a pattern, or of a path whose end only a run knows, its beginning. */
export function fileThere(root: string, folder: string | undefined, path: string): boolean {
  const known = path.split('/').slice(0, firstPattern(path)).join('/');
  return existsSync(join(absolute(root, folder ?? '.'), known));
}

function firstPattern(path: string): number {
  const parts = path.split('/');
  const index = parts.findIndex((part) => /[*?[{]/.test(part));
  return index < 0 ? parts.length : index;
}

function absolute(root: string, path: string): string {
  return isAbsolute(path) ? path : resolve(root, path);
}
