import { runEvent } from '../events/run-event.ts';
import type { AttemptStep } from './attempt-step.ts';
import { openAttemptOf } from './open-attempt-of.ts';

/** Notes that the engine runs the attempt. Marking it again changes nothing. False = no longer ours. */
export function markRunning(runId: string, executor: string, number: number, now: number): AttemptStep<boolean> {
  return {
    runId,
    decide(run) {
      const open = openAttemptOf(run, executor, number);
      if (open === undefined) return { answer: false };
      const { row, attempt } = open;
      if (row.state === 'running') return { answer: true };
      const told = { from: row.state, to: 'running', at: now, attempt: number, actor: executor } as const;
      return {
        answer: true,
        write: {
          row: { ...row, state: 'running' },
          attempt: { ...attempt, state: 'running' },
          events: () => [runEvent(row, told)],
        },
      };
    },
  };
}
