import type { Artefact, ArtefactFacts, ClaimFacts, CompiledArtefact, NormalisedPipeline } from './artefact.ts';
import { poolsOf } from './pools-of.ts';

/** What deploying a pipeline has to know of it; its artefact is read only where nothing else says that. */
export function factsOf(compiled: CompiledArtefact): ArtefactFacts {
  if (compiled.facts !== undefined) return compiled.facts;
  const { artefact } = compiled;
  const { pipeline, engine } = artefact;
  return {
    state: pipeline.state,
    schedule: pipeline.schedule,
    engineType: engine.type,
    claim: claimFactsOf(artefact),
    ...alertFactsOf(pipeline),
  };
}

function alertFactsOf({ alerts, owner, schedule }: NormalisedPipeline): Pick<ArtefactFacts, 'alerts'> {
  if (alerts === undefined) return {};
  return { alerts: { ...alerts, ...(owner === undefined ? {} : { owner }), timeZone: schedule.timeZone } };
}

/** What is made up for is late by nature: with `catch-up` the deadline counts from when a fire was put on record. */
export function claimFactsOf(artefact: Pick<Artefact, 'pipeline' | 'datasources'>): ClaimFacts {
  const { priority, startingDeadlineMs: ms, misfire, runOn } = artefact.pipeline;
  const pools = poolsOf(artefact);
  const from = misfire.policy === 'catch-up' ? 'record' : 'fire';
  return {
    priority,
    ...(ms === undefined ? {} : { startingDeadline: { ms, from } }),
    ...(pools.length === 0 ? {} : { pools }),
    ...(runOn === undefined ? {} : { runOn }),
  };
}
