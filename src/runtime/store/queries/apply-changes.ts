import type { Artefact } from '../../../compiler/index.ts';
import type { DeploymentChange, DeploymentKey, EventType, RunReason } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { readDocument } from '../document.ts';
import { appendEvents, type EventDraft } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { decideChange, lifeOf, reasonOf, type Decision } from './decide-deployment.ts';
import { endPins, isRefused } from './hold-to-pins.ts';
import { lockDeployments } from './lock-deployments.ts';
import { moveHistory } from './move-history.ts';
import { pinsOf } from './pins.ts';
import { putPools } from './put-pools.ts';
import { putArtefacts } from './put-artefacts.ts';
import { dueBefore, putDueBefore, type ClockOf } from './settle-due.ts';

const CHUNK = 100;

/** Who changes the desired state, to what, and when. */
export interface Application {
  readonly revision: string;
  readonly actor: string;
  /** The plan that a person reviewed; absent where there was none. */
  readonly plan?: string;
  /** Why, where it is neither a plan nor the source of the desired state. */
  readonly reason?: RunReason;
  /**
   * What becomes of the pins of those that are changed. `hold`, the default: a deploy of what was rolled back is left out, any other
   * change ends the pin. `end`: whatever the change is. `leave`: who calls sees to it.
   */
  readonly pins?: 'hold' | 'end' | 'leave';
  /** How a deploy is told, where it is more than another version. */
  readonly told?: { readonly type: EventType; readonly data: Readonly<Record<string, unknown>> };
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
  asked: readonly DeploymentChange[],
  application: Application,
): Promise<boolean> {
  const existing = await lockDeployments(transaction, asked.flatMap(keysOf));
  const { changes, unpinned } = await changePins(transaction, asked, existing, application);
  const clocks = await readClocks(transaction, changes, existing);
  const decisions = changes.flatMap((change) => {
    const rows = rowsOf(change, existing);
    const life = lifeOf(change, rows);
    const schedule = life === undefined ? undefined : clocks.get(life.artefact_digest)?.schedule;
    return decideChange(change, { ...rows, schedule }, application);
  });
  if (decisions.length === 0 && unpinned.length === 0) return false;
  const due = await dueBefore(transaction, decisions, existing, clocks, application.now);
  await putArtefacts(
    transaction,
    decisions.flatMap((decision) => decision.compiled ?? []),
    application.now,
  );
  const [first] = decisions;
  const made = decisions.flatMap(({ compiled }) => compiled ?? []);
  // What a person puts back to an earlier version is one pipeline; the pool is everybody's, and stays as it is.
  if (first !== undefined && application.pins !== 'leave') await putPools(transaction, first.row, made);
  await writeDeployments(transaction, decisions);
  for (const { from, row } of decisions) if (from !== undefined) await moveHistory(transaction, from, row, application);
  await putDueBefore(transaction, due, application.now);
  await appendEvents(transaction, [...decisions.map(({ event }) => event), ...unpinned]);
  return true;
}

/** What is left of the changes where pins hold, and the events of the pins that they end. Read after the rows are locked. */
async function changePins(
  transaction: Transaction,
  asked: readonly DeploymentChange[],
  existing: Rows,
  application: Application,
): Promise<{ readonly changes: readonly DeploymentChange[]; readonly unpinned: readonly EventDraft[] }> {
  const { pins: policy = 'hold', actor, now } = application;
  const [first] = asked;
  if (policy === 'leave' || first === undefined) return { changes: asked, unpinned: [] };
  const pins = await pinsOf(transaction.db, first.key);
  const changes =
    policy === 'end'
      ? asked
      : asked.filter((change) => !isRefused(change, existing.get(eventKey(change.key)), pins.get(change.key.pipeline)));
  const reason = reasonOf(application);
  return { changes, unpinned: await endPins(transaction, changes.flatMap(keysOf), pins, { actor, reason, now }) };
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

/** The clocks of the artefacts that are about to be replaced, by digest. */
async function readClocks(
  transaction: Transaction,
  changes: readonly DeploymentChange[],
  existing: Rows,
): Promise<ReadonlyMap<string, ClockOf>> {
  const replaced = changes.flatMap((change) => {
    const life = lifeOf(change, rowsOf(change, existing));
    const differs = change.kind !== 'delete' && life !== undefined && life.artefact_digest !== change.compiled.digest;
    return differs ? [life.artefact_digest] : [];
  });
  const clocks = new Map<string, ClockOf>();
  for (const part of chunks([...new Set(replaced)], CHUNK)) {
    const rows = await transaction.db
      .selectFrom('sluice_artefact')
      .select(['digest', 'bytes'])
      .where('digest', 'in', part)
      .execute();
    for (const row of rows) {
      const clock = clockOf(row.bytes);
      if (clock !== undefined) clocks.set(row.digest, clock);
    }
  }
  return clocks;
}

/** Undefined where somebody has made the artefact unreadable: what comes in its place mends that, with a clock of its own. */
function clockOf(bytes: string): ClockOf | undefined {
  try {
    const { schedule, freezes } = readDocument<Artefact>(bytes).pipeline;
    return { schedule, ...(freezes === undefined ? {} : { freezes }) };
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
