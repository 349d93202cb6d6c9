import { isDeepStrictEqual } from 'node:util';
import { factsOf, type Artefact, type CompiledArtefact } from '../../../compiler/index.ts';
import {
  AUDIT_TOPIC,
  type DeploymentChange,
  type DeploymentKey,
  type EventType,
  type RunReason,
} from '../../ports/index.ts';
import type { EventDraft } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Application } from './apply-changes.ts';

/** What is to be written for one deployment, and the event that tells it. */
export interface Decision {
  readonly isNew: boolean;
  readonly row: DeploymentTable;
  readonly compiled?: CompiledArtefact;
  /** The pipeline goes on from this one, whose runs and cursor are to go with it. */
  readonly from?: DeploymentKey;
  readonly event: EventDraft;
}

type Schedule = Artefact['pipeline']['schedule'];

/** What is on record of the names that a change concerns. */
export interface RecordedRows {
  readonly row: DeploymentTable | undefined;
  /** Of the pipeline that a `move` moves. */
  readonly from: DeploymentTable | undefined;
  /** Of the artefact of `lifeOf(change)`. */
  readonly schedule: Schedule | undefined;
}

/** The deployment that a change goes on from; undefined where it begins one. */
export function lifeOf(
  change: DeploymentChange,
  { row, from }: Pick<RecordedRows, 'row' | 'from'>,
): DeploymentTable | undefined {
  return change.kind === 'move' && isLive(from) && !isLive(row) ? from : row;
}

/** Compares a change with what is recorded. None = it is so already. Pure. */
export function decideChange(
  change: DeploymentChange,
  rows: RecordedRows,
  application: Application,
): readonly Decision[] {
  const { row, from } = rows;
  switch (change.kind) {
    case 'delete':
      return decideDelete(row, application);
    case 'deploy':
      return decideDeploy(change, rows, application);
    case 'move': {
      const gone = decideDelete(from, application, { movedTo: change.key.pipeline });
      const life = lifeOf(change, rows);
      if (from === undefined || life !== from) return [...gone, ...decideDeploy(change, rows, application)];
      return [...gone, decideMove(change, { row, from, schedule: rows.schedule }, application)];
    }
    default:
      return change satisfies never;
  }
}

type Deploying = Extract<DeploymentChange, { readonly compiled: CompiledArtefact }>;

function decideDeploy(
  change: Deploying,
  { row, schedule }: RecordedRows,
  application: Application,
): readonly Decision[] {
  const { compiled } = change;
  const state = stateOf(compiled);
  if (row !== undefined && row.artefact_digest === compiled.digest && row.state === state) return [];
  const next = nextRow(change, row, row, schedule, application);
  const { type = typeOf(row, state), data } = application.told ?? {};
  return [{ isNew: row === undefined, row: next, compiled, event: auditEvent(type, next, row, application, data) }];
}

function decideMove(
  change: Deploying,
  { row, from, schedule }: RecordedRows & { readonly from: DeploymentTable },
  application: Application,
): Decision {
  const next = nextRow(change, from, row, schedule, application);
  const { project, environment, pipeline } = from;
  return {
    isNew: row === undefined,
    row: next,
    compiled: change.compiled,
    from: { project, environment, pipeline },
    event: auditEvent('deployment.moved', next, from, application, { movedFrom: pipeline }),
  };
}

/**
 * @param life What the deployment goes on from.
 * @param present What the name has now: generations never go back.
 */
function nextRow(
  change: Deploying,
  life: DeploymentTable | undefined,
  present: DeploymentTable | undefined,
  schedule: Schedule | undefined,
  application: Application,
): DeploymentTable {
  const { compiled } = change;
  const state = stateOf(compiled);
  const generation = Math.max(life?.generation ?? 0, present?.generation ?? 0) + 1;
  return {
    ...change.key,
    generation,
    observed_generation: generation,
    artefact_digest: compiled.digest,
    revision: application.revision,
    state,
    next_fire_time: nextFireTime(change.nextFireTime, life, state, schedule, factsOf(compiled).schedule),
    // what it is put off by may be another from now on
    due_at: null,
    last_fire_time: life?.last_fire_time ?? null,
    applied_at: application.now,
  };
}

function decideDelete(
  row: DeploymentTable | undefined,
  application: Application,
  more: Readonly<Record<string, unknown>> = {},
): readonly Decision[] {
  if (row === undefined || row.state === 'deleted') return [];
  const next: DeploymentTable = {
    ...row,
    generation: row.generation + 1,
    observed_generation: row.generation + 1,
    revision: application.revision,
    state: 'deleted',
    next_fire_time: null,
    due_at: null,
    applied_at: application.now,
  };
  return [{ isNew: false, row: next, event: auditEvent('deployment.deleted', next, row, application, more) }];
}

function isLive(row: DeploymentTable | undefined): boolean {
  return row !== undefined && row.state !== 'deleted';
}

function stateOf(compiled: CompiledArtefact): 'active' | 'suspended' {
  return factsOf(compiled).state === 'suspended' ? 'suspended' : 'active';
}

/**
 * An active deployment whose schedule is the same keeps its clock, so that a change of anything else
 * neither skips a fire that is due nor repeats one. One that was suspended starts anew.
 */
function nextFireTime(
  given: number | undefined,
  row: DeploymentTable | undefined,
  state: 'active' | 'suspended',
  oldSchedule: Schedule | undefined,
  newSchedule: Schedule,
): number | null {
  const recorded = row?.state === 'active' && state === 'active' ? row.next_fire_time : null;
  const same = oldSchedule !== undefined && isDeepStrictEqual(oldSchedule, newSchedule);
  return recorded !== null && same ? recorded : (given ?? null);
}

function typeOf(row: DeploymentTable | undefined, state: 'active' | 'suspended'): EventType {
  if (row === undefined || row.state === 'deleted') return 'deployment.created';
  if (row.state === state) return 'deployment.updated';
  return state === 'suspended' ? 'deployment.suspended' : 'deployment.resumed';
}

function auditEvent(
  type: EventType,
  next: DeploymentTable,
  before: DeploymentTable | undefined,
  application: Application,
  more: Readonly<Record<string, unknown>> = {},
): EventDraft {
  return {
    topic: AUDIT_TOPIC,
    key: eventKey(next),
    type,
    at: application.now,
    data: {
      project: next.project,
      environment: next.environment,
      pipeline: next.pipeline,
      generation: next.generation,
      digest: next.artefact_digest,
      previousDigest: before?.artefact_digest,
      revision: next.revision,
      from: before?.state,
      to: next.state,
      nextFireTime: next.next_fire_time ?? undefined,
      actor: application.actor,
      plan: application.plan,
      reason: reasonOf(application, more),
      ...more,
    },
  };
}

/** Why the deployment is changed. Closed: docs/events.md lists the codes. */
export function reasonOf(
  { plan, reason }: Pick<Application, 'plan' | 'reason'>,
  { movedTo }: Readonly<Record<string, unknown>> = {},
): RunReason {
  if (movedTo !== undefined) return { code: 'PIPELINE_MOVED', message: 'the pipeline goes on under another name' };
  if (reason !== undefined) return reason;
  return plan === undefined
    ? { code: 'SOURCE_CHANGED', message: 'the source of the desired state says so' }
    : { code: 'PLAN_APPLIED', message: 'a reviewed plan was applied' };
}
