import type { RunMetrics } from '../../ports/index.ts';
import { writeDocument } from '../document.ts';
import type { AttemptStep } from './attempt-step.ts';
import { openAttemptOf } from './open-attempt-of.ts';

/** Keeps the counters of an open attempt; nothing when it is no longer ours. No event: it is no change of state. */
export function updateMetrics(
  runId: string,
  executor: string,
  number: number,
  counted: RunMetrics,
): AttemptStep<undefined> {
  return {
    runId,
    decide(run) {
      const open = openAttemptOf(run, executor, number);
      if (open === undefined) return { answer: undefined };
      const metrics = writeDocument(counted);
      const { row, attempt } = open;
      return {
        answer: undefined,
        write: { row: { ...row, metrics }, attempt: { ...attempt, metrics }, events: () => [] },
      };
    },
  };
}
