import { canonicalJson, type ArtefactEngine } from '../../compiler/index.ts';
import type { Deployment, RunRecord } from '../ports/index.ts';
import type { MadeFor } from './compare-versions.ts';
import type { RecordedArtefacts } from './recorded-artefacts.ts';

/** Engines of one type, mode and configuration, under whatever names: they are asked once. */
export interface EnginePlace {
  readonly engine: ArtefactEngine;
  readonly deployed: readonly MadeFor[];
  /** Runs on it that are not over. */
  readonly runs: readonly RunRecord[];
}

/** Where to look: every engine that something is deployed on, or runs on. */
export function enginePlaces(
  deployments: readonly Deployment[],
  runs: readonly RunRecord[],
  artefacts: RecordedArtefacts,
): readonly EnginePlace[] {
  const places = new Map<string, { engine: ArtefactEngine; deployed: MadeFor[]; runs: RunRecord[] }>();
  const placeOf = (engine: ArtefactEngine): { deployed: MadeFor[]; runs: RunRecord[] } => {
    const key = canonicalJson([engine.type, engine.mode ?? null, engine.config]);
    const place = places.get(key) ?? { engine, deployed: [], runs: [] };
    places.set(key, place);
    return place;
  };
  for (const { pipeline, artefactDigest } of deployments) {
    const engine = artefacts.find(artefactDigest)?.engine;
    if (engine !== undefined) placeOf(engine).deployed.push({ pipeline, engine: engine.name, version: engine.version });
  }
  for (const run of runs) {
    const engine = artefacts.find(run.artefactDigest)?.engine;
    if (engine !== undefined) placeOf(engine).runs.push(run);
  }
  return [...places.values()];
}
