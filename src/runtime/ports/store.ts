import type { CompiledArtefact, LocatedDiagnostic } from '../../compiler/index.ts';
import type { AuditEvent, EventRecord, Topic } from './event.ts';
import type { DeploymentKey, EngineRef, RunMetrics, RunReason, RunRecord, RunState } from './run.ts';
import type { SourceCommit, SourcePlace } from './source.ts';

/** A page of a list; `nextCursor` is absent on the last one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string;
}

/** A pipeline as accepted by the runtime. Times UTC milliseconds. */
export interface Deployment extends DeploymentKey {
  readonly generation: number;
  /** The generation that the reconciler has seen through. */
  readonly observedGeneration: number;
  readonly artefactDigest: string;
  readonly revision: string;
  readonly state: 'active' | 'suspended' | 'deleted';
  readonly nextFireTime: number | undefined;
  readonly lastFireTime: number | undefined;
  /** The pipeline's cursor (see {@link Store.getCursor}), read together with the deployment. */
  readonly cursor: string | undefined;
  readonly appliedAt: number;
}

/** One change of the desired state. `nextFireTime` undefined = fires by something else than a clock. */
export type DeploymentChange =
  | {
      readonly kind: 'deploy';
      readonly key: DeploymentKey;
      readonly compiled: CompiledArtefact;
      readonly nextFireTime: number | undefined;
    }
  | { readonly kind: 'delete'; readonly key: DeploymentKey }
  | {
      /**
       * The pipeline `from` goes on as `key`: with its clock, its cursor, its generation and its open runs. Where `from` is
       * not deployed, or `key` is, it is a `deploy` of the one, and a `delete` of the other.
       */
      readonly kind: 'move';
      readonly key: DeploymentKey;
      readonly from: string;
      readonly compiled: CompiledArtefact;
      readonly nextFireTime: number | undefined;
    };

/** Changes that a person has reviewed: made as a whole where everything is as it was then, or not at all. */
export interface ReviewedChanges {
  readonly project: string;
  readonly environment: string;
  readonly revision: string;
  readonly changes: readonly DeploymentChange[];
  /** Digest of the artefact that each pipeline concerned had when the plan was made; undefined = it was not deployed. */
  readonly expected: ReadonlyMap<string, string | undefined>;
  readonly actor: string;
  /** Names the plan in the audit. */
  readonly seal: string;
}

/** A pipeline that is deployed otherwise than a plan had it; undefined = not deployed. */
export interface StateDifference {
  readonly pipeline: string;
  readonly expected: string | undefined;
  readonly found: string | undefined;
}

/**
 * What became of reviewed changes. `applied-already`: all is as they want it, and nothing was written. `folder`: a daemon makes
 * the environment what its folder says, and would undo them.
 */
export type ReviewedOutcome =
  | { readonly outcome: 'applied' | 'applied-already' | 'folder' }
  | { readonly outcome: 'refused'; readonly differences: readonly StateDifference[] };

/** Why the desired state cannot be read: the code of an operating error, and its words. No secret is in it. */
export interface SourceProblem {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
}

/** What the reconciler last saw of the desired state; shown to people while files are broken. */
export interface SourceStatus {
  readonly project: string;
  readonly environment: string;
  /** Where the desired state comes from; absent = the folder, by a version that knew nothing else. `apply` is always `synced`. */
  readonly kind?: 'folder' | 'git' | 'apply';
  /** With `git`: where that is, and the commit that was read last, once one was. */
  readonly place?: SourcePlace;
  readonly commit?: SourceCommit;
  /** Why nothing can be read, while it is `unreadable`. */
  readonly problem?: SourceProblem;
  /** Of the files, with `git` the commit; with `apply` that of the plan that was applied last, empty before the first. */
  readonly revision: string;
  readonly state: 'synced' | 'broken' | 'unreadable';
  readonly diagnostics: readonly LocatedDiagnostic[];
  readonly files: number;
  readonly pipelines: number;
  /** Names of those that compiled, sorted; absent where nothing was read, or by a version that did not keep them. */
  readonly compiled?: readonly string[];
  readonly checkedAt: number;
}

/** A fire to be put on record. */
export interface FireRequest {
  readonly key: DeploymentKey;
  readonly fireTime: number;
  readonly previousFireTime: number;
  readonly trigger: RunRecord['trigger'];
  readonly artefactDigest: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** `skipped` with a reason when a policy says that it is not to run. */
  readonly state: 'scheduled' | 'waiting' | 'skipped';
  readonly reason?: RunReason;
  /** Moves the deployment's clock in the same transaction; absent = leave it. */
  readonly nextFireTime?: number | null;
  /** The person who asked, for the audit event `run.requested` of a fire that this call makes; absent = nobody did. */
  readonly actor?: string;
}

/** Which runs, newest first, and from where on. */
export interface RunFilter {
  readonly project?: string;
  readonly environment?: string;
  /** Also under the names that it had before; with project and environment only. */
  readonly pipeline?: string;
  readonly states?: readonly RunState[];
  readonly limit: number;
  readonly cursor?: string;
}

/** Which events, and from where on. */
export interface EventFilter {
  readonly project?: string;
  /** Of this environment: events of its pipelines, and those of the environment as a whole. */
  readonly environment?: string;
  readonly topic?: string;
  readonly pipeline?: string;
  /** Of any of these types; `run.*` is every type that begins with `run.`. */
  readonly types?: readonly string[];
  /** Whose `data.actor` is this. */
  readonly actor?: string;
  /** Not before it; UTC milliseconds. */
  readonly since?: number;
  /** Before it; UTC milliseconds. */
  readonly until?: number;
  /** In the order in which they were written; default the newest first. */
  readonly oldestFirst?: boolean;
  readonly limit: number;
  readonly cursor?: string;
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
}

/**
 * The truth. Every method is one transaction that also writes the events of what it changed, so a
 * change without its event, or an event without its change, cannot be. `fence` methods are the
 * leader's: an older fence than the store has seen throws STORE_FENCED and changes nothing.
 * `now` is always passed in. Lost connections and deadlocks are retried inside.
 */
export interface Store {
  /** Applies migrations. Throws STORE_UNREACHABLE (retryable) or STORE_UNSUPPORTED. */
  open(now: number): Promise<void>;
  /** When this store was made, UTC milliseconds: tells two stores of one name apart. */
  madeAt(): Promise<number>;
  /** A cheap round trip; throws STORE_UNREACHABLE. */
  ping(): Promise<void>;
  close(): Promise<void>;

  /**
   * The time that lease rows are compared by, UTC milliseconds: the database's own where several hosts share it, so that
   * no host's clock decides who leads; else `now`.
   */
  leaseTime(now: number): Promise<number>;
  /** Lease row, for leadership without Redis; its methods take a `now` of `leaseTime`. Undefined = somebody else holds it. The fence grows with each new holder. */
  acquireLease(
    name: string,
    holder: string,
    ttlMs: number,
    now: number,
  ): Promise<{ readonly fence: number } | undefined>;
  renewLease(name: string, holder: string, fence: number, ttlMs: number, now: number): Promise<boolean>;
  releaseLease(name: string, holder: string, fence: number): Promise<void>;
  /** Raises the fence to more than any seen, and at least `atLeast`; for leases that are held elsewhere. */
  nextFence(name: string, atLeast: number): Promise<number>;
  /** Who holds a lease row at `now`, for people to read; undefined = nobody, or a lease that is held elsewhere. */
  leaseHolder(name: string, now: number): Promise<string | undefined>;
  /** The newest fence seen. */
  currentFence(name: string): Promise<number>;

  applyChanges(
    fence: number,
    revision: string,
    changes: readonly DeploymentChange[],
    now: number,
    actor: string,
  ): Promise<void>;
  /**
   * A person's changes. They need no fence and take none from the leader: leaders' writes wait while they are made, and
   * what keeps them from the wrong state is `expected`. None are made in an environment whose {@link SourceStatus} is that of a
   * folder; any other is on record as one that takes reviewed plans from then on.
   */
  applyReviewed(reviewed: ReviewedChanges, now: number): Promise<ReviewedOutcome>;
  setSourceStatus(fence: number, status: SourceStatus): Promise<void>;
  sourceStatus(project: string, environment: string): Promise<SourceStatus | undefined>;
  listDeployments(filter: {
    readonly project?: string;
    readonly environment?: string;
    readonly includeDeleted?: boolean;
  }): Promise<readonly Deployment[]>;
  getDeployment(key: DeploymentKey): Promise<Deployment | undefined>;
  /** Names that a pipeline had before it was moved; its runs of those times are kept under them. */
  formerNames(key: DeploymentKey): Promise<readonly string[]>;
  /**
   * The incremental position of a pipeline: what its newest fire that succeeded with one has read up to.
   * It belongs to the name, not to a deployment: it is there also for a pipeline that was never deployed,
   * and stays when the artefact changes and when the deployment is deleted, so that it can come back.
   */
  getCursor(key: DeploymentKey): Promise<string | undefined>;
  /** Artefact bytes by digest. */
  getArtefact(digest: string): Promise<CompiledArtefact | undefined>;
  putArtefact(compiled: CompiledArtefact, now: number): Promise<void>;

  /** Active deployments with `nextFireTime <= now`, earliest first. */
  dueDeployments(now: number, limit: number): Promise<readonly Deployment[]>;
  /** The earliest `nextFireTime` of any active deployment. */
  earliestFireTime(): Promise<number | undefined>;
  /**
   * Records a fire once: returns the run, and whether this call made it. `fence` undefined = a person's request. A fire of
   * a pipeline that was moved in the meantime is recorded under its new name.
   */
  recordFire(
    fence: number | undefined,
    request: FireRequest,
    runId: string,
    now: number,
  ): Promise<{ readonly run: RunRecord; readonly created: boolean }>;
  /** Sets the clock of a deployment without a fire (`after:` schedules, misfires that are all skipped). */
  setNextFireTime(fence: number, key: DeploymentKey, nextFireTime: number | undefined): Promise<void>;
  /** Succeeded fire times of a pipeline, newest first. */
  succeededFireTimes(key: DeploymentKey, limit: number): Promise<readonly number[]>;
  /** Moves `waiting` to `scheduled` (or to `skipped` with a reason). */
  releaseWaiting(
    fence: number,
    runId: string,
    to: 'scheduled' | 'skipped',
    reason: RunReason | undefined,
    now: number,
  ): Promise<boolean>;

  /** Claims runs that are scheduled or due for retry, for engines of these types, in one batch. */
  claimRuns(
    executor: string,
    engineTypes: readonly string[],
    limit: number,
    until: number,
    now: number,
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
  /** Claims that ended without an end: they are up for adoption or retry. */
  expiredClaims(now: number, limit: number): Promise<readonly RunRecord[]>;
  /** Takes over a run whose claim has ended, its open attempt included. */
  adoptRun(runId: string, executor: string, until: number, now: number): Promise<RunRecord | undefined>;
  /** Asks for a run to be stopped; its executor sees it at its next beat. A run nobody has is cancelled at once. */
  requestCancel(runId: string, actor: string, now: number): Promise<boolean>;
  /**
   * Puts a run that is over back to `scheduled`. Its attempts are kept and counted on, but do not use up
   * the retries of this new life; an incremental run begins where its first attempt began, so that it
   * reads what that was to read, whatever the pipeline's cursor is by now. `reopened` is false, and nothing
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
  listRuns(filter: RunFilter): Promise<Page<RunRecord>>;
  /** Runs of a pipeline that are not in a final state. */
  openRuns(key: DeploymentKey): Promise<readonly RunRecord[]>;

  appendAudit(event: AuditEvent, now: number): Promise<void>;
  /**
   * Writes head records: events `chain.heads` that tell of every chain which has grown since it was told of, so that
   * a tail which is cut off shows. Returns how many chains they tell of; at `limit` there may be more.
   */
  recordHeads(limit: number, now: number): Promise<number>;
  listEvents(filter: EventFilter): Promise<Page<EventRecord>>;
  /** Events not yet published, oldest first; per key in sequence, never skipping one. */
  unpublishedEvents(limit: number): Promise<readonly EventRecord[]>;
  /** Notes that the bus has no event of the topic, whatever was noted before. Returns how many are to be published again. */
  publishAgain(topic: Topic): Promise<number>;
  markPublished(ids: readonly string[], now: number): Promise<void>;
}
