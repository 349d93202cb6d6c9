import type { Artefact } from '../../compiler/index.ts';
import type { RuntimeMetrics } from '../observe/index.ts';
import type { Clock, Deployment, DeploymentKey, Lease, Log, Random, Scope, Store, Wake } from '../ports/index.ts';

/** What the schedule room asks for. */
export interface SchedulerDependencies {
  readonly store: Store;
  /** What this process serves: nothing else is looked at. */
  readonly scope: Scope;
  readonly lease: Pick<Lease, 'held' | 'fence'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: RuntimeMetrics;
  /** Nudged when deployments changed, a run ended or leadership came. */
  readonly wake: Wake;
  /** Nudged when there is something to claim. */
  readonly executors: Wake;
  /** The store is looked at no less often than this; default 1 s. */
  readonly pollMs?: number;
}

/** One look at the store: artefacts never change under their digest, so they are kept between looks. */
export interface Look {
  readonly deps: SchedulerDependencies;
  readonly fence: number;
  readonly now: number;
  artefact(digest: string): Promise<Artefact | undefined>;
}

export interface ArtefactCache {
  get(store: Store, digest: string): Promise<Artefact | undefined>;
}

/** Keeps the artefacts used last; 20,000 of them are some 60 MB at most. */
export function createArtefactCache(limit = 20_000): ArtefactCache {
  const known = new Map<string, Artefact>();
  return {
    async get(store, digest) {
      const cached = known.get(digest);
      if (cached !== undefined) return cached;
      const loaded = (await store.getArtefact(digest))?.artefact;
      if (loaded === undefined) return undefined;
      known.set(digest, loaded);
      const oldest = known.keys().next().value;
      if (known.size > limit && oldest !== undefined) known.delete(oldest);
      return loaded;
    },
  };
}

export function keyOf(of: DeploymentKey): DeploymentKey {
  return { project: of.project, environment: of.environment, pipeline: of.pipeline };
}

/** The same deployment's neighbour by name. */
export function neighbour(of: Deployment | DeploymentKey, pipeline: string): DeploymentKey {
  return { project: of.project, environment: of.environment, pipeline };
}
