import { nextFireTimes } from './fire-times.ts';
import type { Schedule } from './schedule.ts';

/** A fixed time to count fires from: what is said of a schedule must not depend on a clock. */
const EPOCH_2026 = Date.UTC(2026, 0, 1);
const FIRES = 40;

/**
 * The shortest time between two fires that follow each other, in milliseconds, among the first forty; undefined where
 * no clock says them. Measured without daylight saving: a day is 24 hours.
 */
export function shortestInterval(schedule: Schedule): number | undefined {
  if (schedule.kind === 'every') return schedule.intervalMs;
  if (schedule.kind !== 'cron') return undefined;
  const times = nextFireTimes({ ...schedule, timeZone: 'UTC' }, EPOCH_2026, FIRES);
  const intervals = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return intervals.length === 0 ? undefined : Math.min(...intervals);
}
