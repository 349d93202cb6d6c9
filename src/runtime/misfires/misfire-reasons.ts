import type { Closure } from '../../time/index.ts';
import type { RunReason } from '../ports/index.ts';
import type { SkippedFires } from './plan-due.ts';

/** What is said of fires that are late, or came while nothing may start. Constants: pages and alerts go by them. */
export const MISFIRE_REASONS = {
  misfired: 'MISFIRED',
  catchUp: 'CATCH_UP',
  frozen: 'FROZEN',
} as const;

/** The one record in which skipped fires are told. */
export function misfiredReason(skipped: SkippedFires): RunReason {
  return {
    code: MISFIRE_REASONS.misfired,
    message: `${fires(skipped)} missed and, by the misfire policy, not made up for`,
    missed: {
      from: iso(skipped.first),
      to: iso(skipped.last),
      count: skipped.count,
      ...(skipped.exact ? {} : { atLeast: true }),
    },
  };
}

/** The same of those that were due while their pipeline was paused, when it was given another schedule. */
export function pausedReason(skipped: SkippedFires): RunReason {
  const reason = misfiredReason(skipped);
  const message = `${fires(skipped)} due while the pipeline was paused, by the schedule that it had before`;
  return { ...reason, message };
}

/** The same of those that were due when their pipeline was given another schedule, and do not run. */
export function changedReason(skipped: SkippedFires): RunReason {
  const message = `${fires(skipped)} due by the schedule that the pipeline had before, and are not made up for`;
  return { ...misfiredReason(skipped), message };
}

/** Of a fire that a freeze skips. */
export function frozenReason({ freeze: { name, policy } }: Closure): RunReason {
  const says =
    policy === 'deny'
      ? `the freeze \`${name}\` lets nothing start, and skips what is due meanwhile`
      : `\`${name}\` lets it start within its windows alone, and skips what is due between them`;
  return { code: MISFIRE_REASONS.frozen, message: says };
}

/** Of a fire that is made up for under another schedule. */
export const SCHEDULE_CHANGED_REASON: RunReason = {
  code: MISFIRE_REASONS.catchUp,
  message: 'was due by the schedule that the pipeline had before, and waits for its turn',
};

function fires({ first, last, count, exact }: SkippedFires): string {
  if (first === last) return `the fire of ${iso(first)} was`;
  return `${exact ? '' : 'at least '}${count} fires from ${iso(first)} to ${iso(last)} were`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
