import { compileProject, fixProject, type Cache, type CompilationResult } from '../compiler/index.ts';
import { textOf } from './text-of.ts';

/** One change of a text: a stretch of it (UTF-16 offsets), and what stands there instead. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

interface Compiled {
  readonly diagnostics: CompilationResult['diagnostics'];
  textOf(file: string): string | undefined;
}

/**
 * What `check --fix` would do to one file: every certain fix, and those that they make possible. Nothing is
 * changed where a fix would make it worse. Undefined where there is nothing to mend.
 */
export async function fixFile(
  root: string,
  file: string,
  options: { readonly environment: string; readonly unsaved: ReadonlyMap<string, string>; readonly cache: Cache },
): Promise<TextChange | undefined> {
  const compile = async (texts: ReadonlyMap<string, string>): Promise<Compiled> => {
    const unsaved = new Map([...options.unsaved, ...texts]);
    const result = await compileProject(root, { ...options, unsaved });
    return { diagnostics: result.diagnostics, textOf: (path) => textOf(result, path) };
  };
  const { files } = await fixProject(compile, (path) => path === file);
  const fixed = files.find(({ path }) => path === file);
  return fixed && changeBetween(fixed.before, fixed.after);
}

/** The stretch in which two texts differ; undefined where they do not. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { start, end: before.length - same, newText: after.slice(start, after.length - same) };
}
