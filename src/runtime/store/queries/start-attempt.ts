import type { EngineRef, RunRecord } from '../../ports/index.ts';
import { writeDocument } from '../document.ts';
import { appendEvents } from '../events/append-events.ts';
import { runEvent } from '../events/run-event.ts';
import type { Transaction } from '../transaction.ts';
import { lockRun } from './lock-run.ts';
import { withAttempts } from './with-attempts.ts';

/** What an attempt is started with. */
export interface AttemptStart {
  readonly engineRef: EngineRef;
  readonly values: Readonly<Record<string, string>>;
  readonly cursor: string | undefined;
}

/**
 * Writes down the next attempt and the id under which the engine will know it, before the engine is
 * called: whoever adopts the run can then ask the engine. Undefined = the claim is no longer ours.
 */
export async function startAttempt(
  transaction: Transaction,
  runId: string,
  executor: string,
  start: AttemptStart,
  now: number,
): Promise<RunRecord | undefined> {
  const row = await lockRun(transaction, runId);
  if (row === undefined || row.executor !== executor) return undefined;
  const [run] = await withAttempts(transaction.db, [row]);
  const last = run?.attempts.at(-1);
  if (row.state !== 'claimed') {
    const startedBefore = row.state === 'starting' && last?.engineRef.id === start.engineRef.id;
    return transaction.repeated && startedBefore ? run : undefined;
  }
  const number = (last?.number ?? 0) + 1;
  const attempt = {
    run_id: runId,
    number,
    state: 'starting',
    executor,
    engine_ref: writeDocument(start.engineRef),
    started_at: now,
    finished_at: null,
    metrics: '{}',
    reason: null,
  };
  const changed = {
    state: 'starting',
    started_at: row.started_at ?? now,
    bound_values: writeDocument(start.values),
    cursor_before: start.cursor ?? null,
    reason: null,
    metrics: '{}',
  };
  await transaction.db.insertInto('sluice_attempt').values(attempt).execute();
  await transaction.db.updateTable('sluice_run').set(changed).where('id', '=', runId).execute();
  await appendEvents(transaction, [
    runEvent(row, { from: 'claimed', to: 'starting', at: now, attempt: number, actor: executor, more: { executor } }),
  ]);
  return (await withAttempts(transaction.db, [{ ...row, ...changed }]))[0];
}
