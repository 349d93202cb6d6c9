import type { ArtefactFacts, ClaimFacts, CompiledArtefact, NormalisedPipeline } from './artefact.ts';

/** What deploying a pipeline has to know of it; its artefact is read only where nothing else says that. */
export function factsOf(compiled: CompiledArtefact): ArtefactFacts {
  if (compiled.facts !== undefined) return compiled.facts;
  const { pipeline, engine } = compiled.artefact;
  return {
    state: pipeline.state,
    schedule: pipeline.schedule,
    engineType: engine.type,
    claim: claimFactsOf(pipeline),
  };
}

/** What is made up for is late by nature: with `catch-up` the deadline counts from when a fire was put on record. */
export function claimFactsOf({ priority, startingDeadlineMs: ms, misfire, pool }: NormalisedPipeline): ClaimFacts {
  const from = misfire.policy === 'catch-up' ? 'record' : 'fire';
  return {
    priority,
    ...(ms === undefined ? {} : { startingDeadline: { ms, from } }),
    ...(pool === undefined ? {} : { pools: [pool] }),
  };
}
