import type { CompiledArtefact } from '../../../compiler/index.ts';
import type { BackfillFire, BackfillRecord, BackfillState, BackfillWish } from '../backfill.ts';
import type { DeploymentKey, RunReason, Scope } from '../run.ts';
import type { Page } from './page.ts';

/** A backfill that is to be put on record, with what was counted of it. */
export interface NewBackfill {
  readonly wish: BackfillWish;
  readonly total: number;
  /** The deployment must still have it. */
  readonly artefactDigest: string;
  /** Of a range of values: what its runs are of, made of that. */
  readonly bounded?: CompiledArtefact;
}

/** `overlapping`: an unfinished one of the pipeline has fires of this range. `changed`: another version is deployed by now. */
export type BackfillCreation =
  | { readonly outcome: 'created'; readonly backfill: BackfillRecord }
  | { readonly outcome: 'overlapping'; readonly other: BackfillRecord }
  | { readonly outcome: 'absent' | 'changed' };

/** What a person, or the file that is gone, wants of a backfill. */
export interface BackfillChange {
  readonly to: 'pause' | 'resume' | 'cancel';
  readonly actor: string;
  readonly why?: string;
  /** With `cancel`: also stop runs that have started. */
  readonly stop?: boolean;
}

/** `refused`: it is in a state in which this cannot be; nothing was written. */
export interface ChangedBackfill {
  readonly outcome: 'changed' | 'same' | 'refused';
  readonly backfill: BackfillRecord;
  /** Runs that were asked to stop. */
  readonly stopped: number;
}

/** A fire that is to be handed out. */
export interface FedFire {
  readonly fireTime: number;
  readonly previousFireTime: number;
  /** Of the run, where the fire is not on record. */
  readonly runId: string;
  /** Of the run. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What the scheduler does for a backfill at one look. */
export interface BackfillStep {
  readonly backfill: BackfillRecord;
  /** In its order; those that are run once more are not among them. */
  readonly feed: readonly FedFire[];
  /** Fires of the record to run once more. */
  readonly again: readonly BackfillFire[];
  /** Where it goes with that. */
  readonly state: BackfillState;
  readonly reason?: RunReason;
  /** Counted anew, where another version is deployed. */
  readonly counted?: { readonly total: number; readonly artefactDigest: string };
  /**
   * Its runs are not to be beside others of the pipeline than its own: throws STORE_CONFLICT with `overtaken` where such a one was put on
   * its way meanwhile, and nothing is written. Absent = they may be.
   */
  readonly isAlone?: boolean;
  /** Of a range of values: what its runs are of, and the digest of the deployed artefact that it was made of. */
  readonly bounded?: { readonly artefact: CompiledArtefact; readonly of: string };
}

/** Which backfills, newest first. */
export interface BackfillFilter extends Scope {
  readonly pipeline?: string;
  readonly states?: readonly BackfillState[];
  readonly limit: number;
  readonly cursor?: string;
}

/** Ranges of fires of the past that are handed out bit by bit. */
export interface BackfillStore {
  /** Puts one on record, with its event. The same id again gives what is on record. `fence` undefined = a person's request. */
  createBackfill(request: NewBackfill, now: number, fence?: number): Promise<BackfillCreation>;
  /**
   * Does what a person asks for, or the `leader` for a file that is gone; undefined = there is no such backfill. Of its runs it stops those
   * alone that it has made, or given one more attempt. To resume one of many fires that did not succeed takes several transactions, and it
   * goes on with the last of them: where that does not come, it is resumed as if nobody had asked.
   */
  changeBackfill(
    id: string,
    change: BackfillChange,
    now: number,
    leader?: { readonly fence: number; readonly scope: Scope },
  ): Promise<ChangedBackfill | undefined>;
  getBackfill(id: string): Promise<BackfillRecord | undefined>;
  listBackfills(filter: BackfillFilter): Promise<Page<BackfillRecord>>;
  /** Those of the scope with something to hand out or to look after, oldest first. */
  openBackfills(scope: Scope): Promise<readonly BackfillRecord[]>;
  /** What it has handed out and is not over, and the next hundred, in its order, of what is to run once more; oldest fire first. */
  openBackfillFires(id: string): Promise<readonly BackfillFire[]>;
  /** Ids of the runs of the scope that backfills have handed out and that are not over. */
  backfillRuns(scope: Scope): Promise<ReadonlySet<string>>;
  /** How many fires of a pipeline are on record, under whatever name it had, from `from` up to and at `to`, UTC milliseconds. */
  recordedFires(key: DeploymentKey, range: { readonly from: number; readonly to: number }): Promise<number>;
  /** The backfill that has handed out a run last; undefined = none has. */
  backfillOfRun(runId: string): Promise<BackfillRecord | undefined>;
  /**
   * Notes what became of the runs that were handed out, hands out more and moves the position, in one transaction. Fires on record that
   * are over become runs with one more attempt, also under a name that the pipeline had before; of those that are not over the end is waited for. False = the backfill or its
   * deployment is not what it was looked at as, and nothing was written. Throws as `recordFire` where a person has paused the pipeline.
   */
  feedBackfill(fence: number, step: BackfillStep, now: number): Promise<boolean>;
}
