import path from 'node:path';
import type { Message } from '../message/index.ts';
import type { CompilationResult } from './compilation-result.ts';
import { compileProject, type CompileProjectOptions } from './compile-project.ts';
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
}

/**
 * Compiles the project of a folder as the commit of `ref` has it: no file of the folder is touched. What keeps the commit
 * from being read is a value, {@link CommitFailure}.
 */
export async function compileAtCommit(
  root: string,
  ref: string,
  options: CompileProjectOptions,
): Promise<CommittedProject | CommitFailure> {
  const read = await readCommit(root, ref);
  if ('failure' in read) return read;
  await using files = read;
  const { commit, folder, hasProject, notes } = files;
  const { cacheFolder, ...others } = options;
  // a cache keeps what its last run used, so that base and working tree have one each
  const cache = cacheFolder === undefined ? {} : { cacheFolder: path.join(cacheFolder, 'base') };
  return { commit, result: await compileProject(folder, { ...others, ...cache }), hasProject, notes };
}
