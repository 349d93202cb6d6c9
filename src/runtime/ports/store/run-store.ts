import type { DeploymentKey, EngineRef, RunMetrics, RunReason, RunRecord, RunState, Scope } from '../run.ts';
import type { Page } from './page.ts';
import type { AskedOnce } from './request-store.ts';

/** Which runs, newest first, and from where on. */
export interface RunFilter {
  readonly project?: string;
  readonly environment?: string;
  /** Also under the names that it had before; with project and environment only. */
  readonly pipeline?: string;
  readonly states?: readonly RunState[];
  readonly trigger?: RunRecord['trigger'];
  readonly limit: number;
  readonly cursor?: string;
}

/** What an attempt is written down with before its engine is called. */
export interface AttemptStart {
  readonly engineRef: EngineRef;
  readonly values: Readonly<Record<string, string>>;
  readonly cursor: string | undefined;
}

/**
 * What the attempt of a run that is being claimed starts with; undefined = it is only claimed. Asked within the transaction, and again
 * where that is repeated: it is to touch nothing.
 */
export type BeginAtOnce = (run: RunRecord) => AttemptStart | undefined;

/** What is taken of all that waits, and how. */
export interface ClaimOptions {
  /** That whoever claims has: runs that ask for another one are left to others. Default none. */
  readonly labels?: readonly string[];
  readonly begin?: BeginAtOnce;
}

/** What whoever looks for expired claims can do. */
export interface Adopter {
  /** One at least. */
  readonly engineTypes: readonly string[];
  /** Of these the ones whose jobs go on without their executor. */
  readonly outliving: readonly string[];
  readonly labels: readonly string[];
}

/** The end of an attempt, and what becomes of its run. */
export interface AttemptEnd {
  readonly attemptState: 'succeeded' | 'failed' | 'timed-out' | 'cancelled' | 'lost';
  readonly runState: 'succeeded' | 'failed' | 'timed-out' | 'cancelled' | 'retry-wait';
  readonly reason?: RunReason;
  readonly metrics: RunMetrics;
  /** The pipeline's new cursor; only with `succeeded`. */
  readonly cursor?: string;
  /** With `retry-wait`: when. */
  readonly notBefore?: number;
}

/** A person's wish that a fire which is over be run once more, as a new attempt of its run. */
export interface ReopenRequest {
  /** Who asks, for the audit. */
  readonly actor: string;
  /** Also when the run has succeeded. */
  readonly again?: boolean;
  /** What is run this time, when the pipeline was mended since; stored before. Absent = what was run. */
  readonly artefactDigest?: string;
  /** Absent = those of the run. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Id of the backfill that hands it out. */
  readonly backfill?: string;
  /** That person runs it although a freeze may let nothing start: told in the audit event. */
  readonly duringFreeze?: boolean;
  /** As of a fire (`FireRequest`). */
  readonly isAlone?: boolean;
  /** Notes it as done where it is. Throws STORE_CONFLICT with the field `asked` where the key is taken. */
  readonly once?: AskedOnce;
}

/** A run that is not in a final state, as far as overlap goes. */
export type OpenRunSummary = Pick<RunRecord, 'id' | 'pipeline' | 'state' | 'fireTime' | 'reason'>;

/** Fire times of a pipeline in (`after`, `upTo`], UTC milliseconds. */
export interface FireSpan {
  readonly pipeline: string;
  readonly after: number;
  readonly upTo: number;
}

/** What is to be known of a run by those that wait for its fire. */
export type RunInSpan = Pick<RunRecord, 'fireTime' | 'previousFireTime' | 'state' | 'finishedAt'>;

/** How much of a pool is taken. */
export interface PoolUse {
  /** As runs have it (`PoolFacts`). */
  readonly name: string;
  readonly slots: number;
  /** Runs that hold a slot. */
  readonly held: number;
}

/** A free slot of a pool that is kept for a run which needs it beside one of a pool that is full. */
export interface KeptSlot {
  readonly pool: string;
  readonly runId: string;
  /** The pool that is full. */
  readonly lacks: string;
}

/** Runs and their attempts, from the claim to the end. */
export interface RunStore {
  /**
   * Claims runs of the scope that are scheduled or due for retry, for engines of these types, in one batch. Those that `begin` has a
   * start for are `starting` in the answer, their attempt on record as `startAttempt` would have written it.
   */
  claimRuns(
    scope: Scope,
    executor: string,
    engineTypes: readonly string[],
    limit: number,
    until: number,
    now: number,
    options?: ClaimOptions,
  ): Promise<readonly RunRecord[]>;
  /** Claims one run by id if nobody has it. */
  claimRun(runId: string, executor: string, until: number, now: number): Promise<RunRecord | undefined>;
  /** Prolongs claims; returns the ids still held. */
  renewClaims(executor: string, runIds: readonly string[], until: number, now: number): Promise<readonly string[]>;
  /** Stores attempt number + engine ref before the engine is called. Undefined = the claim is no longer ours. */
  startAttempt(
    runId: string,
    executor: string,
    engineRef: EngineRef,
    values: Readonly<Record<string, string>>,
    cursor: string | undefined,
    now: number,
  ): Promise<RunRecord | undefined>;
  /** starting to running. */
  markRunning(runId: string, executor: string, attempt: number, now: number): Promise<boolean>;
  updateMetrics(runId: string, executor: string, attempt: number, metrics: RunMetrics): Promise<void>;
  /**
   * Ends an attempt, and with success moves the pipeline's cursor, unless a later fire has moved it before.
   * False = the claim is no longer ours; nothing was changed.
   */
  finishAttempt(runId: string, executor: string, attempt: number, end: AttemptEnd, now: number): Promise<boolean>;
  /** A claimed run that was never started goes back to scheduled. */
  releaseClaim(runId: string, executor: string, now: number): Promise<void>;
  /**
   * Claims of the scope that ended without an end: they are up for adoption or retry. With an adopter those alone that it can do something
   * about.
   */
  expiredClaims(scope: Scope, now: number, limit: number, adopter?: Adopter): Promise<readonly RunRecord[]>;
  /** Takes over a run whose claim has ended, its open attempt included. */
  adoptRun(runId: string, executor: string, until: number, now: number): Promise<RunRecord | undefined>;
  /** Asks for a run to be stopped; its executor sees it at its next beat. A run nobody has is cancelled at once. */
  requestCancel(runId: string, actor: string, now: number): Promise<boolean>;
  /**
   * Puts a run that is over back to `scheduled`. Its attempts are kept and counted on, but do not use up
   * the retries of this new life; an incremental run begins where its first attempt began, so that it
   * reads what that was to read, whatever the pipeline's cursor is by now. Where it was the record of missed fires, the others
   * get one of their own. `reopened` is false, and nothing
   * changed, for a run that is not over, or has succeeded and is not to run `again`. Undefined = there is
   * no such run. Throws NOT_FOUND when the artefact is not stored.
   */
  reopenRun(
    runId: string,
    request: ReopenRequest,
    now: number,
  ): Promise<{ readonly run: RunRecord; readonly reopened: boolean } | undefined>;
  /** Of these runs, those that somebody asked to stop. */
  cancelRequested(runIds: readonly string[]): Promise<readonly string[]>;

  getRun(id: string): Promise<RunRecord | undefined>;
  /** The run of the first fire of a pipeline after a moment, of those on record under its present name. */
  nextRun(key: DeploymentKey, after: number): Promise<RunRecord | undefined>;
  /** The run of a fire, UTC milliseconds; also one that the pipeline made under a name that it had before. */
  findRun(key: DeploymentKey, fireTime: number): Promise<RunRecord | undefined>;
  /**
   * The run of the newest fire in each of many spans, in their order, by a statement for every hundred; undefined = there is none. Also
   * of runs that a pipeline made under a name that it had before.
   */
  newestRunsIn(scope: Scope, spans: readonly FireSpan[]): Promise<readonly (RunInSpan | undefined)[]>;
  listRuns(filter: RunFilter): Promise<Page<RunRecord>>;
  /** The pools of a scope, by name; those that no deployment has named are none. */
  poolsInUse(scope: Scope): Promise<readonly PoolUse[]>;
  /** Which slots of the scope are kept for whom; at most one of a pool. */
  keptSlots(scope: Scope, now: number): Promise<readonly KeptSlot[]>;
  /** Runs of a pipeline that are not in a final state. */
  openRuns(key: DeploymentKey): Promise<readonly RunRecord[]>;
  /** What overlap goes by of the runs of many pipelines, in one read; those of one pipeline oldest fire first. */
  openRunsOf(scope: Scope, pipelines: readonly string[]): Promise<readonly OpenRunSummary[]>;
}
