import { say } from '../../message/index.ts';
import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { ignoreLibrary } from './ignore-library.ts';
import { ioReason } from './io-reason.ts';
import { wholeFile } from './stretch.ts';

/** The files that make up a project, each by its path from the root with `/`, sorted by code unit. */
export interface ProjectFiles {
  /** `sluice.yaml`, where there is one. */
  readonly project?: string;
  /** Pipelines: YAML, and TypeScript that is not a module for other files. */
  readonly definitions: readonly string[];
  readonly datasources: readonly string[];
  readonly backfills: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const YAML = /\.ya?ml$/;
const DEFINITION = /(?<!\.d)\.ts$|\.ya?ml$/;
const TEST = /\.test\.[a-z]+$/;

/**
 * Walks `pipelines/`, `datasources/` and `backfills/`. Links to files are followed, links to folders are not (they
 * can loop), and nothing outside the root is read. A folder that cannot be read is a diagnostic; the
 * others go on. Paths of `unsaved` count as files, whether or not they are on disk. Throws the signal's
 * reason when it is aborted.
 */
export async function findFiles(
  root: string,
  signal?: AbortSignal,
  unsaved: Iterable<string> = [],
): Promise<ProjectFiles> {
  const walk = new Walk(root, signal);
  const [top, definitions, datasources, backfills] = await Promise.all([
    walk.project(),
    walk.top('pipelines', isDefinition),
    walk.top('datasources', isPlainYaml),
    walk.top('backfills', isPlainYaml),
  ]);
  const open = [...unsaved];
  const project = top ?? open.find((path) => path === 'sluice.yaml');
  return {
    ...(project === undefined ? {} : { project }),
    definitions: withOpen(definitions, open, 'definition'),
    datasources: withOpen(datasources, open, 'datasource'),
    backfills: withOpen(backfills, open, 'backfill'),
    diagnostics: walk.diagnostics.sort((a, b) => byCodeUnit(a.at.file, b.at.file)),
  };
}

/**
 * Files with rules, by the pattern that they fit: gitignore's own patterns, each beginning with the name of a folder.
 * `_shared.ts` and what lies under `_shared/` are modules, as among definitions.
 */
export async function findRules(
  root: string,
  patterns: readonly string[],
): Promise<{ readonly found: ReadonlyMap<string, readonly string[]>; readonly diagnostics: readonly Diagnostic[] }> {
  const walk = new Walk(root, undefined);
  const found = new Map<string, readonly string[]>();
  for (const pattern of new Set(patterns)) {
    const [top = ''] = pattern.split('/');
    const fitting = ignoreLibrary()({ ignorecase: false }).add(`/${pattern}`);
    const files = await walk.top(top, (path) => path.endsWith('.ts') && isDefinition(path) && fitting.ignores(path));
    found.set(pattern, files.sort(byCodeUnit));
  }
  return { found, diagnostics: walk.diagnostics };
}

/** What a file of a project holds, by its path from the root; `test` is the author's own cases. Undefined for any other file. */
export function fileKind(path: string): 'project' | 'datasource' | 'backfill' | 'definition' | 'test' | undefined {
  if (path === 'sluice.yaml') return 'project';
  const [top = '', ...rest] = path.split('/');
  if (rest.length === 0 || rest.some((part) => part.startsWith('.') || part === 'node_modules')) return undefined;
  if (TEST.test(path)) return YAML.test(path) && ['tests', 'pipelines'].includes(top) ? 'test' : undefined;
  if (top === 'pipelines' && isDefinition(path)) return 'definition';
  if (!isPlainYaml(path)) return undefined;
  if (top === 'datasources') return 'datasource';
  return top === 'backfills' ? 'backfill' : undefined;
}

function withOpen(
  found: readonly string[],
  open: readonly string[],
  kind: 'definition' | 'datasource' | 'backfill',
): string[] {
  return [...new Set([...found, ...open.filter((path) => fileKind(path) === kind)])].sort(byCodeUnit);
}

function isPlainYaml(path: string): boolean {
  return YAML.test(path) && !TEST.test(path);
}

/** True for a path that defines pipelines: `_shared.ts` and what lies under `_shared/` are modules. */
function isDefinition(path: string): boolean {
  if (TEST.test(path) || !DEFINITION.test(path)) return false;
  return !path.endsWith('.ts') || !path.split('/').some((part) => part.startsWith('_'));
}

class Walk {
  readonly diagnostics: Diagnostic[] = [];
  readonly #root: string;
  readonly #signal: AbortSignal | undefined;
  #realRoot: Promise<string> | undefined;

  constructor(root: string, signal: AbortSignal | undefined) {
    this.#root = root;
    this.#signal = signal;
  }

  async project(): Promise<string | undefined> {
    const file = 'sluice.yaml';
    try {
      const entry = await lstat(join(this.#root, file));
      return !entry.isSymbolicLink() || (await this.#leadsToFile(file)) ? file : undefined;
    } catch (error) {
      // What is there but cannot be looked at is reported when it is read.
      return isMissing(error) ? undefined : file;
    }
  }

  /** A top folder may be a link, as long as it leads to a folder of the project. */
  async top(folder: string, wanted: (path: string) => boolean): Promise<string[]> {
    try {
      if (await this.#insideRoot(folder)) return await this.files(folder, wanted);
      this.diagnostics.push(outside(folder));
    } catch (error) {
      this.#signal?.throwIfAborted();
      if (!isMissing(error)) this.diagnostics.push(unreadableFolder(folder, error));
    }
    return [];
  }

  async files(folder: string, wanted: (path: string) => boolean): Promise<string[]> {
    this.#signal?.throwIfAborted();
    const found: string[] = [];
    const deeper: Promise<string[]>[] = [];
    for (const entry of await this.#entries(folder)) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) deeper.push(this.files(path, wanted));
      else if (wanted(path) && (entry.isFile() || (entry.isSymbolicLink() && (await this.#leadsToFile(path))))) {
        found.push(path);
      }
    }
    return found.concat(...(await Promise.all(deeper)));
  }

  async #entries(folder: string): Promise<Dirent[]> {
    try {
      return await readdir(join(this.#root, folder), { withFileTypes: true });
    } catch (error) {
      if (!isMissing(error)) this.diagnostics.push(unreadableFolder(folder, error));
      return [];
    }
  }

  async #leadsToFile(path: string): Promise<boolean> {
    try {
      if (!(await this.#insideRoot(path))) {
        this.diagnostics.push(outside(path));
        return false;
      }
      return (await stat(join(this.#root, path))).isFile();
    } catch (error) {
      this.diagnostics.push(
        makeDiagnostic('SL0107', wholeFile(path), say`link \`${path}\` cannot be followed: ${ioReason(error)}`),
      );
      return false;
    }
  }

  async #insideRoot(path: string): Promise<boolean> {
    this.#realRoot ??= realpath(this.#root);
    // both are awaited together: of a root that is gone neither may fail unheard
    const [target, realRoot] = await Promise.all([realpath(join(this.#root, path)), this.#realRoot]);
    return target.startsWith(realRoot + sep);
  }
}

function outside(path: string): Diagnostic {
  return makeDiagnostic('SL0107', wholeFile(path), say`link \`${path}\` leads out of the project`, {
    notes: [say`a commit must not make a machine read its own files`],
    help: say`copy what it leads to into the project`,
  });
}

function unreadableFolder(folder: string, error: unknown): Diagnostic {
  return makeDiagnostic('SL0107', wholeFile(folder), say`folder \`${folder}\` cannot be read: ${ioReason(error)}`, {
    notes: [say`what it holds is not known, so nothing is deleted on the strength of this run`],
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
