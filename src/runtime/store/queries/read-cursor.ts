import type { CursorRecord, DeploymentKey } from '../../ports/index.ts';
import type { CursorTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';

/** In place of a run's id: a person has set the position. */
export const BY_HAND = '';

/** A pipeline's cursor, whether or not the pipeline is deployed. */
export async function readCursor(db: Reader, key: DeploymentKey): Promise<CursorRecord | undefined> {
  const row = await cursorRow(db, key).executeTakeFirst();
  return row && toCursor(row);
}

/** The row of a pipeline's cursor, to be read or locked. */
export function cursorRow(db: Reader, { project, environment, pipeline }: DeploymentKey) {
  return db
    .selectFrom('sluice_cursors')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline);
}

function toCursor({ value, fire_time: fireTime, run_id: runId, updated_at: updatedAt }: CursorTable): CursorRecord {
  return { value, fireTime, updatedAt, ...(runId === BY_HAND ? {} : { runId }) };
}
