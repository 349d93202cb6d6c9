import type { ClaimFacts } from '../../../compiler/index.ts';
import type { DeadlineTable, RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { insertRows } from './write-rows.ts';

/** What people want however late it is. */
const ASKED_FOR: ReadonlySet<string> = new Set(['manual', 'backfill']);

/**
 * Until when a run that is put on record must have been claimed; undefined = it waits. What a person has asked for waits; what an
 * upstream started, and what is made up for, is late already, and has its time from now on.
 *
 * @param dueTime When it was to start, where that was later than its fire time.
 */
export function deadlineOf(
  run: Pick<RunTable, 'id' | 'project' | 'environment' | 'fire_time' | 'trigger_kind' | 'state'>,
  deadline: ClaimFacts['startingDeadline'],
  { now, dueTime }: { readonly now: number; readonly dueTime: number | undefined },
): DeadlineTable | undefined {
  if (deadline === undefined || ASKED_FOR.has(run.trigger_kind)) return undefined;
  if (run.state === 'skipped' || run.state === 'failed') return undefined;
  const from = deadline.from === 'record' || run.trigger_kind === 'upstream' ? now : (dueTime ?? run.fire_time);
  const { id, project, environment } = run;
  return { run_id: id, project, environment, start_by: from + deadline.ms };
}

/** Notes these of runs that were just put on record. */
export async function putDeadlines(
  { db }: Transaction,
  deadlines: readonly (DeadlineTable | undefined)[],
): Promise<void> {
  const rows = deadlines.filter((row) => row !== undefined);
  await insertRows(db, 'sluice_deadline', rows);
}
