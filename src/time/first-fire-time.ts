import { nextFireTime, previousFireTime } from './fire-times.ts';
import type { Schedule } from './schedule.ts';

/**
 * When a pipeline that was just accepted (or whose schedule changed) fires first. A fixed rate fires
 * the slot that is due now, so that a new pipeline runs at once, where its limits allow that slot; a cron waits for its next time.
 *
 * @param lastFireTime The newest fire on record: nothing up to it fires again.
 */
export function firstFireTime(schedule: Schedule, now: number, lastFireTime: number | undefined): number | undefined {
  switch (schedule.kind) {
    case 'cron':
      return nextFireTime(schedule, Math.max(now, lastFireTime ?? now));
    case 'every': {
      const dueNow = previousFireTime(schedule, now + 1);
      const isDue = dueNow !== undefined && dueNow > now - schedule.intervalMs;
      if (isDue && (lastFireTime === undefined || dueNow > lastFireTime)) return dueNow;
      return nextFireTime(schedule, Math.max(now, lastFireTime ?? now));
    }
    case 'after':
      return now;
    case 'at':
      return lastFireTime !== undefined && lastFireTime >= schedule.time ? undefined : schedule.time;
    case 'manual':
    case 'upstream':
    case 'continuous':
      return undefined;
    default:
      return schedule satisfies never;
  }
}
