import type { Message } from '../../message/index.ts';
import type { LocatedDiagnostic } from '../diagnostics/index.ts';
import type { Meaning } from './meaning.ts';
import type { SourceSize } from './source-size.ts';
import type { ValueChange } from './value-change.ts';

/** What becomes of a pipeline. `replace`: what runs or is kept of it cannot go on, and it begins anew. */
export type PlanAction = 'create' | 'update' | 'replace' | 'delete' | 'move' | 'none';

/** Where one side of a plan comes from. */
export interface PlanOrigin {
  readonly kind: 'git' | 'folder' | 'deployed' | 'nothing';
  /** `git`: as it was asked for, `origin/main`. */
  readonly ref?: string;
  /** `git`: the commit, all 40 digits; of the working tree the one it stands on. */
  readonly commit?: string;
  /** `folder`: true where the working tree has changes that no commit has. */
  readonly dirty?: boolean;
  /** `deployed`: the server's address, or the kind of the store. */
  readonly at?: string;
  /** Digest of all artefacts of this side. */
  readonly digest: string;
}

/** One thing that a change does, and why. */
export interface Finding {
  /** A constant, `SCHEDULE_CHANGED`. */
  readonly reason: string;
  readonly meaning: Meaning;
  /** What happens to schedule, data or state because of it: one sentence. */
  readonly consequence: Message;
  /** Pointers of the values that it explains; none where it follows from something else. */
  readonly paths: readonly string[];
}

/** A pipeline that a change reaches: it reads what the changed one writes, waits for it, or hangs on one that does. */
export interface Downstream {
  readonly pipeline: string;
  /** How it hangs on the changed one. */
  readonly via: 'dependsOn' | 'data';
  /** The reached pipeline that it hangs on, where it does not hang on the changed one itself. */
  readonly through?: string;
  /** True where it fails, or reads something else than before. */
  readonly breaking: boolean;
  /** What reaches it: one sentence. */
  readonly effect: Message;
}

/** A value that changes, with what the change of it means. */
export interface ExplainedValue extends ValueChange {
  readonly meaning: Meaning;
}

/** Fire times in UTC milliseconds. */
export interface FireTimes {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** A text of a pipeline that its next run has with other values in it. */
export interface RunTimeValueChange {
  /** JSON Pointer into the plan form. */
  readonly path: string;
  /** As its author writes it from now on: `pt=${bizdate}`. */
  readonly text: string;
  /** As each side fills it at its own next fire: `pt=20260302`; absent where it was not there, or no clock says that fire. */
  readonly before?: string;
  readonly after?: string;
}

/** How long after the end of each run a pipeline fires: milliseconds. */
export interface FixedDelay {
  readonly before?: number;
  readonly after?: number;
  /** True where it fires as soon as the change is deployed, and then after each run. */
  readonly atOnce: boolean;
}

/** What becomes of one pipeline. */
export interface PlannedChange {
  readonly pipeline: string;
  /** Its name before, of a `move`. */
  readonly from?: string;
  readonly action: PlanAction;
  readonly findings: readonly Finding[];
  readonly values: readonly ExplainedValue[];
  /** The next fires by each side's clock; none where no clock fires it. */
  readonly nextFires: FireTimes;
  /** Those of `nextFires` at which both sides fire, shown on the other side or not. */
  readonly sharedFires: readonly number[];
  /** On average over a year, 0 while it is suspended; absent where no clock says it, and on a side that has not the pipeline. */
  readonly firesPerDay: { readonly before?: number; readonly after?: number };
  /** Of a schedule that waits for the end of each run; absent where neither side has one that fires. */
  readonly fixedDelay?: FixedDelay;
  /** The zone of its schedule; of a pipeline that is gone its last. */
  readonly timeZone: string;
  /** Its zone before, where that was another. */
  readonly timeZoneBefore?: string;
  readonly runTimeValues: readonly RunTimeValueChange[];
  /** How much is in its source; absent where that was not asked, or nobody could say. */
  readonly size?: SourceSize;
  readonly owners: readonly string[];
  /** The file of its definition, from the project's root; absent of one that is gone. */
  readonly file?: string;
  readonly downstream: readonly Downstream[];
  /** Digests of the artefact on each side. */
  readonly digests: { readonly before?: string; readonly after?: string };
}

/** Something that an engine runs, or does not run, otherwise than the runtime has it on record (`--live`). */
export interface Drift {
  readonly pipeline: string;
  /** A constant, `JOB_MISSING`. */
  readonly reason: string;
  /** Empty where nothing says it. */
  readonly engine: string;
  readonly run?: string;
  /** The engine's id of the job that drifts. */
  readonly job?: string;
  /** What it is, and what to do: one sentence. */
  readonly message: Message;
}

/** What becomes of a file of `backfills/`. */
export type BackfillAction = 'create' | 'change' | 'remove';

/** A file of `backfills/` that is new, says something else, or is gone. */
export interface PlannedBackfill {
  readonly name: string;
  readonly pipeline: string;
  readonly action: BackfillAction;
  /** Fires in its range by the schedule of the head; 0 where that has the pipeline no more. */
  readonly runs: number;
  /** The first and the last of them, ISO times with the offset of the pipeline's zone; empty where there is none. */
  readonly firstFireAt: string;
  readonly lastFireAt: string;
  readonly order: 'oldest-first' | 'newest-first';
  readonly concurrency: number;
  /** Rows of all its runs, by the last ones that succeeded; absent where no runtime says it. */
  readonly estimatedRows?: number;
  /** From the project's root; absent of one that is gone. */
  readonly file?: string;
  /** What happens: one sentence. */
  readonly consequence: Message;
}

/** Somebody has to approve changes before they are merged (`policies.approval`). */
export interface NeededApproval {
  /** Logins and teams, sorted: one of them has to approve. */
  readonly owners: readonly string[];
  /** For these pipelines, sorted. */
  readonly pipelines: readonly string[];
  /** Because of these meanings, the most serious first. */
  readonly meaning: readonly Meaning[];
}

/** What a plan tells of all that changes, where not everything was asked for. */
export interface PlanSelection {
  /** Values of `--select` and `--exclude`, as they were written. */
  readonly select: readonly string[];
  readonly exclude: readonly string[];
  /** How many pipelines change that are not selected: they are not among `changes`. */
  readonly others: number;
}

/** What a change of a project means: data, never text lines. */
export interface Plan {
  readonly project: string | undefined;
  readonly environment: string;
  readonly base: PlanOrigin;
  readonly head: PlanOrigin;
  /** The moment that next fires are counted from, UTC milliseconds. */
  readonly now: number;
  /** By name; pipelines to which nothing happens are only counted. */
  readonly changes: readonly PlannedChange[];
  readonly unchanged: number;
  /** Definitions that do not compile: nothing is planned for them, and nothing is deleted on their account. */
  readonly broken: readonly string[];
  /** What could not be compared, and why. */
  readonly notes: readonly Message[];
  readonly drift?: readonly Drift[];
  /** Absent where the base does not say which there were. */
  readonly backfills?: readonly PlannedBackfill[];
  /** Absent where nobody looked at policies. */
  readonly approvals?: readonly NeededApproval[];
  /** Absent where all changes are told. */
  readonly selection?: PlanSelection;
  /** Of the head, and of its policies. */
  readonly diagnostics: readonly LocatedDiagnostic[];
}
