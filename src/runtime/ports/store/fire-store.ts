import type { DeploymentKey, RunReason, RunRecord, Scope } from '../run.ts';
import type { Deployment } from './deployment-store.ts';
import type { AskedOnce } from './request-store.ts';

/** A fire to be put on record. */
export interface FireRequest {
  readonly key: DeploymentKey;
  readonly fireTime: number;
  readonly previousFireTime: number;
  /** When it was to start, where that is later than its fire time: its starting deadline counts from then. */
  readonly dueTime?: number;
  readonly trigger: RunRecord['trigger'];
  readonly artefactDigest: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** `skipped` or `failed` with a reason when a policy says that it is not to run. */
  readonly state: 'scheduled' | 'waiting' | 'skipped' | 'failed';
  readonly reason?: RunReason;
  /**
   * It is not to be beside another fire of the pipeline that is on its way, a waiting one excepted: throws STORE_CONFLICT where one is,
   * with the field `overtaken` where nobody asked. Absent = it may be.
   */
  readonly isAlone?: boolean;
  /** Moves the deployment's clock in the same transaction; absent = leave it. */
  readonly nextFireTime?: number | null;
  /** The person who asked, for the audit event `run.requested` of a fire that this call makes; absent = nobody did. */
  readonly actor?: string;
  /** That person runs it although a freeze may let nothing start: told in the audit event. */
  readonly duringFreeze?: boolean;
  /** Notes it as done, unless its run is over: then `reopenRun` does. Throws STORE_CONFLICT with the field `asked` where the key is taken. */
  readonly once?: AskedOnce;
  /** Id of the backfill that hands it out. */
  readonly backfill?: string;
}

/** A fire on record, and whether the call that gave this has made it. */
export interface RecordedFire {
  readonly run: RunRecord;
  readonly created: boolean;
}

/** A fire of a batch, with the id that its run is to have. */
export interface NewFire {
  readonly request: FireRequest;
  readonly runId: string;
}

/**
 * For so long at most is a fire put off at once, in milliseconds: a clock that was ahead for one look, or a build that moved the clock of
 * a deployment and knows of no putting off, costs no more than this.
 */
export const LONGEST_PUT_OFF_MS = 900_000;

/** A next fire that is not recorded yet although its time has come. */
export interface PutOffFire {
  readonly key: DeploymentKey;
  readonly artefactDigest: string;
  readonly fireTime: number;
  /** When the scheduler has to look at it again, within {@link LONGEST_PUT_OFF_MS}; undefined = at its fire time, as one that is not put off. */
  readonly dueAt: number | undefined;
}

/** What a scope has for its scheduler. Nothing due, no pause and nobody waiting = there is nothing to look for. */
export interface ScheduleOutlook {
  /** The earliest next fire of any active deployment that is not paused, or when it is put off to; due or not. Absent = none has one. */
  readonly nextFireTime?: number;
  /** The latest moment that a next fire of them is put off to; absent = none is. */
  readonly lastDueAt?: number;
  /** The earliest time by which a run must have been claimed, past or not; absent = none has one. */
  readonly startBy?: number;
  /** A pipeline is paused, for a time or until somebody lets it go on. */
  readonly hasPauses: boolean;
  /** A run waits for its turn. */
  readonly hasWaiting: boolean;
  /** A backfill has fires to hand out, or runs to look after. */
  readonly hasBackfills: boolean;
}

/** Fires, and the clocks of deployments. */
export interface FireStore {
  /**
   * Active deployments of the scope with `nextFireTime <= now`, or `dueAt <= now` where that is there, earliest first; and those that
   * are put off for longer than anybody does.
   */
  dueDeployments(scope: Scope, now: number, limit: number): Promise<readonly Deployment[]>;
  /** What there is to do for the scope, and when, in one read. */
  scheduleOutlook(scope: Scope): Promise<ScheduleOutlook>;
  /** Active deployments of the scope that no due time brings up: what fires after others, by hand, or is to be given its clock. */
  unclockedDeployments(scope: Scope): Promise<readonly Deployment[]>;
  /**
   * Records a fire once: returns the run, and whether this call made it. `fence` undefined = a person's request. A fire of
   * a pipeline that was moved in the meantime is recorded under its new name.
   */
  recordFire(fence: number | undefined, request: FireRequest, runId: string, now: number): Promise<RecordedFire>;
  /**
   * Records fires of one scope, no two of one pipeline, in as few transactions as can be: each as `recordFire` would, and what one
   * cannot be recorded for is told of that one alone. Throws what keeps all of them from being written: STORE_FENCED, or a store
   * that cannot be reached, after which some may be on record.
   */
  recordFires(fence: number, fires: readonly NewFire[], now: number): Promise<readonly (RecordedFire | Error)[]>;
  /** Sets the clock of a deployment without a fire (`after:` schedules, misfires that are all skipped). */
  setNextFireTime(fence: number, key: DeploymentKey, nextFireTime: number | undefined): Promise<void>;
  /**
   * Notes until when next fires of one scope are put off: `dueDeployments` does not give them before. Whatever moves the clock of a
   * deployment, or deploys another version of it, ends that. One that has another version or next fire by now is left as it is.
   */
  putOffFires(fence: number, scope: Scope, fires: readonly PutOffFire[]): Promise<void>;
  /** Succeeded fire times of a pipeline, newest first; with `before` those earlier than it. */
  succeededFireTimes(key: DeploymentKey, limit: number, before?: number): Promise<readonly number[]>;
  /** Runs of the scope that wait for their turn, oldest fire first. */
  waitingRuns(scope: Scope): Promise<readonly RunRecord[]>;
  /** Runs of the scope that wait although they had to be claimed by now, the longest overdue first. */
  overdueWaiting(scope: Scope, now: number, limit: number): Promise<readonly RunRecord[]>;
  /** Gives a run until this moment to be claimed, where it has one at all and that is earlier. */
  putOffDeadline(fence: number, runId: string, startBy: number): Promise<void>;
  /**
   * Ends, as skipped with this reason, the runs of the scope that nobody has claimed by the time by which they had to be, the
   * longest overdue first. `looked` counts the deadlines that have passed, `limit` at most; of some the run was claimed in time.
   *
   * @param waiting Of the runs that wait, these alone are ended, and the others left as they are; absent = all of them.
   */
  endOverdue(
    fence: number,
    scope: Scope,
    reason: RunReason,
    now: number,
    limit: number,
    waiting?: readonly string[],
  ): Promise<{ readonly ended: readonly RunRecord[]; readonly looked: number }>;
  /**
   * Moves `waiting` to `scheduled`, or with a reason to `skipped` or `failed`. False = it does not wait. One that goes on its way
   * and `isAlone` is held against others as a fire is (`FireRequest`).
   */
  releaseWaiting(
    fence: number,
    runId: string,
    to: 'scheduled' | 'skipped' | 'failed',
    reason: RunReason | undefined,
    now: number,
    isAlone?: boolean,
  ): Promise<boolean>;
}
