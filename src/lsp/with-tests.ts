import { checkTestFile, createSourceFile, fileKind, type CompilationResult } from '../compiler/index.ts';
import type { Language } from '../message/index.ts';

/** The result with the test files that are open, which no compilation looks at: what is wrong with their shape. */
export async function withTests(
  result: CompilationResult,
  unsaved: ReadonlyMap<string, string>,
  language: Language,
): Promise<CompilationResult> {
  const files = [...unsaved].filter(([path]) => fileKind(path) === 'test');
  if (files.length === 0) return result;
  const checked = await Promise.all(
    files.map(async ([path, text]) => ({ path, ...(await checkTestFile(createSourceFile(path, text), language)) })),
  );
  const locators = new Map(checked.map(({ path, locator }) => [path, locator]));
  return {
    ...result,
    diagnostics: [...result.diagnostics, ...checked.flatMap(({ diagnostics }) => diagnostics)],
    locatorOf: (file) => locators.get(file) ?? result.locatorOf?.(file),
  };
}
