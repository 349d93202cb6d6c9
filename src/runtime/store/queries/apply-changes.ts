import type { Artefact } from '../../../compiler/index.ts';
import type { DeploymentChange } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { readDocument } from '../document.ts';
import { appendEvents, type EventDraft } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { decideDeployment, type Decision } from './decide-deployment.ts';
import { lockDeployments } from './lock-deployments.ts';
import { putArtefacts } from './put-artefacts.ts';

const CHUNK = 100;

/** Who changes the desired state, to what, and when. */
export interface Application {
  readonly revision: string;
  readonly actor: string;
  readonly now: number;
}

/**
 * Makes the deployments what the changes say, all or none. Level-triggered: what is so already is
 * neither written nor told, so that it may be called with the whole desired state at any time.
 */
export async function applyChanges(
  transaction: Transaction,
  changes: readonly DeploymentChange[],
  application: Application,
): Promise<void> {
  const existing = await lockDeployments(
    transaction,
    changes.map((change) => change.key),
  );
  const schedules = await readSchedules(transaction, changes, existing);
  const decisions = changes.flatMap((change) => {
    const row = existing.get(eventKey(change.key));
    const decision = decideDeployment(
      change,
      row,
      row === undefined ? undefined : schedules.get(row.artefact_digest),
      application,
    );
    return decision === undefined ? [] : [decision];
  });
  if (decisions.length === 0) return;
  await putArtefacts(
    transaction,
    decisions.flatMap((decision) => decision.compiled ?? []),
    application.now,
  );
  await writeDeployments(transaction, decisions);
  await appendEvents(
    transaction,
    decisions.map((decision): EventDraft => decision.event),
  );
}

/** Schedules of the artefacts that are about to be replaced, by digest, as JSON. */
async function readSchedules(
  transaction: Transaction,
  changes: readonly DeploymentChange[],
  existing: ReadonlyMap<string, DeploymentTable>,
): Promise<ReadonlyMap<string, Artefact['pipeline']['schedule']>> {
  const replaced = changes.flatMap((change) => {
    const row = existing.get(eventKey(change.key));
    const differs = change.kind === 'deploy' && row !== undefined && row.artefact_digest !== change.compiled.digest;
    return differs ? [row.artefact_digest] : [];
  });
  const schedules = new Map<string, Artefact['pipeline']['schedule']>();
  for (const part of chunks([...new Set(replaced)], CHUNK)) {
    const rows = await transaction.db
      .selectFrom('sluice_artefact')
      .select(['digest', 'bytes'])
      .where('digest', 'in', part)
      .execute();
    for (const row of rows) schedules.set(row.digest, readDocument<Artefact>(row.bytes).pipeline.schedule);
  }
  return schedules;
}

async function writeDeployments(transaction: Transaction, decisions: readonly Decision[]): Promise<void> {
  const fresh = decisions.filter((decision) => decision.isNew).map((decision) => decision.row);
  for (const part of chunks(fresh, CHUNK)) await transaction.db.insertInto('sluice_deployment').values(part).execute();
  for (const { row, isNew } of decisions) {
    if (isNew) continue;
    const { project, environment, pipeline, ...columns } = row;
    await transaction.db
      .updateTable('sluice_deployment')
      .set(columns)
      .where('project', '=', project)
      .where('environment', '=', environment)
      .where('pipeline', '=', pipeline)
      .execute();
  }
}
