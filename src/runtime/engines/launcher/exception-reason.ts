import { lastCause, shortCause } from '../../flink/index.ts';
import type { Observation } from '../../ports/index.ts';
import { accessDeniedReason, isAccessDenied } from '../access-denied.ts';

/** Why a job of FlinkX or ChunJun failed, from the Java stack of what it threw. */
export function exceptionReason(stack: string): NonNullable<Observation['reason']> {
  const message = shortCause(stack);
  if (isAccessDenied(stack)) return accessDeniedReason(message);
  if (/error writing record \[\d+\] exceed limit|exceed the max-consumed/.test(stack)) {
    // The message goes on with the whole row: data has no place in a reason.
    return {
      code: 'ROWS_REFUSED',
      message: 'More rows were refused than the error limit allows',
      help: "Look at the refused rows in the run's log, or raise errorLimit.",
      retryable: false,
    };
  }
  if (lastCause(stack).startsWith('org.apache.commons.cli.')) {
    return {
      code: 'ENGINE_MISCONFIGURED',
      message,
      help: "Check the engine's version and script arguments.",
      retryable: false,
    };
  }
  return { code: 'JOB_FAILED', message, retryable: true };
}
