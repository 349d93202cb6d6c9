import type { Artefact, BoundJob } from '../../compiler/index.ts';
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

/** What an engine says of a job. `unknown`: it never heard of it. `lost`: it did, and has forgotten. */
export interface Observation {
  readonly state: 'unknown' | 'starting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'lost';
  readonly metrics: RunMetrics;
  /** With `failed`, `cancelled` and `lost`: why, and whether a retry can help. */
  readonly reason?: RunReason & { readonly retryable: boolean };
  /** With `succeeded`, in an incremental run: the new cursor; absent = the old one stays. */
  readonly cursor?: string;
  /** Where a person can look at the job. */
  readonly link?: string;
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
  /** Chooses the id under which the engine will know the job. Touches nothing. */
  reserve(request: LaunchRequest): EngineRef;
  /** Starts the job. Returns once the engine has it; it does not wait for the end. */
  submit(request: LaunchRequest, ref: EngineRef, log: JobLog): Promise<void>;
  observe(request: LaunchRequest, ref: EngineRef, log: JobLog): Promise<Observation>;
  /** Asks the job to end; `observe` tells when it has. Stopping an ended or unknown job is no error. */
  stop(request: LaunchRequest, ref: EngineRef): Promise<void>;
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
