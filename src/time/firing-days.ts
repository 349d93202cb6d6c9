import { firesOnDay } from './cron-search.ts';
import { cronOf, nextFireTime } from './fire-times.ts';
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
  const all = Array.from({ length: count }, (_, index) => firstDay + index);
  if (schedule.kind === 'cron') {
    const cron = cronOf(schedule);
    const days = all.filter((day) => {
      const date = new Date(day * DAY_MS);
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
      if (!cron.months.includes(month) || cron.years?.includes(year) === false) return false;
      return firesOnDay(cron, year, month, date.getUTCDate());
    });
    return { days: days.length, fires: firesOnADay(cron) };
  }
  if (schedule.kind !== 'every') return undefined;
  const { intervalMs, timeZone } = schedule;
  if (intervalMs <= DAY_MS) return { days: count, fires: Math.round(DAY_MS / intervalMs) };
  const isFired = (day: number): boolean => {
    const fire = nextFireTime(schedule, fromWallClock(day * DAY_MS, timeZone) - 1);
    return fire !== undefined && Math.floor(toWallClock(fire, timeZone) / DAY_MS) === day;
  };
  return { days: all.filter(isFired).length, fires: 1 };
}
