import { firesOnDate } from './cron-search.ts';
import { isOpenDay } from './calendars.ts';
import { cronOf, type CronSchedule } from './clock-ticks.ts';
import { nextFireTime } from './fire-times.ts';
import type { Schedule } from './schedule.ts';
import { firstTransition, offsetAt } from './zone.ts';

const DAY_MS = 86_400_000;
/** No zone changes its clock twice within this. */
const ONE_CHANGE_MS = 7 * DAY_MS;

/**
 * Every fire of a schedule after `from`, up to and at `to`, in order; none where no clock says them. The same as asking for the
 * next one again and again, and far quicker where the clock of the zone does not change.
 */
export function firesBetween(schedule: Schedule, from: number, to: number): readonly number[] {
  if (schedule.kind === 'cron' && !changesBetween(from - DAY_MS, to + DAY_MS, schedule.timeZone)) {
    const { start = -Infinity, end = Infinity, timeZone } = schedule;
    return readingsBetween(schedule, Math.max(from, start - 1), Math.min(to, end - 1), offsetAt(from, timeZone));
  }
  const times: number[] = [];
  for (let last = from; ;) {
    const next = nextFireTime(schedule, last);
    if (next === undefined || next > to) return times;
    times.push(next);
    last = next;
  }
}

function changesBetween(from: number, to: number, timeZone: string): boolean {
  for (let start = from; start < to; start += ONE_CHANGE_MS)
    if (firstTransition(start, Math.min(to, start + ONE_CHANGE_MS), timeZone) !== undefined) return true;
  return false;
}

/** @param offset How far the wall clock is ahead of UTC all the time. */
function readingsBetween(schedule: CronSchedule, from: number, to: number, offset: number): readonly number[] {
  const cron = cronOf(schedule);
  const { calendar } = schedule;
  const times: number[] = [];
  for (let day = Math.floor((from + offset) / DAY_MS) * DAY_MS; day <= to + offset; day += DAY_MS) {
    if (!firesOnDate(cron, new Date(day)) || (calendar && !isOpenDay(calendar, day / DAY_MS))) continue;
    for (const hour of cron.hours)
      for (const minute of cron.minutes)
        for (const second of cron.seconds) {
          const time = day + ((hour * 60 + minute) * 60 + second) * 1000 - offset;
          if (time > from && time <= to) times.push(time);
        }
  }
  return times;
}
