import type { DeploymentKey } from '../../ports/index.ts';
import type { CursorTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

/** Where a pipeline is to be, and what says so. */
export type CursorPosition = Pick<CursorTable, 'value' | 'fire_time' | 'run_id' | 'updated_at'>;

/** Makes the row of a pipeline's cursor. False = somebody else has made it in between. */
export async function makeCursor(
  { db }: Transaction,
  { project, environment, pipeline }: DeploymentKey,
  position: CursorPosition,
): Promise<boolean> {
  const made = await db
    .insertInto('sluice_cursors')
    .ignore()
    .values({ project, environment, pipeline, ...position })
    .executeTakeFirst();
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Writes over the row of a pipeline's cursor, which is there and locked. */
export async function putCursor(
  { db }: Transaction,
  { project, environment, pipeline }: DeploymentKey,
  position: CursorPosition,
): Promise<void> {
  await db
    .updateTable('sluice_cursors')
    .set(position)
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .execute();
}
