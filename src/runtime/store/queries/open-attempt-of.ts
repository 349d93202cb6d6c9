import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { lockRun } from './lock-run.ts';

/**
 * The run's row, locked, when this executor holds it and this attempt of it is the open one. Undefined
 * otherwise: another executor has adopted the run, or the attempt has ended.
 */
export async function lockOpenAttempt(
  transaction: Transaction,
  runId: string,
  executor: string,
  attempt: number,
): Promise<RunTable | undefined> {
  const run = await lockRun(transaction, runId);
  if (run === undefined || run.executor !== executor) return undefined;
  if (run.state !== 'starting' && run.state !== 'running') return undefined;
  const open = await transaction.db
    .selectFrom('sluice_attempt')
    .select('number')
    .where('run_id', '=', runId)
    .where('number', '=', attempt)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  return open === undefined ? undefined : run;
}
