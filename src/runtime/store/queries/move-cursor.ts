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
 * Sets a pipeline's cursor, unless the run of a later fire has set it already: by runs it never moves back. What a person has set, the
 * runs move that began there, whatever their fire: not one that began elsewhere, or that began somewhere and finds it reset.
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
  await putCursor(transaction, run, position);
  return { from: present?.value, to: value };
}

function follows(run: RunTable, present: CursorTable): boolean {
  if (present.run_id === BY_HAND) return present.value === run.cursor_before;
  return present.fire_time <= run.fire_time;
}
