import { daysInMonth } from './cron-days.ts';
import type { Cron } from './cron-expression.ts';
import { firesOnDay } from './cron-search.ts';
import { cronOf, isClockSchedule } from './clock-ticks.ts';
import type { Schedule } from './schedule.ts';

/** In so many years every date falls on every day of the week, leap years included. */
const YEARS = { first: 2001, last: 2028 };

/**
 * True of schedules that fire at the same moments for ever, however they are written: `0 0 2 * * ?` and `0 2 * * *` in one
 * zone. Throws RangeError for a cron expression that was never checked.
 */
export function isSameSchedule(one: Schedule, other: Schedule): boolean {
  const [a, b] = [withoutJitter(one), withoutJitter(other)];
  if (a.timeZone !== b.timeZone) return false;
  if (a.kind !== 'cron' || b.kind !== 'cron') return textOf(a) === textOf(b);
  if (a.dst !== b.dst || a.start !== b.start || a.end !== b.end) return false;
  if (textOf(a.calendar) !== textOf(b.calendar)) return false;
  if (a.expression === b.expression && a.dialect === b.dialect) return true;
  const [left, right] = [cronOf(a), cronOf(b)];
  const lists = ['seconds', 'minutes', 'hours', 'months', 'years'] as const;
  return lists.every((list) => textOf(left[list]) === textOf(right[list])) && sameDays(left, right);
}

function withoutJitter(schedule: Schedule): Schedule {
  if (!isClockSchedule(schedule) || schedule.jitterMs === undefined) return schedule;
  const { jitterMs: _jitter, ...clock } = schedule;
  return clock;
}

function sameDays(one: Cron, other: Cron): boolean {
  for (let year = YEARS.first; year <= YEARS.last; year += 1)
    for (const month of one.months)
      for (let day = 1; day <= daysInMonth(year, month); day += 1)
        if (firesOnDay(one, year, month, day) !== firesOnDay(other, year, month, day)) return false;
  return true;
}

function textOf(value: object | undefined): string {
  return JSON.stringify(sorted(value ?? {}));
}

function sorted(value: object): unknown {
  return Object.entries(value)
    .map(([key, each]) => [key, typeof each === 'object' && each !== null ? sorted(each) : each] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}
