import {
  cursorRangeOf,
  type AttemptRecord,
  type CursorRange,
  type RunMetrics,
  type RunReason,
  type RunRecord,
} from '../../runtime/index.ts';
import { isoTime, isoTimeOrNull } from './format-version.ts';

/** An attempt as people and programs see it. Times are ISO 8601 in UTC. */
export interface AttemptJson {
  readonly number: number;
  readonly state: AttemptRecord['state'];
  readonly executor: string;
  /** The id under which the engine knows the job. */
  readonly engineId: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly metrics: RunMetrics;
  readonly reason: RunReason | null;
}

/** A run as people and programs see it (schemas/run.schema.json). */
export interface RunJson {
  readonly id: string;
  readonly project: string;
  readonly environment: string;
  readonly pipeline: string;
  readonly fireAt: string;
  readonly trigger: RunRecord['trigger'];
  readonly state: RunRecord['state'];
  readonly reason: RunReason | null;
  readonly attempts: readonly AttemptJson[];
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** When the next attempt may start; only while the run waits for it. */
  readonly retryAt: string | null;
  /** From the first start to the end; null until then. */
  readonly durationMs: number | null;
  readonly metrics: RunMetrics;
  readonly parameters: Readonly<Record<string, string>>;
  /** Run-time values that were bound, by their source text. */
  readonly values: Readonly<Record<string, string>>;
  /** What it reads, as a part of a backfill by cursor values, which stands for no fire: `fireAt` is before 1970 then; null = all else. */
  readonly cursorRange: CursorRange | null;
  readonly cursorBefore: string | null;
  readonly cursorAfter: string | null;
  readonly executor: string | null;
  readonly artefactDigest: string;
}

/** The published form of a run; keys without a value are null, never absent. */
export function toRunJson(run: RunRecord): RunJson {
  const { startedAt, finishedAt } = run;
  return {
    id: run.id,
    project: run.project,
    environment: run.environment,
    pipeline: run.pipeline,
    fireAt: isoTime(run.fireTime),
    trigger: run.trigger,
    state: run.state,
    reason: run.reason ?? null,
    attempts: run.attempts.map(toAttemptJson),
    createdAt: isoTime(run.createdAt),
    startedAt: isoTimeOrNull(startedAt),
    finishedAt: isoTimeOrNull(finishedAt),
    retryAt: run.state === 'retry-wait' ? isoTime(run.notBefore) : null,
    durationMs: startedAt === undefined || finishedAt === undefined ? null : finishedAt - startedAt,
    metrics: run.metrics,
    parameters: run.parameters,
    values: run.values,
    cursorRange: cursorRangeOf(run) ?? null,
    cursorBefore: run.cursorBefore ?? null,
    cursorAfter: run.cursorAfter ?? null,
    executor: run.executor ?? null,
    artefactDigest: run.artefactDigest,
  };
}

function toAttemptJson(attempt: AttemptRecord): AttemptJson {
  return {
    number: attempt.number,
    state: attempt.state,
    executor: attempt.executor,
    engineId: attempt.engineRef.id,
    startedAt: isoTime(attempt.startedAt),
    finishedAt: isoTimeOrNull(attempt.finishedAt),
    metrics: attempt.metrics,
    reason: attempt.reason ?? null,
  };
}
