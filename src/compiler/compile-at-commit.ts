import path from 'node:path';
import type { CompilationOutcome } from './compilation-result.ts';
import { compileProject } from './compile-project.ts';
import { definitionsToCompile } from './definitions-to-compile.ts';
import { keepOutcome } from './keep-outcome.ts';
import type { CommitFailure, ReadCommit } from './load/index.ts';
import { outcomePlace, readOutcome, type OutcomeOptions } from './outcome-file.ts';

/** A project as a commit has it, compiled. */
export interface CommittedProject {
  readonly result: Omit<CompilationOutcome, 'ownerships'>;
  /** The definition files that were compiled, where not all of them were; the others are as in the working tree. */
  readonly only?: ReadonlySet<string>;
}

/**
 * Compiles the project as a commit has it: no file of the working tree is touched. What keeps the commit from being read is a
 * value, {@link CommitFailure}. What was compiled of the same files is taken from the cache.
 *
 * @param head The working tree, compiled: definitions that mean the same there are not compiled again.
 */
export async function compileAtCommit(
  { changed, filesOf }: ReadCommit,
  options: OutcomeOptions,
  head?: CompilationOutcome,
): Promise<CommittedProject | CommitFailure> {
  const only = changed === undefined ? undefined : head && definitionsToCompile(head, changed);
  const { digest, checkOut } = filesOf(only);
  const [choice, part] = only === undefined ? [{}, {}] : [{ only }, { isPart: true }];
  // a cache keeps what its last run used, so that base and working tree have one each
  const cacheFolder = options.cacheFolder === undefined ? undefined : path.join(options.cacheFolder, 'base');
  const place = cacheFolder === undefined ? undefined : outcomePlace(cacheFolder, [digest], { ...options, ...part });
  // the digest is of every file that there is for it, modules too
  const known = place && (await readOutcome(place, undefined, () => true))?.outcome;
  if (known !== undefined) return { ...choice, result: known };
  const files = await checkOut();
  if ('failure' in files) return files;
  try {
    const cache = cacheFolder === undefined ? {} : { cacheFolder };
    const result = await compileProject(files.folder, { ...options, ...cache, ...part });
    return { ...choice, result: place === undefined ? result : await keepOutcome(place, result, []) };
  } finally {
    await files.close();
  }
}
