import type { CompilationResult, DefinitionPlace } from '../../compiler/index.ts';

/** The definition of each pipeline: its own, or that of its family. */
export function definitionsOf({
  pipelines,
  definitions = [],
}: CompilationResult): ReadonlyMap<string, DefinitionPlace> {
  const byName = new Map(definitions.toReversed().map((definition) => [definition.name, definition]));
  const found = new Map(byName);
  for (const { artefact } of pipelines) {
    const { name, family } = artefact.pipeline;
    const definition = family === undefined ? undefined : byName.get(family);
    if (definition !== undefined) found.set(name, definition);
  }
  return found;
}
