import path from 'node:path';
import type { CompilationOutcome } from './compilation-result.ts';
import { compileProject } from './compile-project.ts';
import { definitionsToCompile } from './definitions-to-compile.ts';
import { keepOutcome } from './keep-outcome.ts';
import { readCommit, type CommitFailure, type ReadCommit } from './load/index.ts';
import { outcomePlace, readOutcome, type OutcomeOptions } from './outcome-file.ts';

/** A project as a commit has it; `result` is of the definition files in `only`, where not of all. */
export interface CommittedProject extends ReadCommit {
  readonly result: Omit<CompilationOutcome, 'ownerships'>;
}

/**
 * Compiles the project of a folder as the commit of `ref` has it: no file of the folder is touched. What keeps the commit
 * from being read is a value, {@link CommitFailure}. What was compiled of the same files is taken from the cache.
 *
 * @param head The working tree, compiled: definitions that mean the same there are not compiled again.
 */
export async function compileAtCommit(
  root: string,
  ref: string,
  options: OutcomeOptions,
  head?: CompilationOutcome,
): Promise<CommittedProject | CommitFailure> {
  const read = await readCommit(root, ref, (changed) => head && definitionsToCompile(head, changed));
  if ('failure' in read) return read;
  const { digest, checkOut, ...committed } = read;
  const part = committed.only === undefined ? {} : { isPart: true };
  // a cache keeps what its last run used, so that base and working tree have one each
  const cacheFolder = options.cacheFolder === undefined ? undefined : path.join(options.cacheFolder, 'base');
  const place = cacheFolder === undefined ? undefined : outcomePlace(cacheFolder, [digest], { ...options, ...part });
  // the digest is of every file that there is for it, modules too
  const known = place && (await readOutcome(place, undefined, () => true));
  if (known !== undefined) return { ...committed, result: known };
  const files = await checkOut();
  if ('failure' in files) return files;
  try {
    const cache = cacheFolder === undefined ? {} : { cacheFolder };
    const result = await compileProject(files.folder, { ...options, ...cache, ...part });
    return { ...committed, result: place === undefined ? result : await keepOutcome(place, result, []) };
  } finally {
    await files.close();
  }
}
