import type { AttemptEnd, RunReason } from '../../ports/index.ts';
import { writeDocument, writeOptionalDocument } from '../document.ts';
import type { EventDraft } from '../events/append-events.ts';
import { runEvent } from '../events/run-event.ts';
import type { RunTable } from '../schema.ts';
import type { AttemptStep, LockedRun } from './attempt-step.ts';
import type { CursorMove } from './move-cursor.ts';
import { openAttemptOf } from './open-attempt-of.ts';

/** Ends an attempt and decides its run. False = no longer ours, nothing was changed. */
export function finishAttempt(
  runId: string,
  executor: string,
  number: number,
  end: AttemptEnd,
  now: number,
): AttemptStep<boolean> {
  return {
    runId,
    decide(run, mayBeDone) {
      const open = openAttemptOf(run, executor, number);
      if (open === undefined) return { answer: mayBeDone && wasFinished(run, executor, number, end, now) };
      const { row, attempt } = open;
      const outcome = outcomeOf(row, end);
      const ended = {
        ...attempt,
        state: end.attemptState,
        finished_at: now,
        metrics: writeDocument(end.metrics),
        reason: writeOptionalDocument(end.reason),
      };
      const moves = outcome.state === 'succeeded' && end.cursor !== undefined;
      return {
        answer: true,
        write: {
          row: endedRun(row, outcome, end, now),
          attempt: ended,
          ...(moves ? { cursor: { value: end.cursor, now } } : {}),
          events: (cursor) => events(row, { attempt: number, executor, outcome, end, cursor, now }),
        },
      };
    },
  };
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

function endedRun(row: RunTable, outcome: Outcome, end: AttemptEnd, now: number): RunTable {
  const again = outcome.state === 'retry-wait';
  return {
    ...row,
    state: outcome.state,
    reason: writeOptionalDocument(outcome.reason),
    metrics: writeDocument(end.metrics),
    finished_at: again ? null : now,
    not_before: again ? (end.notBefore ?? now) : row.not_before,
    cursor_after: outcome.state === 'succeeded' ? (end.cursor ?? null) : null,
    executor: null,
    claimed_until: null,
  };
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
    from: end.attemptState === 'succeeded' ? 'running' : row.state,
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
  // What has succeeded has run, also where it was over before anybody saw it running.
  if (end.attemptState === 'succeeded' && row.state === 'starting') {
    const ran = runEvent(row, { from: row.state, to: 'running', at: now, attempt, actor: executor });
    return [ran, run];
  }
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
function wasFinished(
  run: LockedRun | undefined,
  executor: string,
  number: number,
  end: AttemptEnd,
  now: number,
): boolean {
  const attempt = run?.attempts.find((one) => one.number === number);
  return attempt?.executor === executor && attempt.state === end.attemptState && attempt.finished_at === now;
}
