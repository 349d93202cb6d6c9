import { isClockSchedule, nextTick, previousTick, type ClockSchedule } from './clock-ticks.ts';
import { isOpenDay, openDayFrom } from './calendars.ts';
import type { Schedule } from './schedule.ts';
import { fromWallClock, toWallClock } from './zone.ts';

const DAY_MS = 86_400_000;
/** As far as a cron is searched: 29 February on a given weekday comes back within 40 years. */
const SEARCHED_MS = 41 * 366 * DAY_MS;

/**
 * The first fire strictly after `after`, both in UTC milliseconds. Undefined where no clock says it: `after`,
 * `manual`, `upstream` and `continuous`, and schedules that are over. Throws RangeError for a cron expression
 * or zone that never passed {@link parseCron} and `isTimeZone`.
 */
export function nextFireTime(schedule: Schedule, after: number): number | undefined {
  switch (schedule.kind) {
    case 'cron':
    case 'every': {
      const { start, end } = schedule;
      const next = nextOpenTick(schedule, start === undefined ? after : Math.max(after, start - 1));
      return next === undefined || (end !== undefined && next >= end) ? undefined : next;
    }
    case 'at':
      return schedule.time > after ? schedule.time : undefined;
    default:
      return undefined;
  }
}

/** The first `count` fires strictly after `after`, fewer where the schedule is over or no clock says them. */
export function nextFireTimes(schedule: Schedule, after: number, count: number): readonly number[] {
  const times: number[] = [];
  for (let last = after; times.length < count;) {
    const next = nextFireTime(schedule, last);
    if (next === undefined) break;
    times.push(next);
    last = next;
  }
  return times;
}

/** The last fire strictly before `before`; otherwise as {@link nextFireTime}. */
export function previousFireTime(schedule: Schedule, before: number): number | undefined {
  switch (schedule.kind) {
    case 'cron':
    case 'every': {
      const { start, end } = schedule;
      const previous = previousOpenTick(schedule, end === undefined ? before : Math.min(before, end));
      return previous === undefined || (start !== undefined && previous < start) ? undefined : previous;
    }
    case 'at':
      return schedule.time < before ? schedule.time : undefined;
    default:
      return undefined;
  }
}

/**
 * Where the window of a fire begins: the fire before it by the schedule's arithmetic, or the fire itself where
 * the schedule has none or it is the first. `start` is left aside: the first fire after it has a whole window too.
 */
export function windowStart(schedule: Schedule, fireTime: number): number {
  if (!isClockSchedule(schedule)) return fireTime;
  const { start: _start, ...unbegun } = schedule;
  return previousFireTime(unbegun, fireTime) ?? fireTime;
}

/** The first moment after `after` that the clock says on a day of the calendar. */
function nextOpenTick(schedule: ClockSchedule, after: number): number | undefined {
  const { calendar, timeZone } = schedule;
  let next = nextTick(schedule, after);
  if (calendar === undefined || next === undefined) return next;
  const last = next + SEARCHED_MS;
  while (next !== undefined && next < last) {
    const day = Math.floor(toWallClock(next, timeZone) / DAY_MS);
    if (isOpenDay(calendar, day)) return next;
    const open = openDayFrom(calendar, day + 1, 1);
    if (open === undefined) return undefined;
    next = nextTick(schedule, fromWallClock(open * DAY_MS, timeZone) - 1);
  }
  return undefined;
}

function previousOpenTick(schedule: ClockSchedule, before: number): number | undefined {
  const { calendar, timeZone } = schedule;
  let previous = previousTick(schedule, before);
  if (calendar === undefined || previous === undefined) return previous;
  const first = previous - SEARCHED_MS;
  while (previous !== undefined && previous > first) {
    const day = Math.floor(toWallClock(previous, timeZone) / DAY_MS);
    if (isOpenDay(calendar, day)) return previous;
    const open = openDayFrom(calendar, day - 1, -1);
    if (open === undefined) return undefined;
    previous = previousTick(schedule, fromWallClock((open + 1) * DAY_MS, timeZone));
  }
  return undefined;
}
