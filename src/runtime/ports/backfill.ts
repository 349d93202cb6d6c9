import type { ValueRange } from '../../compiler/index.ts';
import type { DeploymentKey, RunReason, RunState } from './run.ts';

/** The states of a backfill. `succeeded` and `cancelled` are final; a failed one can be resumed. */
export const BACKFILL_STATES = ['waiting', 'running', 'paused', 'succeeded', 'failed', 'cancelled'] as const;

/** One of {@link BACKFILL_STATES}. */
export type BackfillState = (typeof BACKFILL_STATES)[number];

/** A backfill in one of these has fires to hand out by itself or soon: no other of its pipeline may have a part of its range. */
export const UNFINISHED_BACKFILL_STATES: readonly BackfillState[] = ['waiting', 'running', 'paused'];

/** How many of a backfill's fires stand where. */
export interface BackfillCounts {
  /** Handed out and not over. */
  readonly open: number;
  /** Over without success, and to be run once more. */
  readonly again: number;
  readonly succeeded: number;
  /** Over without success: failed, timed out, cancelled or skipped. */
  readonly failed: number;
}

/** What a backfill is to do; it never changes. Times UTC milliseconds. */
export interface BackfillWish extends DeploymentKey {
  readonly id: string;
  /** Of the file of the project that says it; absent = a person has asked for it. */
  readonly name?: string;
  /** Fires from here on, up to and at `to`; of a range of `values` the moments before 1970 that its runs stand at, which the store gives. */
  readonly from: number;
  readonly to: number;
  /** Values of the column of an incremental pipeline, in place of fires. */
  readonly values?: ValueRange;
  readonly order: 'oldest-first' | 'newest-first';
  /** Runs of it at a time, 1 and more. */
  readonly concurrency: number;
  /** Also where the sink would have rows of a fire twice. */
  readonly allowDuplicates: boolean;
  /** What becomes of it when a run has ended without success. */
  readonly onFailure: 'stop' | 'continue';
  /** Who wants it, for the audit. */
  readonly actor: string;
  /** In that person's words. */
  readonly why?: string;
}

/** A backfill as it is on record. Times UTC milliseconds. */
export interface BackfillRecord extends BackfillWish {
  readonly state: BackfillState;
  /** Why it is in that state, where there is more to say. */
  readonly reason?: RunReason;
  /** The fire that was handed out last, in its order; absent = none was. */
  readonly position?: number;
  /** How many fires there are in the range, by the schedule of `artefactDigest`. */
  readonly total: number;
  readonly artefactDigest: string;
  readonly counts: BackfillCounts;
  readonly createdAt: number;
  /** When its first fire was handed out. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** Grows with every change of it. */
  readonly version: number;
}

/** A fire that a backfill has handed out, or is to run once more. */
export interface BackfillFire {
  readonly fireTime: number;
  readonly runId: string;
  /** `again`: its run ended without success, and is to run once more. */
  readonly standing: 'open' | 'again';
  /** Of its run; undefined = that was forgotten. */
  readonly runState: RunState | undefined;
}
