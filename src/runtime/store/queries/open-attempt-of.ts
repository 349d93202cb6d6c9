import type { AttemptTable } from '../schema.ts';
import type { LockedRun } from './attempt-step.ts';

/** A run with its attempt that is open. */
export interface OpenAttempt extends LockedRun {
  readonly attempt: AttemptTable;
}

/**
 * The run when this executor holds it and this attempt of it is the open one. Undefined otherwise: another executor has
 * adopted the run, or the attempt has ended.
 */
export function openAttemptOf(run: LockedRun | undefined, executor: string, number: number): OpenAttempt | undefined {
  if (run === undefined || run.row.executor !== executor) return undefined;
  if (run.row.state !== 'starting' && run.row.state !== 'running') return undefined;
  const attempt = run.attempts.find((one) => one.number === number && one.finished_at === null);
  return attempt === undefined ? undefined : { ...run, attempt };
}
