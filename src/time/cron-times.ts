import { nextWall, previousWall } from './cron-search.ts';
import type { Cron } from './cron-expression.ts';
import { firstTransition, fromWallClock, offsetAt, toWallClock } from './zone.ts';

/**
 * The `wall-clock` policy for daylight saving. A schedule that names two hours in a row (`*`, `8-18`) is
 * interval-like: it fires at every real moment whose reading matches, so that its interval is kept in a
 * doubled hour and no extra fire comes for a skipped one. Any other fires once for each reading: a skipped
 * one at the first moment after, a doubled one at the earlier.
 */
export function isIntervalLike(cron: Cron): boolean {
  return cron.hours.some((hour) => cron.hours.includes((hour + 1) % 24));
}

/** No zone change moves the clock by more than a day (Samoa skipped one in 2011). */
const HORIZON_MS = 26 * 3_600_000;

/** The first fire strictly after `after`. */
export function nextCronTime(cron: Cron, timeZone: string, after: number): number | undefined {
  const second = Math.floor(after / 1000) * 1000;
  if (isIntervalLike(cron)) return nextInterval(cron, timeZone, second);
  const wall = nextWall(cron, lastReading(second, timeZone));
  return wall === undefined ? undefined : fromWallClock(wall, timeZone);
}

/** The last fire strictly before `before`. */
export function previousCronTime(cron: Cron, timeZone: string, before: number): number | undefined {
  const second = Math.floor((before - 1) / 1000) * 1000;
  if (isIntervalLike(cron)) return previousInterval(cron, timeZone, second);
  const wall = previousWall(cron, lastReading(second, timeZone));
  return wall === undefined ? undefined : fromWallClock(wall, timeZone);
}

/** The latest reading whose first occurrence is at or before `time`: within a doubled hour's second half, its end. */
function lastReading(time: number, timeZone: string): number {
  const wall = toWallClock(time, timeZone);
  const first = fromWallClock(wall, timeZone);
  if (first === time) return wall;
  const change = firstTransition(first, time, timeZone) ?? time;
  return change + offsetAt(first, timeZone) - 1000;
}

function nextInterval(cron: Cron, timeZone: string, after: number): number | undefined {
  for (let from = after; ;) {
    const reading = toWallClock(from, timeZone);
    const wall = nextWall(cron, reading);
    if (wall === undefined) return undefined;
    const unchanged = from + wall - reading;
    const change = firstTransition(from, Math.min(unchanged, from + HORIZON_MS), timeZone);
    if (change !== undefined) {
      const start = toWallClock(change, timeZone);
      if (nextWall(cron, start - 1000) === start) return change;
      from = change;
    } else if (unchanged <= from + HORIZON_MS) {
      return unchanged;
    } else {
      const time = fromWallClock(wall, timeZone);
      if (toWallClock(time, timeZone) === wall) return time;
      from = time - 1000;
    }
  }
}

function previousInterval(cron: Cron, timeZone: string, before: number): number | undefined {
  for (let to = before; ;) {
    const reading = toWallClock(to, timeZone);
    const wall = previousWall(cron, reading);
    if (wall === undefined) return undefined;
    const unchanged = to - (reading - wall);
    const change = firstTransition(Math.max(unchanged, to - HORIZON_MS), to, timeZone);
    if (change !== undefined) {
      to = change - 1000;
    } else if (unchanged >= to - HORIZON_MS) {
      return unchanged;
    } else {
      const first = fromWallClock(wall, timeZone);
      const second = wall - offsetAt(first + HORIZON_MS, timeZone);
      if (second > first && toWallClock(second, timeZone) === wall) return second;
      if (toWallClock(first, timeZone) === wall) return first;
      to = first - 1000;
    }
  }
}
