import path from 'node:path';
import type { CompilationResult } from './compilation-result.ts';
import { compileProject, type CompileProjectOptions } from './compile-project.ts';
import { definitionsToCompile } from './definitions-to-compile.ts';
import { readCommit, type CommitFailure, type ReadCommit } from './load/index.ts';

/** A project as a commit has it; `result` is of the definition files in `only`, where not of all. */
export interface CommittedProject extends ReadCommit {
  readonly result: CompilationResult;
}

/**
 * Compiles the project of a folder as the commit of `ref` has it: no file of the folder is touched. What keeps the commit
 * from being read is a value, {@link CommitFailure}.
 *
 * @param head The working tree, compiled: definitions that mean the same there are not compiled again.
 */
export async function compileAtCommit(
  root: string,
  ref: string,
  options: CompileProjectOptions,
  head?: CompilationResult,
): Promise<CommittedProject | CommitFailure> {
  const read = await readCommit(root, ref, (changed) => head && definitionsToCompile(head, changed));
  if ('failure' in read) return read;
  const { folder, close, ...committed } = read;
  const { cacheFolder, ...others } = options;
  // a cache keeps what its last run used, so that base and working tree have one each
  const cache = cacheFolder === undefined ? {} : { cacheFolder: path.join(cacheFolder, 'base') };
  const part = committed.only === undefined ? {} : { isPart: true };
  try {
    return { ...committed, result: await compileProject(folder, { ...others, ...cache, ...part }) };
  } finally {
    await close();
  }
}
