import { groupBy } from '../../../compiler/index.ts';
import { chunks } from '../chunks.ts';
import { appendEvents } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { RunTable } from '../schema.ts';
import type { Reader, Transaction } from '../transaction.ts';
import type { AttemptStep, LockedRun, StepDecision, StepWrite } from './attempt-step.ts';
import { moveCursor, type CursorMove } from './move-cursor.ts';
import { writeSteps } from './write-steps.ts';

const CHUNK = 200;

/** In place of the answer of a step whose run another transaction has locked: nothing was written of it. */
export const LOCKED = Symbol('locked');

/**
 * Takes steps of attempts, each of another run, by a number of statements that does not grow with them; the answers are in the order
 * of the steps. A row that somebody else has locked is not waited for: one that is locked for long would hold up all the others.
 *
 * @param mayBeDone A transaction with these steps may have been committed before.
 */
export async function takeAttemptSteps(
  transaction: Transaction,
  steps: readonly AttemptStep[],
  mayBeDone: boolean,
): Promise<readonly unknown[]> {
  const { db } = transaction;
  const runs = await lockRuns(
    db,
    steps.map(({ runId }) => runId),
  );
  const locked = await lockedByOthers(
    db,
    steps.flatMap(({ runId }) => (runs.has(runId) ? [] : [runId])),
  );
  const decided = steps.map((step): StepDecision<unknown> =>
    locked.has(step.runId) ? { answer: LOCKED } : step.decide(runs.get(step.runId), mayBeDone),
  );
  const writes = decided.flatMap(({ write }) => write ?? []);
  await writeSteps(db, writes);
  const moved = await moveCursors(transaction, writes);
  await appendEvents(
    transaction,
    writes.flatMap((write) => write.events(moved.get(write))),
  );
  return decided.map(({ answer }) => answer);
}

async function lockRuns(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, LockedRun>> {
  const found = new Map<string, LockedRun>();
  for (const part of chunks([...ids].sort(), CHUNK)) {
    const rows = await db
      .selectFrom('sluice_run')
      .selectAll()
      .where('id', 'in', part)
      .orderBy('id')
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length === 0) continue;
    const attempts = await db
      .selectFrom('sluice_attempt')
      .selectAll()
      .where('run_id', 'in', part)
      .orderBy('run_id')
      .orderBy('number')
      .execute();
    const byRun = groupBy(attempts, (attempt) => attempt.run_id);
    for (const row of rows) found.set(row.id, { row, attempts: byRun.get(row.id) ?? [] });
  }
  return found;
}

/** Of runs that were not found to be locked by us, those that there are. */
async function lockedByOthers(db: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const part of chunks(ids, CHUNK)) {
    const rows = await db.selectFrom('sluice_run').select('id').where('id', 'in', part).execute();
    for (const { id } of rows) found.add(id);
  }
  return found;
}

/** By pipeline, as two transactions that lock cursors in other orders would wait for each other; of one the older fire first. */
async function moveCursors(
  transaction: Transaction,
  writes: readonly StepWrite[],
): Promise<ReadonlyMap<StepWrite, CursorMove | undefined>> {
  const moved = new Map<StepWrite, CursorMove | undefined>();
  for (const write of writes.toSorted((left, right) => byPipeline(left.row, right.row))) {
    const { row, cursor } = write;
    if (cursor !== undefined) moved.set(write, await moveCursor(transaction, row, cursor.value, cursor.now));
  }
  return moved;
}

function byPipeline(left: RunTable, right: RunTable): number {
  const [one, other] = [eventKey(left), eventKey(right)];
  if (one === other) return left.fire_time - right.fire_time;
  return one < other ? -1 : 1;
}
