import { nextFireTime } from './fire-times.ts';
import type { Schedule } from './schedule.ts';

/** Fires looked at before it is said that schedules do not meet: more than a year of two daily ones. */
const MOST_LEAPS = 1_000;

/**
 * The first time after `after`, in UTC milliseconds, at which all of these schedules fire; undefined where they do
 * not meet within so many fires. Each leaps to the latest of the others, so a rare one decides how long it takes.
 */
export function meetingTime(schedules: readonly Schedule[], after: number): number | undefined {
  let meeting = after + 1;
  for (let leaps = 0, agreed = 0; leaps < MOST_LEAPS; leaps += 1) {
    const schedule = schedules[leaps % schedules.length];
    const next = schedule === undefined ? undefined : nextFireTime(schedule, meeting - 1);
    if (next === undefined) return undefined;
    agreed = next === meeting ? agreed + 1 : 1;
    meeting = next;
    if (agreed === schedules.length) return meeting;
  }
  return undefined;
}
