/** The states of a run (design: runtime). The last five are final. */
export const RUN_STATES = [
  'scheduled',
  'waiting',
  'claimed',
  'starting',
  'running',
  'retry-wait',
  'succeeded',
  'failed',
  'timed-out',
  'cancelled',
  'skipped',
] as const;
/** One of {@link RUN_STATES}. */
export type RunState = (typeof RUN_STATES)[number];

/** A run in one of these never changes again, unless a person asks for another attempt. */
export const FINAL_RUN_STATES: readonly RunState[] = ['succeeded', 'failed', 'timed-out', 'cancelled', 'skipped'];

/** A run in one of these is not over. */
export const OPEN_RUN_STATES: readonly RunState[] = RUN_STATES.filter((state) => !FINAL_RUN_STATES.includes(state));

/** An attempt can also be lost: its executor died with it. */
export type AttemptState = 'starting' | 'running' | 'succeeded' | 'failed' | 'timed-out' | 'cancelled' | 'lost';

/** What one process serves: an environment of a project. Many may share a store; each has a leader of its own. */
export interface Scope {
  readonly project: string;
  readonly environment: string;
}

/** What a deployment is called everywhere: (project, environment, pipeline). */
export interface DeploymentKey extends Scope {
  readonly pipeline: string;
}

/** Counters of a run, as far as its engine knows them. */
export interface RunMetrics {
  readonly rowsRead?: number;
  readonly rowsWritten?: number;
  readonly rowsRefused?: number;
  readonly bytesRead?: number;
  readonly bytesWritten?: number;
}

/** Why a run is where it is. `code` is a constant: an operating error code or a reason such as `RETRY`. */
export interface RunReason {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  /** With `MISFIRED`: the fires that this one record stands for. */
  readonly missed?: MissedFires;
}

/** Neighbouring fires that were missed and do not run, the first and the last included: ISO 8601 in UTC. */
export interface MissedFires {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** So many were counted, and there may be more. */
  readonly atLeast?: true;
}

/** One fire of one pipeline, as it is on record. Times UTC milliseconds. */
export interface RunRecord extends DeploymentKey {
  readonly id: string;
  /** UTC milliseconds; unique with the key. */
  readonly fireTime: number;
  readonly previousFireTime: number;
  /** What asked for it. */
  readonly trigger: 'schedule' | 'manual' | 'upstream' | 'backfill';
  readonly artefactDigest: string;
  readonly state: RunState;
  readonly reason: RunReason | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** Run-time values that were bound, by their source text; empty until the first attempt. */
  readonly values: Readonly<Record<string, string>>;
  readonly createdAt: number;
  /** Of the present life: a run that a person reopens starts anew. */
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  /** How many of the attempts were made before a person reopened the run: they use up no retries. */
  readonly earlierAttempts: number;
  /** When a run in `retry-wait` may be claimed again. */
  readonly notBefore: number;
  readonly metrics: RunMetrics;
  /** Where the first attempt began, and with it every other attempt. */
  readonly cursorBefore: string | undefined;
  readonly cursorAfter: string | undefined;
  /** The executor that holds it, and until when. */
  readonly executor: string | undefined;
  readonly claimedUntil: number | undefined;
  readonly attempts: readonly AttemptRecord[];
}

/** One attempt to run it. Times UTC milliseconds. */
export interface AttemptRecord {
  readonly number: number;
  readonly state: AttemptState;
  readonly executor: string;
  /** The id under which the engine knows the job; stored before the engine is called. */
  readonly engineRef: EngineRef;
  readonly startedAt: number;
  readonly finishedAt: number | undefined;
  readonly metrics: RunMetrics;
  readonly reason: RunReason | undefined;
}

/** How an engine finds a job again: plain strings, no secret, stored as JSON. */
export interface EngineRef {
  readonly id: string;
  readonly [key: string]: string;
}
