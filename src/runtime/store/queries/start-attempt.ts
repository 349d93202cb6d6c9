import type { AttemptStart, EngineRef, RunRecord } from '../../ports/index.ts';
import { readDocument, writeDocument } from '../document.ts';
import { runEvent } from '../events/run-event.ts';
import { toRunRecord } from '../records.ts';
import type { AttemptTable } from '../schema.ts';
import type { AttemptStep } from './attempt-step.ts';

/**
 * Writes down the next attempt and the id under which the engine will know it, before the engine is
 * called: whoever adopts the run can then ask the engine. Undefined = the claim is no longer ours.
 */
export function startAttempt(
  runId: string,
  executor: string,
  start: AttemptStart,
  now: number,
): AttemptStep<RunRecord | undefined> {
  return {
    runId,
    decide(run, mayBeDone) {
      if (run === undefined || run.row.executor !== executor) return { answer: undefined };
      const { row, attempts } = run;
      const last = attempts.at(-1);
      if (row.state !== 'claimed') {
        const startedBefore =
          row.state === 'starting' &&
          last !== undefined &&
          readDocument<EngineRef>(last.engine_ref).id === start.engineRef.id;
        return { answer: mayBeDone && startedBefore ? toRunRecord(row, attempts) : undefined };
      }
      const attempt: AttemptTable = {
        run_id: runId,
        number: (last?.number ?? 0) + 1,
        state: 'starting',
        executor,
        engine_ref: writeDocument(start.engineRef),
        started_at: now,
        finished_at: null,
        metrics: '{}',
        reason: null,
      };
      const started = {
        ...row,
        state: 'starting',
        started_at: row.started_at ?? now,
        bound_values: writeDocument(start.values),
        cursor_before: start.cursor ?? null,
        reason: null,
        metrics: '{}',
      };
      const told = { from: 'claimed', to: 'starting', at: now, attempt: attempt.number, actor: executor } as const;
      return {
        answer: toRunRecord(started, [...attempts, attempt]),
        write: { row: started, attempt, events: () => [runEvent(row, { ...told, more: { executor } })] },
      };
    },
  };
}
