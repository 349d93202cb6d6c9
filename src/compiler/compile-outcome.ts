import type { CompilationOutcome } from './compilation-result.ts';
import type { OutcomeOptions } from './outcome-file.ts';
import { ProjectCompiler } from './project-compiler.ts';

/**
 * What a compilation of the project in a folder comes to. Where every file of it has the bytes that it had the last time, what came
 * of it then is read from the cache, and nothing is compiled: the outcome is the same.
 */
export async function compileOutcome(root: string, options: OutcomeOptions = {}): Promise<CompilationOutcome> {
  const compiler = new ProjectCompiler(options);
  const { compilation } = await compiler.compile(root);
  return (await compiler.keep()) ?? compilation;
}
