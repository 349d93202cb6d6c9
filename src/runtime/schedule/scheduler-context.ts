import type { Artefact, NormalisedPipeline } from '../../compiler/index.ts';
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

/** What is scheduled of an artefact: when it fires, and after what. What it moves may be a hundred times as much. */
export interface ScheduledArtefact {
  readonly pipeline: Pick<
    NormalisedPipeline,
    'schedule' | 'misfire' | 'startingDeadlineMs' | 'freezes' | 'overlap' | 'dependsOn' | 'upstreamPolicy'
  >;
}

/** One look at the store: artefacts never change under their digest, so they are kept between looks. */
export interface Look {
  readonly deps: SchedulerDependencies;
  readonly fence: number;
  readonly now: number;
  artefact(digest: string): Promise<ScheduledArtefact | undefined>;
  /** Open runs that backfills have handed out. */
  readonly backfillRuns: ReadonlySet<string>;
}

export interface ArtefactCache {
  get(store: Store, digest: string): Promise<ScheduledArtefact | undefined>;
}

/** Keeps what is scheduled of the artefacts used last; of 20,000 that is some 20 MB. */
export function createArtefactCache(limit = 20_000): ArtefactCache {
  const known = new Map<string, ScheduledArtefact>();
  return {
    async get(store, digest) {
      const cached = known.get(digest);
      if (cached !== undefined) return cached;
      const stored = await store.getArtefact(digest);
      if (stored === undefined) return undefined;
      const loaded = scheduledOf(stored.artefact);
      known.set(digest, loaded);
      const oldest = known.keys().next().value;
      if (known.size > limit && oldest !== undefined) known.delete(oldest);
      return loaded;
    },
  };
}

function scheduledOf({ pipeline }: Artefact): ScheduledArtefact {
  const { schedule, misfire, startingDeadlineMs, freezes, overlap, dependsOn, upstreamPolicy } = pipeline;
  return {
    pipeline: {
      schedule,
      misfire,
      ...(startingDeadlineMs === undefined ? {} : { startingDeadlineMs }),
      ...(freezes === undefined ? {} : { freezes }),
      overlap,
      dependsOn,
      ...(upstreamPolicy === undefined ? {} : { upstreamPolicy }),
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
