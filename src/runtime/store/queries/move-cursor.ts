import type { CursorTable, RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

/** A pipeline's position before and after; no `from` where it had none. */
export interface CursorMove {
  readonly from: string | undefined;
  readonly to: string;
}

/**
 * Sets a pipeline's cursor, unless a later fire has set it already: it never moves back. Undefined = it has not moved. Of two runs that
 * end at the same time the second waits for the first and then goes by what that has written.
 */
export async function moveCursor(
  transaction: Transaction,
  run: RunTable,
  value: string,
  now: number,
): Promise<CursorMove | undefined> {
  const { project, environment, pipeline } = run;
  const position = { value, fire_time: run.fire_time, run_id: run.id, updated_at: now };
  let present = await lockCursor(transaction, run);
  if (present === undefined) {
    const made = await transaction.db
      .insertInto('sluice_cursors')
      .ignore()
      .values({ project, environment, pipeline, ...position })
      .executeTakeFirst();
    if ((made.numInsertedOrUpdatedRows ?? 0n) > 0n) return { from: undefined, to: value };
    // Another run has made the row in between.
    present = await lockCursor(transaction, run);
  }
  if (present !== undefined && present.fire_time > run.fire_time) return undefined;
  await transaction.db
    .updateTable('sluice_cursors')
    .set(position)
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .execute();
  return { from: present?.value, to: value };
}

async function lockCursor(
  transaction: Transaction,
  run: RunTable,
): Promise<Pick<CursorTable, 'fire_time' | 'value'> | undefined> {
  return transaction.db
    .selectFrom('sluice_cursors')
    .select(['fire_time', 'value'])
    .where('project', '=', run.project)
    .where('environment', '=', run.environment)
    .where('pipeline', '=', run.pipeline)
    .forUpdate()
    .executeTakeFirst();
}
