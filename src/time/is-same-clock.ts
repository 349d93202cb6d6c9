import { isClockSchedule } from './clock-ticks.ts';
import { isSameSchedule } from './is-same-schedule.ts';
import type { Schedule } from './schedule.ts';

/**
 * True of schedules that fire at the same moments as far as both know the days of their calendar: {@link isSameSchedule}, or one was
 * compiled with the data of other years. Throws as that does.
 */
export function isSameClock(a: Schedule, b: Schedule): boolean {
  return isSameSchedule(withoutUntil(a), withoutUntil(b));
}

function withoutUntil(schedule: Schedule): Schedule {
  if (!isClockSchedule(schedule) || schedule.calendar === undefined) return schedule;
  const { until: _until, ...calendar } = schedule.calendar;
  return { ...schedule, calendar };
}
