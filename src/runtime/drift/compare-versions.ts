import { minorVersion } from '../../engine-versions/index.ts';
import type { DriftFact } from './drift-fact.ts';

/** A pipeline, and the engine that its artefact was made for. */
export interface MadeFor {
  readonly pipeline: string;
  readonly engine: string;
  readonly version: string | undefined;
}

/** Which engines report another version than artefacts were made for: one fact for each engine and version. Pure. */
export function compareVersions(found: string | undefined, deployed: readonly MadeFor[]): readonly DriftFact[] {
  if (found === undefined) return [];
  const facts = new Map<string, DriftFact>();
  for (const { pipeline, engine, version } of deployed) {
    if (version === undefined || minorVersion(version) === minorVersion(found)) continue;
    const key = `${engine} ${version}`;
    const known = facts.get(key);
    facts.set(
      key,
      known === undefined
        ? { reason: 'ENGINE_VERSION_DIFFERS', pipeline, engine, recorded: version, found, pipelines: 1 }
        : { ...known, pipelines: (known.pipelines ?? 1) + 1 },
    );
  }
  return [...facts.values()];
}
