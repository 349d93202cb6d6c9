import {
  compileProject,
  fixProject,
  likelyFixes,
  type CompilationResult,
  type CompileProjectOptions,
  type FixedFile,
} from '../../compiler/index.ts';
import type { Message } from '../../message/index.ts';
import { writeFixed } from '../write-fixed.ts';

/** What `check --fix` has done, and what is left to do. */
export interface Fixing {
  /** The project after the fixes, as it was compiled. */
  readonly result: CompilationResult;
  /** The files that were changed; with `--dry-run` those that would be. */
  readonly files: readonly FixedFile[];
  /** Why a file was not written; its fixes are not counted. */
  readonly refused: readonly Message[];
  /** Findings that have a guess to offer, which is left to a person. */
  readonly likely: number;
}

/**
 * `sluice check --fix`: makes the fixes that are certain in the files asked for, checks, and writes. Where a file could not be
 * written, what is left of its findings is told.
 */
export async function fixFiles(
  root: string,
  options: CompileProjectOptions,
  covers: (file: string) => boolean,
  write: boolean,
): Promise<Fixing> {
  const compile = async (unsaved: ReadonlyMap<string, string>): Promise<Compiled> => {
    const result = await compileProject(root, { ...options, unsaved });
    return { result, diagnostics: result.diagnostics, textOf: (file) => textOf(result, file) };
  };
  const { files, compiled } = await fixProject(compile, covers);
  const outcomes = files.map((file) => ({ file, refusal: write ? writeFixed(root, file) : undefined }));
  const refused = outcomes.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]));
  const written = outcomes.filter(({ refusal }) => refusal === undefined).map(({ file }) => file);
  const result = refused.length === 0 ? compiled.result : await compileProject(root, options);
  return {
    result,
    files: written,
    refused,
    likely: likelyFixes(result.diagnostics.filter(({ file }) => covers(file))),
  };
}

interface Compiled {
  readonly result: CompilationResult;
  readonly diagnostics: CompilationResult['diagnostics'];
  textOf(file: string): string | undefined;
}

function textOf({ locatorOf }: CompilationResult, file: string): string | undefined {
  return locatorOf?.(file)?.span({ file, path: [], part: 'value' }).file.text;
}
