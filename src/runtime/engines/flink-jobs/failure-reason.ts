import { shortCause } from '../../flink/index.ts';
import type { Observation } from '../../ports/index.ts';
import { accessDeniedReason, isAccessDenied } from '../access-denied.ts';

/** Why a Flink job failed, from the stack of its root exception. */
export function failureReason(stack: string | undefined): NonNullable<Observation['reason']> {
  if (stack === undefined || stack === '') {
    return { code: 'JOB_FAILED', message: 'The job failed; the cluster keeps no cause', retryable: true };
  }
  const message = shortCause(stack);
  if (isAccessDenied(stack)) return accessDeniedReason(message);
  return { code: 'JOB_FAILED', message, retryable: true };
}
