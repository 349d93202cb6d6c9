import { isOpenDay } from './calendars.ts';
import { firesOnDate } from './cron-search.ts';
import { cronOf, isClockSchedule, type ClockSchedule } from './clock-ticks.ts';
import { nextFireTime } from './fire-times.ts';
import { firesOnADay } from './fires-on-a-day.ts';
import type { Schedule } from './schedule.ts';
import { fromWallClock, toWallClock } from './zone.ts';

const DAY_MS = 86_400_000;

/** On how many days of a stretch a schedule fires, and how often on one of them, clock changes aside. */
export interface FiringDays {
  readonly days: number;
  readonly fires: number;
}

/**
 * Counts over `count` days of the schedule's zone from `firstDay` on, days since 1970. Undefined where no clock says it again
 * and again.
 */
export function firingDays(schedule: Schedule, firstDay: number, count: number): FiringDays | undefined {
  if (!isClockSchedule(schedule)) return undefined;
  const days = Array.from({ length: count }, (_, index) => firstDay + index).filter((day) =>
    isFiringDay(schedule, day),
  );
  const fires = schedule.kind === 'cron' ? firesOnADay(cronOf(schedule)) : Math.round(DAY_MS / schedule.intervalMs);
  return { days: days.length, fires: Math.max(1, fires) };
}

function isFiringDay(schedule: ClockSchedule, day: number): boolean {
  if (schedule.kind === 'cron' && !firesOnDate(cronOf(schedule), new Date(day * DAY_MS))) return false;
  if (schedule.calendar && !isOpenDay(schedule.calendar, day)) return false;
  if (schedule.kind === 'every' && schedule.intervalMs > DAY_MS) return firesWithin(schedule, day);
  const { start = -Infinity, end = Infinity, timeZone } = schedule;
  if (start === -Infinity && end === Infinity) return true;
  const from = toWallClock(Math.max(start, 0), timeZone) / DAY_MS;
  const to = end === Infinity ? Infinity : toWallClock(end, timeZone) / DAY_MS;
  if (day >= from && day + 1 <= to) return true;
  return day + 1 > from && day < to && firesWithin(schedule, day);
}

function firesWithin(schedule: ClockSchedule, day: number): boolean {
  const fire = nextFireTime(schedule, fromWallClock(day * DAY_MS, schedule.timeZone) - 1);
  return fire !== undefined && Math.floor(toWallClock(fire, schedule.timeZone) / DAY_MS) === day;
}
