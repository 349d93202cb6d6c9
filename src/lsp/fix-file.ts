import { compileProject, fixProject, type Cache, type CompilationResult } from '../compiler/index.ts';
import { changeBetween, type TextChange } from './change-between.ts';
import { textOf } from './text-of.ts';
import { withTests } from './with-tests.ts';

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
    const result = await withTests(await compileProject(root, { ...options, unsaved }), unsaved, 'en');
    return { diagnostics: result.diagnostics, textOf: (path) => textOf(result, path) };
  };
  const { files } = await fixProject(compile, (path) => path === file);
  const fixed = files.find(({ path }) => path === file);
  return fixed && changeBetween(fixed.before, fixed.after);
}
