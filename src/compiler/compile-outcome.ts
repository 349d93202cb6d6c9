import type { CompilationOutcome } from './compilation-result.ts';
import { compileLoaded, compileProject } from './compile-project.ts';
import { keepOutcome } from './keep-outcome.ts';
import { importsHold, loadCodeOwners, loadProject, readFiles, type LoadedCodeOwners } from './load/index.ts';
import { outcomePlace, readOutcome, type OutcomeOptions } from './outcome-file.ts';

/**
 * What a compilation of the project in a folder comes to. Where every file of it has the bytes that it had the last time, what came
 * of it then is read from the cache, and nothing is compiled: the outcome is the same.
 */
export async function compileOutcome(root: string, options: OutcomeOptions = {}): Promise<CompilationOutcome> {
  const { cacheFolder, ...others } = options;
  if (cacheFolder === undefined) return compileProject(root, others);
  const read = await readFiles(root);
  const codeOwners = loadCodeOwners(root);
  const owners = digestOfOwners(codeOwners);
  if (read.digest === undefined || owners === undefined) return compileProject(root, options);
  const place = outcomePlace(cacheFolder, [read.digest, owners], options);
  const known = await readOutcome(place, codeOwners, (imports) => importsHold(root, imports));
  if (known !== undefined) return known;
  const { isPart } = options;
  const loaded = await loadProject(root, { cacheFolder, read, ...(isPart === undefined ? {} : { isPart }) });
  const result = await compileLoaded(loaded, codeOwners, others);
  // a module that is not there may be there the next time, and nothing that was read would say so
  const mayMiss = loaded.incomplete && read.found.definitions.some((path) => path.endsWith('.ts'));
  return mayMiss ? result : keepOutcome(place, result, loaded.imports);
}

/** Undefined where the file cannot be read. */
function digestOfOwners(codeOwners: LoadedCodeOwners | undefined): string | undefined {
  if (codeOwners === undefined) return '';
  return codeOwners.file && JSON.stringify([codeOwners.file.path, codeOwners.file.text]);
}
