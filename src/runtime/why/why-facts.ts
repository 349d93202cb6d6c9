import type { NormalisedPipeline, PoolFacts } from '../../compiler/index.ts';
import type { FullPool } from '../full-pools.ts';
import type {
  BackfillRecord,
  Condition,
  Deployment,
  DeploymentKey,
  ProcessRecord,
  RunReason,
  RunRecord,
  SourceStatus,
} from '../ports/index.ts';

/** Who holds the lease under which fires are recorded. */
export type SchedulerLease =
  | { readonly state: 'held' | 'nobody' | 'not-asked' }
  /** Where leases are kept nobody answers; why, for people. */
  | { readonly state: 'unanswered'; readonly why: string };

/** A pool of which the one free slot is kept for a run that goes first. */
export interface KeptPool extends PoolFacts {
  readonly keptFor: Pick<RunRecord, 'id' | 'pipeline' | 'fireTime'>;
  /** The full pool that this run waits for. */
  readonly lacks: Pick<PoolFacts, 'name' | 'datasource'>;
}

/** What is the same for every pipeline of an environment. */
export interface Surroundings {
  /** UTC milliseconds. */
  readonly now: number;
  /** Of all projects and environments of the store. */
  readonly processes: readonly ProcessRecord[];
  readonly source: SourceStatus | undefined;
  readonly scheduler: SchedulerLease;
}

/** All that is looked at to say why a pipeline did or did not run. Read from the record; nothing is computed from a memory. */
export interface WhyFacts {
  readonly surroundings: Surroundings;
  readonly key: DeploymentKey;
  /** Undefined = never deployed under this name. */
  readonly deployment: Deployment | undefined;
  /** The name that a deleted one goes on under; undefined where it was not renamed. */
  readonly movedTo: string | undefined;
  /** Names of all that is deployed; read only where this pipeline never was, else empty. */
  readonly deployed: readonly string[];
  /** What is deployed; undefined where the store has it no more. */
  readonly pipeline:
    | Pick<NormalisedPipeline, 'schedule' | 'dependsOn' | 'upstreamPolicy' | 'misfire' | 'freezes' | 'overlap'>
    | undefined;
  /**
   * A pool that keeps the run waiting to be taken: one that is full, else one whose free slot is kept, else the first that it takes a
   * slot of. Undefined = there is none, or the run waits for something else.
   */
  readonly pool: PoolFacts | FullPool | KeptPool | undefined;
  /** Labels that whoever takes the run has to have, of what the run is of; empty where it waits for nobody to take it. */
  readonly labels: readonly string[];
  /** Of this pipeline. */
  readonly conditions: readonly Condition[];
  /** The fire that is asked about, UTC milliseconds; undefined = the newest that is on record. */
  readonly fireTime: number | undefined;
  /** The record of missed fires that stands for the fire that is asked about, which has none of its own. */
  readonly missedIn: RunRecord | undefined;
  /** The run of that fire. */
  readonly run: RunRecord | undefined;
  /** The open run of the pipeline that has to end before `run` may start, of the oldest fire where there are several. */
  readonly before: RunRecord | undefined;
  /** An unfinished backfill of it, the newest, and why it hands out nothing. */
  readonly backfill: { readonly record: BackfillRecord; readonly hold: RunReason | undefined } | undefined;
  /** Upstreams with the fire that this one waits for, or missed; empty where that is not what it is about. */
  readonly upstreams: readonly WhyFacts[];
}
