import { isClockSchedule } from './clock-ticks.ts';
import { CN_HOLIDAYS, CN_KNOWN, CN_WORKING_WEEKENDS } from './cn-holidays.ts';
import type { CALENDAR_NAMES, CalendarBase, Schedule, ScheduleCalendar } from './schedule.ts';
import { fromWallClock } from './zone.ts';

const DAY_MS = 86_400_000;
/** Days without an open one that are walked over before it is said that there is none: holidays alone may be years apart. */
const MOST_CLOSED = 5 * 366;

/** A calendar that Sluice knows by its name, with what is known of it today. */
export function calendarNamed(name: (typeof CALENDAR_NAMES)[number]): ScheduleCalendar {
  return name === 'weekdays' ? { name } : { name, until: CN_KNOWN.until };
}

/** Until when the days of a base are known today, the first one that is not; undefined where all are. */
export function baseKnownUntil(base: CalendarBase): string | undefined {
  return base === 'cn-workdays' ? CN_KNOWN.until : undefined;
}

/** Whether a calendar lets a schedule fire on a day, days since 1970; on days that are not known it does not. */
export function isOpenDay(calendar: ScheduleCalendar, day: number): boolean {
  const isWorking = isWorkingDay(calendar, day);
  return isWorking !== undefined && isWorking === (calendar.on === undefined);
}

/** Undefined = it is not known. */
function isWorkingDay(calendar: ScheduleCalendar, day: number): boolean | undefined {
  const base = baseOf(calendar);
  if (day >= unknownFrom(calendar)) return undefined;
  if (base === 'cn-workdays' && day < dayOf(CN_KNOWN.from)) return undefined;
  const { include, exclude } = ownDays(calendar);
  if (include.has(day)) return true;
  if (exclude.has(day)) return false;
  const isWeekday = ((day + 4) % 7) % 6 !== 0; // the first of January 1970 was a Thursday, 4; Sunday is 0, Saturday 6
  if (base !== 'cn-workdays') return base === 'every-day' || isWeekday;
  return isWeekday ? !holidays.has(day) : workingWeekends.has(day);
}

/** What is not a calendar of a project is its own base; a name that a newer build knows stands for days that are not known. */
function baseOf({ name, base }: ScheduleCalendar): CalendarBase {
  return base ?? (name === 'weekdays' ? 'weekdays' : 'cn-workdays');
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
  const unknown = fromWallClock(unknownFrom(schedule.calendar) * DAY_MS, schedule.timeZone);
  return schedule.end !== undefined && schedule.end <= unknown ? undefined : unknown;
}

/** A newer build beside this one compiles days that this one knows nothing of: it fires on none of them. */
function unknownFrom(calendar: ScheduleCalendar): number {
  const own = calendar.until === undefined ? Infinity : dayOf(calendar.until);
  return baseOf(calendar) === 'cn-workdays' ? Math.min(own, dayOf(CN_KNOWN.until)) : own;
}

interface OwnDays {
  readonly include: ReadonlySet<number>;
  readonly exclude: ReadonlySet<number>;
}

/** By the calendar itself: the daemon asks one of an artefact for day after day. */
const daysOfCalendars = new WeakMap<ScheduleCalendar, OwnDays>();

function ownDays(calendar: ScheduleCalendar): OwnDays {
  const known = daysOfCalendars.get(calendar);
  if (known !== undefined) return known;
  const { include = [], exclude = [] } = calendar;
  const own = { include: new Set(include.map(dayOf)), exclude: new Set(exclude.map(dayOf)) };
  daysOfCalendars.set(calendar, own);
  return own;
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
