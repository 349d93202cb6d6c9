import type { ClaimFacts } from '../../../compiler/index.ts';
import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Notes until when a run that was just put on record must have been claimed. What a person has asked for waits; what an upstream
 * started, and what is made up for, is late already, and has its time from now on.
 */
export async function putDeadline(
  { db }: Transaction,
  run: Pick<RunTable, 'id' | 'project' | 'environment' | 'fire_time' | 'trigger_kind' | 'state'>,
  deadline: ClaimFacts['startingDeadline'],
  now: number,
): Promise<void> {
  if (deadline === undefined || run.state === 'skipped' || run.trigger_kind === 'manual') return;
  const from = deadline.from === 'record' || run.trigger_kind === 'upstream' ? now : run.fire_time;
  const { id, project, environment } = run;
  await db
    .insertInto('sluice_deadline')
    .values({ run_id: id, project, environment, start_by: from + deadline.ms })
    .execute();
}
