import type { AttemptEnd, AttemptRecord, RunReason } from '../ports/index.ts';
import type { JobEnd } from './job-end.ts';
import { judgeBadEnd, SHUTDOWN, type BadEnd, type RetryPolicy } from './retry-policy.ts';

const SHUTDOWN_REASON: RunReason = {
  code: SHUTDOWN,
  message: 'the process that ran it was stopped; it goes on with the next start',
};
const CANCELLED_REASON: RunReason = { code: 'JOB_CANCELLED', message: 'cancelled on request' };
const TIMED_OUT_REASON: RunReason = {
  code: 'JOB_TIMED_OUT',
  message: 'it took longer than the pipeline allows',
  help: 'raise `timeout`, or find out in its log what it waited for',
};
const NOT_STARTED_REASON: RunReason = {
  code: 'JOB_NOT_STARTED',
  message: 'its engine had the job and did not run it in the time that the pipeline gives it',
  help: 'free slots of the cluster, or raise `startTimeout`',
};
const UNKNOWN_REASON: RunReason = { code: 'JOB_FAILED', message: 'the engine says that it failed and not why' };

/** What is recorded of a job's end. Success is success, also of a job that was being stopped. */
export function attemptEnd(
  job: JobEnd,
  policy: RetryPolicy,
  earlier: readonly Pick<AttemptRecord, 'state' | 'reason'>[],
  now: number,
  fraction: number,
): AttemptEnd {
  const { metrics, stopped } = job;
  if (job.state === 'succeeded') {
    const cursor = job.cursor === undefined ? {} : { cursor: job.cursor };
    // a success may have a warning with it
    const reason = plain(job.reason);
    return {
      attemptState: 'succeeded',
      runState: 'succeeded',
      metrics,
      ...cursor,
      ...(reason === undefined ? {} : { reason }),
    };
  }
  if (stopped === 'cancel') {
    return { attemptState: 'cancelled', runState: 'cancelled', reason: CANCELLED_REASON, metrics };
  }
  if (stopped === 'shutdown') {
    return { attemptState: 'cancelled', runState: 'retry-wait', reason: SHUTDOWN_REASON, notBefore: now, metrics };
  }
  if (stopped === undefined && job.state === 'cancelled') {
    // Somebody stopped it at the engine: that is a decision, not a failure to be repaired.
    return { attemptState: 'cancelled', runState: 'cancelled', reason: plain(job.reason) ?? CANCELLED_REASON, metrics };
  }
  const end = badEnd(job);
  return {
    attemptState: end.attemptState,
    reason: end.reason,
    metrics,
    ...judgeBadEnd(policy, earlier, end, now, fraction),
  };
}

function badEnd(job: JobEnd): BadEnd {
  if (job.stopped === 'timeout') return { attemptState: 'timed-out', reason: TIMED_OUT_REASON, retryable: true };
  if (job.stopped === 'start-timeout')
    return { attemptState: 'timed-out', reason: NOT_STARTED_REASON, retryable: true };
  const reason = plain(job.reason) ?? UNKNOWN_REASON;
  if (job.state === 'lost') return { attemptState: 'lost', reason, retryable: true };
  const { retryable = true, exitCode } = job.reason ?? {};
  return { attemptState: 'failed', reason, retryable, ...(exitCode === undefined ? {} : { exitCode }) };
}

function plain(reason: JobEnd['reason']): RunReason | undefined {
  if (reason === undefined) return undefined;
  const { code, message, help } = reason;
  return help === undefined ? { code, message } : { code, message, help };
}
