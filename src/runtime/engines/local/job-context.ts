import { OperatingError } from '../../errors.ts';
import type { Clock, JobLog } from '../../ports/index.ts';
import type { Refusals } from './refusals.ts';

/** Counters of a running job; the engine shows them to whoever observes. */
export interface JobCounters {
  rowsRead: number;
  rowsWritten: number;
  bytesRead: number;
  bytesWritten: number;
}

/** What a running job may use. */
export interface JobContext {
  /** Aborted when the job is to stop; every loop looks at it. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly log: JobLog;
  readonly refusals: Refusals;
  readonly counters: JobCounters;
  /** Absolute path of the repository; relative paths of a job start here. */
  readonly projectRoot: string;
  /** Name for files that live only as long as the run; safe in a path. */
  readonly scratchName: string;
}

/** Throws JOB_CANCELLED once the job was asked to stop. */
export function stopIfAsked(signal: AbortSignal): void {
  if (signal.aborted) throw stopped();
}

/** What a job ends with that was asked to stop. */
export function stopped(): OperatingError {
  return new OperatingError('JOB_CANCELLED', 'the job was stopped', { retryable: false });
}
