import { nextTick, previousTick } from './clock-ticks.ts';
import type { Schedule } from './schedule.ts';

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
      const next = nextTick(schedule, start === undefined ? after : Math.max(after, start - 1));
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
      const previous = previousTick(schedule, end === undefined ? before : Math.min(before, end));
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
  if (schedule.kind !== 'cron' && schedule.kind !== 'every') return fireTime;
  const { start: _start, ...unbegun } = schedule;
  return previousFireTime(unbegun, fireTime) ?? fireTime;
}
