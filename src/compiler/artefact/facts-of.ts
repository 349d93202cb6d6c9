import type { ArtefactFacts, CompiledArtefact } from './artefact.ts';

/** What deploying a pipeline has to know of it; its artefact is read only where nothing else says that. */
export function factsOf(compiled: CompiledArtefact): ArtefactFacts {
  if (compiled.facts !== undefined) return compiled.facts;
  const { pipeline, engine } = compiled.artefact;
  return { state: pipeline.state, schedule: pipeline.schedule, engineType: engine.type };
}
