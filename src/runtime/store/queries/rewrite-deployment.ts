import { AUDIT_TOPIC, type EventType, type RunReason } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

/** How a change of one deployment is told. */
export interface ToldChange {
  readonly type: EventType;
  readonly actor: string;
  readonly reason: RunReason;
}

/** Writes one deployment, whose row is locked, and the event that says what it is from then on. */
export async function rewriteDeployment(
  transaction: Transaction,
  before: DeploymentTable,
  next: DeploymentTable,
  { type, actor, reason }: ToldChange,
): Promise<void> {
  const { project, environment, pipeline, ...columns } = next;
  await transaction.db
    .updateTable('sluice_deployment')
    .set(columns)
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .execute();
  const data = {
    project,
    environment,
    pipeline,
    generation: next.generation,
    digest: next.artefact_digest,
    previousDigest: before.artefact_digest,
    revision: next.revision,
    from: before.state,
    to: next.state,
    nextFireTime: next.next_fire_time ?? undefined,
    actor,
    reason,
  };
  await appendEvents(transaction, [{ topic: AUDIT_TOPIC, key: eventKey(next), type, at: next.applied_at, data }]);
}
