import type { Cron } from './cron-expression.ts';
import { cronOf, type CronSchedule } from './clock-ticks.ts';
import { nextFireTimes } from './fire-times.ts';
import { EPOCH_2026 } from './epoch-2026.ts';
import type { Schedule } from './schedule.ts';

const FIRES = 40;

/**
 * The shortest time between two fires that follow each other, in milliseconds, among the first forty; undefined where
 * no clock says them. Measured without daylight saving (a day is 24 hours), calendar, start and end.
 */
export function shortestInterval(schedule: Schedule): number | undefined {
  if (schedule.kind === 'every') return schedule.intervalMs;
  if (schedule.kind !== 'cron') return undefined;
  const cron = cronOf(schedule);
  if (!measured.has(cron)) measured.set(cron, measure(schedule));
  return measured.get(cron);
}

/** By the cron, which is one for all schedules of its expression: several rules ask, for every pipeline. */
const measured = new WeakMap<Cron, number | undefined>();

function measure(schedule: CronSchedule): number | undefined {
  const { start: _start, end: _end, calendar: _calendar, ...clock } = schedule;
  const times = nextFireTimes({ ...clock, timeZone: 'UTC' }, EPOCH_2026, FIRES);
  const intervals = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return intervals.length === 0 ? undefined : Math.min(...intervals);
}
