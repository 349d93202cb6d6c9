import type { Artefact } from '../../compiler/index.ts';
import {
  cursorRangeOf,
  fullPools,
  type Condition,
  type ConditionType,
  type Deployment,
  type PoolUse,
  type RunRecord,
  type SourceStatus,
} from '../../runtime/index.ts';
import { isoTime, isoTimeOrNull } from './format-version.ts';
import { healthStatusOf, syncStatusOf } from './pipeline-status.ts';
import type { HealthStatus, SyncStatus } from './pipeline-status.ts';
import { scheduleInWords } from './schedule-words.ts';
import { workText } from './work-text.ts';

/** What a row of a pipeline's history shows. */
export interface RecentRunJson {
  readonly id: string;
  /** Of a run that reads a range of cursor values, and stands for no fire: when it was recorded. */
  readonly fireAt: string;
  readonly state: RunRecord['state'];
  readonly durationMs: number | null;
  readonly rowsWritten: number | null;
}

/** One of the two axes: where it stands, why, and since when. */
export interface AxisJson<Status> {
  readonly status: Status;
  /** A constant. */
  readonly reason: string;
  /** What a person has to know of it; null where the reason says it all. */
  readonly message: string | null;
  /** ISO time, UTC; null where nobody has noted it. */
  readonly since: string | null;
}

/** Something that holds of a pipeline and is on record until it does not. */
export interface ConditionJson {
  readonly type: ConditionType;
  /** Tells several of one type apart; empty where there can be one only. */
  readonly subject: string;
  readonly reason: string;
  readonly message: string;
  readonly since: string;
  /** Of the deployment when it was found. */
  readonly generation: number;
}

/** A pipeline as people and programs see it (schemas/pipelines.schema.json). */
export interface PipelineJson {
  readonly name: string;
  readonly project: string;
  readonly environment: string;
  readonly owner: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly engine: { readonly name: string; readonly type: string } | null;
  readonly schedule: {
    readonly kind: string;
    readonly words: string;
    readonly timeZone: string;
    readonly expression: string | null;
  } | null;
  readonly source: string;
  readonly sink: string;
  readonly dependsOn: readonly string[];
  /** One of these that succeeds is enough; absent = all have to. */
  readonly dependsOnAny?: true;
  readonly state: Deployment['state'];
  readonly sync: AxisJson<SyncStatus['status']>;
  readonly health: AxisJson<HealthStatus['status']>;
  /** What holds of it beside; mostly nothing. */
  readonly conditions: readonly ConditionJson[];
  readonly generation: number;
  readonly observedGeneration: number;
  readonly revision: string;
  readonly artefactDigest: string;
  readonly appliedAt: string;
  readonly nextFireAt: string | null;
  readonly lastFireAt: string | null;
  readonly cursor: string | null;
  /** Newest first. */
  readonly recentRuns: readonly RecentRunJson[];
}

/** What a pipeline's view is made of. `artefact` is undefined when the store no longer has it. */
export interface PipelineFacts {
  readonly deployment: Deployment;
  readonly artefact: Artefact | undefined;
  readonly source: SourceStatus | undefined;
  /** Of this pipeline. */
  readonly conditions: readonly Condition[];
  /** Newest first. */
  readonly recentRuns: readonly RunRecord[];
  /** How much of the pools of its environment is taken. */
  readonly pools: readonly PoolUse[];
  readonly now: number;
}

/** The published form of a deployed pipeline: what it is, whether it is in sync, how it does. */
export function toPipelineJson({
  deployment,
  artefact,
  source,
  conditions,
  recentRuns,
  pools,
  now,
}: PipelineFacts): PipelineJson {
  const pipeline = artefact?.pipeline;
  return {
    name: deployment.pipeline,
    project: deployment.project,
    environment: deployment.environment,
    owner: pipeline?.owner ?? null,
    description: pipeline?.description ?? null,
    tags: pipeline?.tags ?? [],
    engine: artefact === undefined ? null : { name: artefact.engine.name, type: artefact.engine.type },
    schedule: pipeline === undefined ? null : scheduleJson(pipeline.schedule),
    ...(pipeline === undefined ? { source: '', sink: '' } : workText(pipeline.work)),
    dependsOn: pipeline?.dependsOn ?? [],
    ...(pipeline?.upstreamPolicy?.any === true ? { dependsOnAny: true } : {}),
    state: deployment.state,
    sync: axisJson(syncStatusOf(deployment, source, conditions)),
    health: axisJson<HealthStatus['status']>(
      healthStatusOf(
        deployment,
        recentRuns,
        now,
        conditions,
        artefact?.pipeline.schedule,
        artefact === undefined ? [] : fullPools(artefact, pools),
      ),
    ),
    conditions: conditions.map(toConditionJson),
    generation: deployment.generation,
    observedGeneration: deployment.observedGeneration,
    revision: deployment.revision,
    artefactDigest: deployment.artefactDigest,
    appliedAt: isoTime(deployment.appliedAt),
    nextFireAt: isoTimeOrNull(deployment.nextFireTime),
    lastFireAt: isoTimeOrNull(deployment.lastFireTime),
    cursor: deployment.cursor ?? null,
    recentRuns: recentRuns.map(toRecentRunJson),
  };
}

function axisJson<Status>({
  status,
  reason,
  message,
  since,
}: {
  readonly status: Status;
  readonly reason: string;
  readonly message?: string;
  readonly since?: number;
}): AxisJson<Status> {
  return { status, reason, message: message ?? null, since: isoTimeOrNull(since) };
}

function toConditionJson({ type, subject, reason, message, since, generation }: Condition): ConditionJson {
  return { type, subject, reason, message, since: isoTime(since), generation };
}

function scheduleJson(schedule: Artefact['pipeline']['schedule']): NonNullable<PipelineJson['schedule']> {
  const expression = schedule.kind === 'cron' ? schedule.expression : null;
  return { kind: schedule.kind, words: scheduleInWords(schedule), timeZone: schedule.timeZone, expression };
}

function toRecentRunJson(run: RunRecord): RecentRunJson {
  const { startedAt, finishedAt } = run;
  return {
    id: run.id,
    fireAt: isoTime(cursorRangeOf(run) === undefined ? run.fireTime : run.createdAt),
    state: run.state,
    durationMs: startedAt === undefined || finishedAt === undefined ? null : finishedAt - startedAt,
    rowsWritten: run.metrics.rowsWritten ?? null,
  };
}
