import { isDeepStrictEqual } from 'node:util';
import type { Artefact, CompiledArtefact } from '../../../compiler/index.ts';
import { AUDIT_TOPIC, type DeploymentChange } from '../../ports/index.ts';
import type { EventDraft } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Application } from './apply-changes.ts';

/** What is to be written for one change, and the event that tells it. */
export interface Decision {
  readonly isNew: boolean;
  readonly row: DeploymentTable;
  readonly compiled?: CompiledArtefact;
  readonly event: EventDraft;
}

type Schedule = Artefact['pipeline']['schedule'];

/** Compares a change with what is recorded. Undefined = it is so already. Pure. */
export function decideDeployment(
  change: DeploymentChange,
  row: DeploymentTable | undefined,
  oldSchedule: Schedule | undefined,
  application: Application,
): Decision | undefined {
  if (change.kind === 'delete') return decideDelete(row, application);
  const { compiled } = change;
  const state = compiled.artefact.pipeline.state === 'suspended' ? 'suspended' : 'active';
  if (row !== undefined && row.artefact_digest === compiled.digest && row.state === state) return undefined;
  const next: DeploymentTable = {
    ...change.key,
    generation: (row?.generation ?? 0) + 1,
    observed_generation: (row?.generation ?? 0) + 1,
    artefact_digest: compiled.digest,
    revision: application.revision,
    state,
    next_fire_time: nextFireTime(change.nextFireTime, row, state, oldSchedule, compiled.artefact.pipeline.schedule),
    last_fire_time: row?.last_fire_time ?? null,
    applied_at: application.now,
  };
  return {
    isNew: row === undefined,
    row: next,
    compiled,
    event: auditEvent(typeOf(row, state), next, row, application),
  };
}

function decideDelete(row: DeploymentTable | undefined, application: Application): Decision | undefined {
  if (row === undefined || row.state === 'deleted') return undefined;
  const next: DeploymentTable = {
    ...row,
    generation: row.generation + 1,
    observed_generation: row.generation + 1,
    revision: application.revision,
    state: 'deleted',
    next_fire_time: null,
    applied_at: application.now,
  };
  return { isNew: false, row: next, event: auditEvent('deployment.deleted', next, row, application) };
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

function typeOf(row: DeploymentTable | undefined, state: 'active' | 'suspended'): string {
  if (row === undefined || row.state === 'deleted') return 'deployment.created';
  if (row.state === state) return 'deployment.updated';
  return state === 'suspended' ? 'deployment.suspended' : 'deployment.resumed';
}

function auditEvent(
  type: string,
  next: DeploymentTable,
  before: DeploymentTable | undefined,
  application: Application,
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
    },
  };
}
