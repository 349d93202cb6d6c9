import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { SourceFile } from '../text/index.ts';
import { decodeSource, MAX_FILE_BYTES } from './decode-source.ts';
import { ioReason } from './io-reason.ts';
import { parseCodeOwners } from './parse-codeowners.ts';
import { wholeFile } from './stretch.ts';

/** Who owns the files of a project by CODEOWNERS. */
export interface FileOwners {
  /** By a path from the project's root. */
  ownersOf(path: string): readonly string[];
}

/** The owners of a project's files. */
export interface LoadedCodeOwners extends FileOwners {
  /** Undefined where it could not be read. */
  readonly file?: SourceFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where GitHub looks, in its order; GitLab has one more. The first that is there counts. */
export const CODEOWNERS_PLACES: readonly string[] = [
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
];

/**
 * Reads the CODEOWNERS of the repository that a project lies in; of the project's folder where there is no repository.
 * Undefined where there is none. It is named from the project's root, `../CODEOWNERS` where it lies above.
 */
export function loadCodeOwners(root: string): LoadedCodeOwners | undefined {
  const project = resolve(root);
  const repository = repositoryOf(project);
  const place = CODEOWNERS_PLACES.find((each) => isThere(join(repository, each)));
  if (place === undefined) return undefined;
  const path = slashed(relative(project, join(repository, place)));
  const none = (diagnostic: Diagnostic): LoadedCodeOwners => ({ ownersOf: () => [], diagnostics: [diagnostic] });
  try {
    // a commit must not make a machine read its own files
    const target = realpathSync(join(repository, place));
    if (!target.startsWith(realpathSync(repository) + sep))
      return none(unreadable(path, say`the link leads out of the repository`));
    const bytes = readFileSync(target);
    if (bytes.length > MAX_FILE_BYTES) return none(unreadable(path, say`it is too large`));
    const { file, diagnostic } = decodeSource(bytes, path);
    if (diagnostic !== undefined) return none(unreadable(path, say`it is not UTF-8`));
    const { codeOwners, diagnostics } = parseCodeOwners(file);
    const prefix = slashed(relative(repository, project));
    const ownersOf = (inside: string): readonly string[] =>
      codeOwners.ownersOf(prefix === '' ? inside : `${prefix}/${inside}`);
    return { ownersOf, file, diagnostics };
  } catch (error) {
    return none(unreadable(path, ioReason(error)));
  }
}

/** The nearest folder with a `.git`, else the project's own. */
function repositoryOf(project: string): string {
  let folder = project;
  while (!existsSync(join(folder, '.git'))) {
    const parent = dirname(folder);
    if (parent === folder) return project;
    folder = parent;
  }
  return folder;
}

/** A folder of that name is none of it, one that may not be looked into is read and reported. */
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
  } catch {
    return false;
  }
}

function unreadable(path: string, reason: Message): Diagnostic {
  return makeDiagnostic('SL1202', wholeFile(path), say`\`${path}\` cannot be read: ${reason}`, {
    notes: [say`pipelines without an \`owner\` have the one of \`defaults\` then, or none`],
  });
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
