import path from 'node:path';
import type { Message } from '../message/index.ts';
import type { CompilationResult } from './compilation-result.ts';
import { compileProject, type CompileProjectOptions } from './compile-project.ts';
import { definitionsToCompile } from './definitions-to-compile.ts';
import { readCommit, type CommitFailure } from './load/index.ts';

/** A project as a commit has it. */
export interface CommittedProject {
  /** All 40 digits. */
  readonly commit: string;
  readonly result: CompilationResult;
  /** False where the commit has no project there. */
  readonly hasProject: boolean;
  /** What a reader of the comparison should know of the commit. */
  readonly notes: readonly Message[];
  /** The definition files that `result` is of; what no other file holds is as in the working tree. Absent = of all. */
  readonly only?: ReadonlySet<string>;
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
  const { commit, folder, hasProject, notes, only } = read;
  const { cacheFolder, ...others } = options;
  // a cache keeps what its last run used, so that base and working tree have one each
  const cache = cacheFolder === undefined ? {} : { cacheFolder: path.join(cacheFolder, 'base') };
  const part = only === undefined ? {} : { isPart: true };
  try {
    const result = await compileProject(folder, { ...others, ...cache, ...part });
    return { commit, result, hasProject, notes, ...(only === undefined ? {} : { only }) };
  } finally {
    await read.close();
  }
}
