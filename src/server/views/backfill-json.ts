import type {
  BackfillProgress,
  BackfillRecord,
  ChangedBackfill,
  PlannedBackfill,
  RunReason,
} from '../../runtime/index.ts';
import { FORMAT_VERSION, isoTime, isoTimeOrNull } from './format-version.ts';

/** A range of values of the column of an incremental pipeline: rows after the first, up to and at the second. */
export interface CursorValuesJson {
  readonly after: string;
  readonly until: string;
  /** How much of it one run reads; null = all. */
  readonly chunk: string | null;
}

/** What a backfill would do (schemas/backfill-plan.schema.json). */
export interface BackfillPlanJson {
  readonly formatVersion: string;
  readonly pipeline: string;
  readonly runs: number;
  /** Null where it is a range of cursor values. */
  readonly firstFireAt: string | null;
  readonly lastFireAt: string | null;
  readonly cursor: CursorValuesJson | null;
  /** Of the runs, those whose fires are on record: they get one more attempt. */
  readonly onRecord: number;
  readonly order: PlannedBackfill['order'];
  readonly concurrency: number;
  readonly onFailure: PlannedBackfill['onFailure'];
  readonly allowDuplicates: boolean;
  /** By the last runs that succeeded; of cursor values by those that say how close rows stand. Null where none does. */
  readonly estimate: {
    readonly ofRuns: number;
    readonly rows: number | null;
    readonly durationMs: number;
  } | null;
  readonly cautions: readonly string[];
}

/** A backfill as people and programs see it (schemas/backfill.schema.json). Times are ISO 8601 in UTC. */
export interface BackfillJson {
  readonly id: string;
  readonly pipeline: string;
  /** Of the file of the project that says it. */
  readonly name: string | null;
  readonly state: BackfillRecord['state'];
  readonly reason: RunReason | null;
  /** Null where it is a range of cursor values. */
  readonly from: string | null;
  readonly to: string | null;
  readonly cursor: CursorValuesJson | null;
  readonly order: BackfillRecord['order'];
  readonly concurrency: number;
  readonly onFailure: BackfillRecord['onFailure'];
  readonly allowDuplicates: boolean;
  readonly actor: string;
  readonly why: string | null;
  /** How many fires it has, and where they stand; `left` are not handed out yet, or are to run once more. */
  readonly runs: {
    readonly total: number;
    readonly left: number;
    readonly open: number;
    readonly succeeded: number;
    readonly failed: number;
  };
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** The fire handed out last; null where it is a range of cursor values, too. */
  readonly positionAt: string | null;
  /** Why it hands out nothing, where it is neither paused, full nor over. */
  readonly waitsFor: RunReason | null;
  /** Until all is over at the rate so far. */
  readonly remainingMs: number | null;
}

/** What became of a backfill that a person changed. */
export interface ChangedBackfillJson extends BackfillJson {
  readonly formatVersion: string;
  readonly outcome: 'changed' | 'same';
  /** Runs that were asked to stop. */
  readonly stopped: number;
}

/** The published form of a plan. */
export function toBackfillPlanJson(pipeline: string, planned: PlannedBackfill): BackfillPlanJson {
  const { total, onRecord, order, concurrency, onFailure, allowDuplicates, estimate, cautions, values } = planned;
  return {
    formatVersion: FORMAT_VERSION,
    pipeline,
    runs: total,
    firstFireAt: values === undefined ? isoTime(planned.first) : null,
    lastFireAt: values === undefined ? isoTime(planned.last) : null,
    cursor: cursorValues(values),
    onRecord,
    order,
    concurrency,
    onFailure,
    allowDuplicates,
    estimate:
      estimate === undefined
        ? null
        : { ofRuns: estimate.ofRuns, rows: estimate.rows ?? null, durationMs: estimate.durationMs },
    cautions,
  };
}

/** The published form of a backfill; keys without a value are null, never absent. */
export function toBackfillJson({ backfill, left, waitsFor, remainingMs }: BackfillProgress): BackfillJson {
  const { counts, values } = backfill;
  return {
    id: backfill.id,
    pipeline: backfill.pipeline,
    name: backfill.name ?? null,
    state: backfill.state,
    reason: backfill.reason ?? null,
    from: values === undefined ? isoTime(backfill.from) : null,
    to: values === undefined ? isoTime(backfill.to) : null,
    cursor: cursorValues(values),
    order: backfill.order,
    concurrency: backfill.concurrency,
    onFailure: backfill.onFailure,
    allowDuplicates: backfill.allowDuplicates,
    actor: backfill.actor,
    why: backfill.why ?? null,
    runs: { total: backfill.total, left, open: counts.open, succeeded: counts.succeeded, failed: counts.failed },
    createdAt: isoTime(backfill.createdAt),
    startedAt: isoTimeOrNull(backfill.startedAt),
    endedAt: isoTimeOrNull(backfill.endedAt),
    positionAt: values === undefined ? isoTimeOrNull(backfill.position) : null,
    waitsFor: waitsFor ?? null,
    remainingMs: remainingMs ?? null,
  };
}

function cursorValues(values: BackfillRecord['values']): CursorValuesJson | null {
  return values === undefined ? null : { after: values.after, until: values.until, chunk: values.chunk ?? null };
}

/** The answer to a change. */
export function toChangedBackfillJson(
  progress: BackfillProgress,
  { outcome, stopped }: Pick<ChangedBackfill, 'outcome' | 'stopped'>,
): ChangedBackfillJson {
  return {
    formatVersion: FORMAT_VERSION,
    ...toBackfillJson(progress),
    outcome: outcome === 'same' ? 'same' : 'changed',
    stopped,
  };
}
