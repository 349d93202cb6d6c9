import type { CompilationOutcome, DefinitionOutline } from '../../compiler/index.ts';

/** The definition of each pipeline: its own, or that of its family. */
export function definitionsOf<D extends DefinitionOutline>({
  pipelines,
  definitions = [],
}: Pick<CompilationOutcome, 'pipelines'> & { readonly definitions?: readonly D[] }): ReadonlyMap<string, D> {
  const byName = new Map(definitions.toReversed().map((definition) => [definition.name, definition]));
  const found = new Map(byName);
  for (const { name, family } of pipelines) {
    const definition = family === undefined ? undefined : byName.get(family);
    if (definition !== undefined) found.set(name, definition);
  }
  return found;
}
