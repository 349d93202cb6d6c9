import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

/** Sets a deployment's cursor, unless a later fire has set it already: it never moves back. */
export async function moveCursor(transaction: Transaction, run: RunTable, cursor: string): Promise<void> {
  await transaction.db
    .updateTable('sluice_deployment')
    .set({ cursor_value: cursor, cursor_fire_time: run.fire_time })
    .where('project', '=', run.project)
    .where('environment', '=', run.environment)
    .where('pipeline', '=', run.pipeline)
    .where((where) => where.or([where('cursor_fire_time', 'is', null), where('cursor_fire_time', '<=', run.fire_time)]))
    .execute();
}
