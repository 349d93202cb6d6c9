import type { OperatingError } from '../errors.ts';
import type { FailureReason, RunMetrics } from '../ports/index.ts';
import type { StopCause } from './drive-control.ts';
import { EXECUTOR_LOST } from './retry-policy.ts';

/** How a job came to its end, as far as its engine and those who stopped it tell. */
export interface JobEnd {
  readonly state: 'succeeded' | 'failed' | 'cancelled' | 'lost';
  readonly metrics: RunMetrics;
  readonly reason: FailureReason | undefined;
  readonly cursor: string | undefined;
  /** Why it was asked to end, when it was. */
  readonly stopped: StopCause | undefined;
}

/** The end of a job that was never started. */
export function failedBeforeStart(error: OperatingError): JobEnd {
  return { state: 'failed', metrics: {}, reason: reasonOf(error), cursor: undefined, stopped: undefined };
}

/** The end of an attempt whose executor died with its job. */
export const EXECUTOR_LOST_END: JobEnd = {
  state: 'lost',
  metrics: {},
  reason: {
    code: EXECUTOR_LOST,
    message: 'the process that ran it is gone',
    help: 'see the log of that process; the run was not finished by it',
    retryable: true,
  },
  cursor: undefined,
  stopped: undefined,
};

export function reasonOf(error: OperatingError): FailureReason {
  const help = error.help === undefined ? {} : { help: error.help };
  return { code: error.code, message: error.message, retryable: error.retryable, ...help };
}
