import type { CompilationOutcome } from './compilation-result.ts';
import { fileKind } from './load/index.ts';

/** What other files hang on: a change of one of them changes the meaning of all. */
const SHARED = /^(?:sluice\.yaml$|(?:datasources|topics|schemas)(?:\/|$))/;

/**
 * The definition files that may mean something else at a commit than in a compiled working tree, where these files differ: those
 * that differ themselves, and those of which others' names decide. Undefined where all may: what they share differs, or TypeScript,
 * whose files are made of each other.
 */
export function definitionsToCompile(
  { definitions = [] }: Pick<CompilationOutcome, 'definitions'>,
  changed: readonly string[],
): ReadonlySet<string> | undefined {
  // definitions import modules from anywhere in the project
  if (changed.some((path) => SHARED.test(path) || path.endsWith('.ts'))) return undefined;
  // what backfills run is known of the pipelines that they name
  if (changed.some((path) => fileKind(path) === 'backfill')) return undefined;
  // of a submodule it is not known which of its files differ
  if (changed.some((path) => path.endsWith('/'))) return undefined;
  const files = new Set(changed.filter((path) => fileKind(path) === 'definition'));
  const names = new Set(definitions.filter(({ at }) => files.has(at.file)).map(({ name }) => name));
  for (const { isFamily, dependsOn, at } of definitions) {
    // who depends on a family depends on each of its members; a family is known by its definition alone
    if (isFamily || dependsOn.some((name) => names.has(name))) files.add(at.file);
  }
  return files;
}
