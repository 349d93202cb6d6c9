import type { Artefact, ArtefactEngine, BoundJob } from '../../compiler/index.ts';
import type { EngineRef, RunMetrics, RunReason } from './run.ts';

/** One attempt to run a bound job. */
export interface LaunchRequest {
  readonly runId: string;
  readonly attempt: number;
  readonly fireTime: number;
  readonly artefact: Artefact;
  readonly job: BoundJob;
  readonly cursor: string | undefined;
}

/** Why a job did not succeed, as its engine tells it. */
export interface FailureReason extends RunReason {
  /** Whether doing the same again can help. */
  readonly retryable: boolean;
  /** That its process has ended with. */
  readonly exitCode?: number;
}

/** What an engine says of a job. `unknown`: it never heard of it. `lost`: it did, and has forgotten. */
export interface Observation {
  readonly state: 'unknown' | 'starting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'lost';
  readonly metrics: RunMetrics;
  /** With `failed`, `cancelled` and `lost`: why, and whether a retry can help. */
  readonly reason?: FailureReason;
  /** With `succeeded`, in an incremental run: the new cursor; absent = the old one stays. */
  readonly cursor?: string;
  /** Where a person can look at the job. */
  readonly link?: string;
}

/** A job that an engine has, or still remembers. */
export interface EngineJob {
  /** The id under which the engine knows it; for a job that we started that of its {@link EngineRef}. */
  readonly id: string;
  /** As people find it in the engine. */
  readonly name: string;
  /** What the name or the process says of it; absent where it says nothing. */
  readonly pipeline?: string;
  readonly run?: { readonly id: string; readonly attempt: number };
  /** Whose it says that it is: engines are shared. Absent where it says nothing, or was asked about. */
  readonly owner?: { readonly project: string; readonly environment: string };
  /** `over`: it has ended, and how cannot be said. Never guessed. */
  readonly state: 'live' | 'succeeded' | 'failed' | 'cancelled' | 'over';
  /** When it began, UTC milliseconds. */
  readonly since: number | undefined;
}

/** What an engine really runs. */
export interface EngineLook {
  /** All jobs under names as we give them that live, and what is known of those that were asked about. */
  readonly jobs: readonly EngineJob[];
  /** Whose jobs can be seen from here: all, those of processes on this host, or those of this process alone. */
  readonly reach: 'all' | 'host' | 'process';
  /** The version that the engine reports itself. */
  readonly version?: string;
}

/** Receives what the job prints, line by line, already scrubbed of secrets. */
export type JobLog = (line: string) => void;

/**
 * One kind of engine. Calls may be repeated after any failure: `submit` with a ref that the engine
 * already knows starts nothing new. Errors thrown are operating errors.
 */
export interface Engine {
  readonly type: string;
  /** True when a job goes on without the process that started it, so that a restart adopts it. */
  readonly outlivesExecutor: boolean;
  /** Whether jobs there are processes of this host: only executors here find them again. Absent: never. */
  isHostBound?(engine: ArtefactEngine): boolean;
  /** Chooses the id under which the engine will know the job. Touches nothing. */
  reserve(request: LaunchRequest): EngineRef;
  /** Starts the job. Returns once the engine has it; it does not wait for the end. */
  submit(request: LaunchRequest, ref: EngineRef, log: JobLog): Promise<void>;
  observe(request: LaunchRequest, ref: EngineRef, log: JobLog): Promise<Observation>;
  /** Asks the job to end; `observe` tells when it has. Stopping an ended or unknown job is no error. */
  stop(request: LaunchRequest, ref: EngineRef): Promise<void>;
  /**
   * Looks without changing anything, on the engine or in the files of an attempt.
   *
   * @param refs Jobs that are asked about also when they have ended.
   */
  look(engine: ArtefactEngine, refs: readonly EngineRef[]): Promise<EngineLook>;
  /** Milliseconds between two observations that suit this engine. */
  readonly pollMs: number;
  close(): Promise<void>;
}

/** Engines by type. */
export interface Engines {
  /** Throws ENGINE_MISCONFIGURED for a type that this build does not run. */
  get(type: string): Engine;
  close(): Promise<void>;
}

/** Resolves secret references on the executor, at launch. */
export interface Secrets {
  /** Throws SECRET_MISSING (not retryable) or SECRET_REFUSED; the message names the reference only. */
  resolve(provider: 'env' | 'file', name: string): Promise<string>;
  /** Resolves `${env:…}`; undefined when unset. */
  environment(name: string): string | undefined;
}
