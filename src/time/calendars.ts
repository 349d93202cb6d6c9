import { isClockSchedule } from './clock-ticks.ts';
import { CN_HOLIDAYS, CN_KNOWN, CN_WORKING_WEEKENDS } from './cn-holidays.ts';
import type { CalendarName, Schedule, ScheduleCalendar } from './schedule.ts';
import { fromWallClock } from './zone.ts';

const DAY_MS = 86_400_000;
/** Days without an open one that are walked over before it is said that there is none. */
const MOST_CLOSED = 366;

/** A calendar by its name, with what is known of it today. */
export function calendarNamed(name: CalendarName): ScheduleCalendar {
  return name === 'weekdays' ? { name } : { name, until: CN_KNOWN.until };
}

/** Whether it is open on a day, days since 1970; on days that are not known it is not. */
export function isOpenDay({ name, until }: ScheduleCalendar, day: number): boolean {
  const isWeekday = ((day + 4) % 7) % 6 !== 0; // the first of January 1970 was a Thursday, 4; Sunday is 0, Saturday 6
  if (name === 'weekdays') return isWeekday;
  if (day < dayOf(CN_KNOWN.from) || day >= unknownFrom(until)) return false;
  return isWeekday ? !holidays.has(day) : workingWeekends.has(day);
}

/** The first open day from `day` on, into the past with a step of -1; undefined where there is none for a year. */
export function openDayFrom(calendar: ScheduleCalendar, day: number, step: 1 | -1): number | undefined {
  for (let walked = 0; walked < MOST_CLOSED; walked += 1) {
    const found = day + walked * step;
    if (isOpenDay(calendar, found)) return found;
  }
  return undefined;
}

/**
 * From which moment on nothing fires because the days of the calendar were not known when the pipeline was compiled, or are not
 * known here; undefined where they are, or the schedule ends before.
 */
export function calendarEnd(schedule: Schedule): number | undefined {
  if (!isClockSchedule(schedule) || schedule.calendar?.until === undefined) return undefined;
  const unknown = fromWallClock(unknownFrom(schedule.calendar.until) * DAY_MS, schedule.timeZone);
  return schedule.end !== undefined && schedule.end <= unknown ? undefined : unknown;
}

/** A newer build beside this one compiles days that this one knows nothing of: it fires on none of them. */
function unknownFrom(until: string = CN_KNOWN.until): number {
  return Math.min(dayOf(until), dayOf(CN_KNOWN.until));
}

function dayOf(date: string): number {
  const known = days.get(date);
  if (known !== undefined) return known;
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  days.set(date, day);
  return day;
}

const days = new Map<string, number>();

const holidays = new Set(
  CN_HOLIDAYS.flatMap(([first, last]) => {
    const from = dayOf(first);
    return Array.from({ length: dayOf(last) - from + 1 }, (_, index) => from + index);
  }),
);
const workingWeekends = new Set(CN_WORKING_WEEKENDS.map(dayOf));
