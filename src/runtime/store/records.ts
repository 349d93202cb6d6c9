import type {
  AttemptRecord,
  AttemptState,
  Condition,
  ConditionType,
  Deployment,
  EventRecord,
  RunRecord,
  RunState,
  Topic,
} from '../ports/index.ts';
import { readDocument, readOptionalDocument } from './document.ts';
import type { AttemptTable, ConditionTable, DeploymentTable, EventTable, RunTable } from './schema.ts';
import type { Selectable } from 'kysely';

// `as` on states and topics: the columns are text, and only this store writes them.

export function toRunRecord(row: RunTable, attempts: readonly AttemptTable[]): RunRecord {
  return {
    id: row.id,
    project: row.project,
    environment: row.environment,
    pipeline: row.pipeline,
    fireTime: row.fire_time,
    previousFireTime: row.previous_fire_time,
    trigger: row.trigger_kind as RunRecord['trigger'],
    artefactDigest: row.artefact_digest,
    state: row.state as RunState,
    reason: readOptionalDocument(row.reason),
    parameters: readDocument(row.parameters),
    values: readDocument(row.bound_values),
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    earlierAttempts: row.earlier_attempts,
    notBefore: row.not_before,
    metrics: readDocument(row.metrics),
    cursorBefore: row.cursor_before ?? undefined,
    cursorAfter: row.cursor_after ?? undefined,
    executor: row.executor ?? undefined,
    claimedUntil: row.claimed_until ?? undefined,
    attempts: attempts.map(toAttemptRecord),
  };
}

function toAttemptRecord(row: AttemptTable): AttemptRecord {
  return {
    number: row.number,
    state: row.state as AttemptState,
    executor: row.executor,
    engineRef: readDocument(row.engine_ref),
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? undefined,
    metrics: readDocument(row.metrics),
    reason: readOptionalDocument(row.reason),
  };
}

/** A deployment's row with its pipeline's cursor, and since when it is paused. */
export type DeploymentRow = Omit<DeploymentTable, 'due_at'> & {
  readonly cursor: string | null;
  readonly paused_since?: number | null;
  /** Not asked for where a store of before may have no such column. */
  readonly due_at?: number | null;
};

export function toDeployment(row: DeploymentRow): Deployment {
  return {
    project: row.project,
    environment: row.environment,
    pipeline: row.pipeline,
    generation: row.generation,
    observedGeneration: row.observed_generation,
    artefactDigest: row.artefact_digest,
    revision: row.revision,
    state: row.state,
    nextFireTime: row.next_fire_time ?? undefined,
    ...(typeof row.due_at === 'number' ? { dueAt: row.due_at } : {}),
    lastFireTime: row.last_fire_time ?? undefined,
    cursor: row.cursor ?? undefined,
    appliedAt: row.applied_at,
    ...((row.paused_since ?? null) === null ? {} : { isPaused: true }),
  };
}

export function toCondition(row: ConditionTable): Condition {
  const details = readOptionalDocument<NonNullable<Condition['details']>>(row.details);
  return {
    project: row.project,
    environment: row.environment,
    pipeline: row.pipeline,
    type: row.type as ConditionType,
    subject: row.subject,
    reason: row.reason,
    message: row.message,
    since: row.since,
    generation: row.generation,
    ...(details === undefined ? {} : { details }),
  };
}

export function toEventRecord(row: Selectable<EventTable>): EventRecord {
  return {
    id: row.id,
    topic: row.topic as Topic,
    key: row.event_key,
    sequence: row.sequence,
    type: row.type,
    at: row.at,
    data: readDocument(row.data),
    previousHash: row.previous_hash,
    hash: row.hash,
    publishedAt: row.published_at ?? undefined,
  };
}
