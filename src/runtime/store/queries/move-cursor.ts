import type { CursorTable, RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { makeCursor, putCursor } from './put-cursor.ts';
import { BY_HAND, cursorRow } from './read-cursor.ts';

/** A pipeline's position before and after; no `from` where it had none. */
export interface CursorMove {
  readonly from: string | undefined;
  readonly to: string;
}

/**
 * Sets a pipeline's cursor, where the run began at it, whatever its fire: then it has read what comes after. One that began elsewhere
 * sets it unless the run of a later fire has set it already, so that by runs it never moves back, or a person has set or reset it.
 * Undefined = it has not moved. Of two runs that end at the same time the second waits for the first and then goes by what that has
 * written.
 */
export async function moveCursor(
  transaction: Transaction,
  run: RunTable,
  value: string,
  now: number,
): Promise<CursorMove | undefined> {
  // a range of cursor values is read beside it
  if (run.fire_time < 0) return undefined;
  const position = { value, fire_time: run.fire_time, run_id: run.id, updated_at: now };
  let present = await cursorRow(transaction.db, run).forUpdate().executeTakeFirst();
  if (present === undefined) {
    if (run.cursor_before !== null) return undefined;
    if (await makeCursor(transaction, run, position)) return { from: undefined, to: value };
    // Another run, or a person, has made the row in between.
    present = await cursorRow(transaction.db, run).forUpdate().executeTakeFirst();
  }
  if (present !== undefined && !follows(run, present)) return undefined;
  await putCursor(transaction, run, { ...position, fire_time: newestFire(run, present) });
  return { from: present?.value, to: value };
}

/** The cursor that a run of an earlier fire has moved on is a later one's still: others before that one do not move it back. */
function newestFire(run: RunTable, present: CursorTable | undefined): number {
  return present === undefined || present.run_id === BY_HAND
    ? run.fire_time
    : Math.max(run.fire_time, present.fire_time);
}

function follows(run: RunTable, present: CursorTable): boolean {
  if (present.value === run.cursor_before) return true;
  return present.run_id !== BY_HAND && present.fire_time <= run.fire_time;
}
