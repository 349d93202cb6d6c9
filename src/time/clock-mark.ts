import { clockChanges } from './clock-changes.ts';
import { nextWall } from './cron-search.ts';
import { isIntervalLike } from './cron-times.ts';
import { cronOf } from './clock-ticks.ts';
import type { Schedule } from './schedule.ts';
import { toWallClock } from './zone.ts';

const NEAR_MS = 2 * 86_400_000;

/**
 * What a change of the zone's clock did to a fire. `moved`: its reading does not exist on that day, it comes at the
 * first moment after. `earlier`, `later`: its reading comes twice, and it is this one of them.
 */
export interface ClockMark {
  readonly kind: 'moved' | 'earlier' | 'later';
  /** The reading that was meant, as a wall clock (see zone.ts). */
  readonly reading: number;
}

/** Undefined for a fire that no change of the clock touches. */
export function clockMark(schedule: Schedule, fireTime: number): ClockMark | undefined {
  if (schedule.kind !== 'cron') return undefined;
  const moves = schedule.dst !== 'quartz' && !isIntervalLike(cronOf(schedule));
  const reading = toWallClock(fireTime, schedule.timeZone);
  for (const change of clockChanges(schedule.timeZone, fireTime - NEAR_MS, fireTime + NEAR_MS)) {
    if (change.kind === 'overlap' && reading >= change.start && reading < change.end)
      return { kind: fireTime < change.time ? 'earlier' : 'later', reading };
    if (change.kind === 'overlap' || fireTime !== change.time || !moves) continue;
    const meant = nextWall(cronOf(schedule), change.start - 1000);
    if (meant !== undefined && meant < change.end) return { kind: 'moved', reading: meant };
  }
  return undefined;
}
