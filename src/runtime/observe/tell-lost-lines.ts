import type { Log } from '../ports/index.ts';
import type { LostLines } from './job-logs.ts';

/** Says in the log of the process that a job prints what cannot be kept: the job itself goes on. */
export function tellLostLines(log: Log): (lost: LostLines) => void {
  return ({ run, attempt, code }) =>
    log.error('what a job prints cannot be kept, and the run goes on without; make room where the state folder is', {
      run,
      attempt,
      code,
    });
}
