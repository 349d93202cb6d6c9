import type { CompilationResult } from './compilation-result.ts';
import { compileProject, type CompileProjectOptions } from './compile-project.ts';
import { readCommit, type CommitFailure } from './load/index.ts';

/** A project as a commit has it. */
export interface CommittedProject {
  /** All 40 digits. */
  readonly commit: string;
  readonly result: CompilationResult;
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
  await using read = await readCommit(root, ref);
  if ('failure' in read) return read;
  return { commit: read.commit, result: await compileProject(read.folder, options) };
}
