import type { Artefact } from '../../../compiler/index.ts';
import type { DeploymentChange, DeploymentKey, RunReason } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { readDocument } from '../document.ts';
import { appendEvents, type EventDraft } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { decideChange, lifeOf, type Decision } from './decide-deployment.ts';
import { lockDeployments } from './lock-deployments.ts';
import { moveHistory } from './move-history.ts';
import { putArtefacts } from './put-artefacts.ts';

const CHUNK = 100;

/** Who changes the desired state, to what, and when. */
export interface Application {
  readonly revision: string;
  readonly actor: string;
  /** The plan that a person reviewed; absent where there was none. */
  readonly plan?: string;
  /** Why, where it is neither a plan nor the source of the desired state. */
  readonly reason?: RunReason;
  readonly now: number;
}

/** Deployments by event key, as they are on record. */
type Rows = ReadonlyMap<string, DeploymentTable>;

/**
 * Makes the deployments what the changes say, all or none. Level-triggered: what is so already is
 * neither written nor told, so that it may be called with the whole desired state at any time. Returns whether
 * there was anything to write.
 */
export async function applyChanges(
  transaction: Transaction,
  changes: readonly DeploymentChange[],
  application: Application,
): Promise<boolean> {
  const existing = await lockDeployments(transaction, changes.flatMap(keysOf));
  const schedules = await readSchedules(transaction, changes, existing);
  const decisions = changes.flatMap((change) => {
    const rows = rowsOf(change, existing);
    const life = lifeOf(change, rows);
    const schedule = life === undefined ? undefined : schedules.get(life.artefact_digest);
    return decideChange(change, { ...rows, schedule }, application);
  });
  if (decisions.length === 0) return false;
  await putArtefacts(
    transaction,
    decisions.flatMap((decision) => decision.compiled ?? []),
    application.now,
  );
  await writeDeployments(transaction, decisions);
  for (const { from, row } of decisions) if (from !== undefined) await moveHistory(transaction, from, row, application);
  await appendEvents(
    transaction,
    decisions.map((decision): EventDraft => decision.event),
  );
  return true;
}

/** The names that a change concerns. */
export function keysOf(change: DeploymentChange): readonly DeploymentKey[] {
  return change.kind === 'move' ? [change.key, { ...change.key, pipeline: change.from }] : [change.key];
}

function rowsOf(
  change: DeploymentChange,
  existing: Rows,
): { readonly row: DeploymentTable | undefined; readonly from: DeploymentTable | undefined } {
  const [row, from] = keysOf(change).map((key) => existing.get(eventKey(key)));
  return { row, from };
}

/** Schedules of the artefacts that are about to be replaced, by digest, as JSON. */
async function readSchedules(
  transaction: Transaction,
  changes: readonly DeploymentChange[],
  existing: Rows,
): Promise<ReadonlyMap<string, Artefact['pipeline']['schedule']>> {
  const replaced = changes.flatMap((change) => {
    const life = lifeOf(change, rowsOf(change, existing));
    const differs = change.kind !== 'delete' && life !== undefined && life.artefact_digest !== change.compiled.digest;
    return differs ? [life.artefact_digest] : [];
  });
  const schedules = new Map<string, Artefact['pipeline']['schedule']>();
  for (const part of chunks([...new Set(replaced)], CHUNK)) {
    const rows = await transaction.db
      .selectFrom('sluice_artefact')
      .select(['digest', 'bytes'])
      .where('digest', 'in', part)
      .execute();
    for (const row of rows) {
      const schedule = scheduleOf(row.bytes);
      if (schedule !== undefined) schedules.set(row.digest, schedule);
    }
  }
  return schedules;
}

/** Undefined where somebody has made the artefact unreadable: what comes in its place mends that, with a clock of its own. */
function scheduleOf(bytes: string): Artefact['pipeline']['schedule'] | undefined {
  try {
    return readDocument<Artefact>(bytes).pipeline.schedule;
  } catch {
    return undefined;
  }
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
