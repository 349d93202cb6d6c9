import type { Cron } from './cron-expression.ts';
import { firesOnDay } from './cron-search.ts';
import { isOpenDay } from './calendars.ts';
import { cronOf } from './clock-ticks.ts';
import { firesOnADay } from './fires-on-a-day.ts';
import type { Schedule, ScheduleCalendar } from './schedule.ts';

const DAY_MS = 86_400_000;
const DAYS = 365;

/**
 * How often a schedule fires a day, on average over a year of 365 days, clock changes and a cron's years aside: a weekly
 * one 1/7. Undefined where no clock says it: `at` and everything that waits for somebody.
 */
export function firesPerDay(schedule: Schedule): number | undefined {
  if (schedule.kind === 'every') return (DAY_MS / schedule.intervalMs) * shareOfDays(schedule.calendar);
  if (schedule.kind !== 'cron') return undefined;
  const cron = cronOf(schedule);
  if (schedule.calendar !== undefined) return (firesOnADay(cron) * daysOfAYear(cron, schedule.calendar)) / DAYS;
  const known = measured.get(cron);
  if (known !== undefined) return known;
  const found = (firesOnADay(cron) * daysOfAYear(cron)) / DAYS;
  measured.set(cron, found);
  return found;
}

/** By the cron, which is one for all schedules of its expression. */
const measured = new WeakMap<Cron, number>();

/** Of 2026, whose first of January is a Thursday. */
function daysOfAYear(cron: Cron, calendar?: ScheduleCalendar): number {
  let count = 0;
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += DAY_MS) {
    const date = new Date(at);
    const month = date.getUTCMonth() + 1;
    if (calendar !== undefined && !isOpenDay(calendar, at / DAY_MS)) continue;
    if (cron.months.includes(month) && firesOnDay(cron, 2026, month, date.getUTCDate())) count += 1;
  }
  return count;
}

function shareOfDays(calendar: ScheduleCalendar | undefined): number {
  if (calendar === undefined) return 1;
  const first = Date.UTC(2026, 0, 1) / DAY_MS;
  return (
    Array.from({ length: DAYS }, (_, index) => first + index).filter((day) => isOpenDay(calendar, day)).length / DAYS
  );
}
