import type { AttemptEnd, RunReason } from '../../ports/index.ts';
import { writeDocument, writeOptionalDocument } from '../document.ts';
import { appendEvents, type EventDraft } from '../events/append-events.ts';
import { runEvent } from '../events/run-event.ts';
import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { lockOpenAttempt } from './lock-open-attempt.ts';
import { type CursorMove, moveCursor } from './move-cursor.ts';

/** Ends an attempt and decides its run. False = no longer ours, nothing was changed. */
export async function finishAttempt(
  transaction: Transaction,
  runId: string,
  executor: string,
  attempt: number,
  end: AttemptEnd,
  now: number,
): Promise<boolean> {
  const row = await lockOpenAttempt(transaction, runId, executor, attempt);
  if (row === undefined) return transaction.repeated && wasFinished(transaction, runId, executor, attempt, end, now);
  const outcome = outcomeOf(row, end);
  await endAttempt(transaction, runId, attempt, end, now);
  await endRun(transaction, row, outcome, end, now);
  const moves = outcome.state === 'succeeded' && end.cursor !== undefined;
  const cursor = moves ? await moveCursor(transaction, row, end.cursor, now) : undefined;
  await appendEvents(transaction, events(row, { attempt, executor, outcome, end, cursor, now }));
  return true;
}

interface Outcome {
  readonly state: AttemptEnd['runState'];
  readonly reason: RunReason | undefined;
}

/** A run that somebody asked to stop is not tried again. */
function outcomeOf(row: RunTable, end: AttemptEnd): Outcome {
  if (end.runState !== 'retry-wait' || row.cancel_requested_at === null) {
    return { state: end.runState, reason: end.reason };
  }
  return {
    state: 'cancelled',
    reason: { code: 'JOB_CANCELLED', message: 'stopped on request instead of tried again' },
  };
}

async function endAttempt(
  transaction: Transaction,
  runId: string,
  attempt: number,
  end: AttemptEnd,
  now: number,
): Promise<void> {
  await transaction.db
    .updateTable('sluice_attempt')
    .set({
      state: end.attemptState,
      finished_at: now,
      metrics: writeDocument(end.metrics),
      reason: writeOptionalDocument(end.reason),
    })
    .where('run_id', '=', runId)
    .where('number', '=', attempt)
    .execute();
}

async function endRun(
  transaction: Transaction,
  row: RunTable,
  outcome: Outcome,
  end: AttemptEnd,
  now: number,
): Promise<void> {
  const again = outcome.state === 'retry-wait';
  await transaction.db
    .updateTable('sluice_run')
    .set({
      state: outcome.state,
      reason: writeOptionalDocument(outcome.reason),
      metrics: writeDocument(end.metrics),
      finished_at: again ? null : now,
      not_before: again ? (end.notBefore ?? now) : row.not_before,
      cursor_after: outcome.state === 'succeeded' ? (end.cursor ?? null) : null,
      executor: null,
      claimed_until: null,
    })
    .where('id', '=', row.id)
    .execute();
}

interface ToldEnd {
  readonly attempt: number;
  readonly executor: string;
  readonly outcome: Outcome;
  readonly end: AttemptEnd;
  readonly cursor: CursorMove | undefined;
  readonly now: number;
}

function events(row: RunTable, { attempt, executor, outcome, end, cursor, now }: ToldEnd): EventDraft[] {
  const run = runEvent(row, {
    from: row.state,
    to: outcome.state,
    at: now,
    attempt,
    reason: outcome.reason,
    actor: executor,
    more: {
      metrics: end.metrics,
      executor: row.executor,
      cursor,
      notBefore: outcome.state === 'retry-wait' ? end.notBefore : undefined,
    },
  });
  if (end.attemptState !== 'lost') return [run];
  const lost = runEvent(row, {
    type: 'attempt.lost',
    from: row.state,
    to: outcome.state,
    at: now,
    attempt,
    reason: end.reason,
    actor: executor,
    more: { executor: row.executor },
  });
  return [lost, run];
}

/** Whether an earlier try of this very call was committed although it seemed to fail. */
async function wasFinished(
  transaction: Transaction,
  runId: string,
  executor: string,
  attempt: number,
  end: AttemptEnd,
  now: number,
): Promise<boolean> {
  const row = await transaction.db
    .selectFrom('sluice_attempt')
    .selectAll()
    .where('run_id', '=', runId)
    .where('number', '=', attempt)
    .executeTakeFirst();
  return row?.executor === executor && row.state === end.attemptState && row.finished_at === now;
}
