import { clockChanges, type ClockChange } from './clock-changes.ts';
import { nextWall } from './cron-search.ts';
import { isIntervalLike } from './cron-times.ts';
import { isOpenDay } from './calendars.ts';
import { cronOf } from './clock-ticks.ts';
import type { Schedule } from './schedule.ts';

const DAY_MS = 86_400_000;

/** A fire whose reading of the clock does not exist on its day, or comes twice. */
export interface OddFire {
  readonly change: ClockChange;
  /** The first such reading, as a wall clock (see zone.ts). */
  readonly reading: number;
}

/**
 * The fires of a schedule that a change of its zone's clock touches, one for each change in (from, until]. None for
 * schedules that go by intervals (`every`, and a cron with hours in a row), which keep theirs over a change; by the rule
 * of Quartz these have no fire in the first of two hours.
 */
export function oddFires(schedule: Schedule, from: number, until: number): readonly OddFire[] {
  if (schedule.kind !== 'cron') return [];
  const cron = cronOf(schedule);
  const keepsInterval = isIntervalLike(cron);
  if (keepsInterval && schedule.dst !== 'quartz') return [];
  const { start = -Infinity, end = Infinity, calendar } = schedule;
  return clockChanges(schedule.timeZone, from, until).flatMap((change) => {
    if (change.time < start || change.time >= end) return [];
    if (keepsInterval && change.kind === 'gap') return [];
    const reading = nextWall(cron, change.start - 1000);
    if (reading === undefined || (calendar && !isOpenDay(calendar, Math.floor(reading / DAY_MS)))) return [];
    return reading < change.end ? [{ change, reading }] : [];
  });
}
