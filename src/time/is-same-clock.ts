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

/**
 * True of schedules that fire on days of the same calendar, and on those that both name at the same moments: its days themselves may
 * be others. Throws as {@link isSameSchedule} does.
 */
export function isSameButDays(a: Schedule, b: Schedule): boolean {
  if (!isClockSchedule(a) || !isClockSchedule(b)) return false;
  const [{ calendar: one, ...left }, { calendar: other, ...right }] = [a, b];
  if (one === undefined || other === undefined) return false;
  return one.name === other.name && one.on === other.on && isSameSchedule(left, right);
}

function withoutUntil(schedule: Schedule): Schedule {
  if (!isClockSchedule(schedule) || schedule.calendar === undefined) return schedule;
  const { until: _until, ...calendar } = schedule.calendar;
  return { ...schedule, calendar };
}
