import type { Cron } from './cron-expression.ts';
import { nextWall, previousWall } from './cron-search.ts';
import { offsetAt, toWallClock } from './zone.ts';

const DAY_MS = 86_400_000;
/** As far as a change of a clock reaches. */
const REACH_MS = 26 * 3_600_000;

/**
 * The first fire strictly after `after` by the rule of Quartz and xxl-job for daylight saving, which is java.util.Calendar's
 * (run with Quartz 2.5 and xxl-job 2.4 and 3.4): a reading that does not exist is left out, of one that comes twice only
 * the later fires, in every schedule.
 */
export function nextQuartzTime(cron: Cron, timeZone: string, after: number): number | undefined {
  const second = Math.floor(after / 1000) * 1000;
  const steady = offsetAt(second - REACH_MS, timeZone) === offsetAt(second + REACH_MS, timeZone);
  for (let wall = toWallClock(second, timeZone) - (steady ? 0 : REACH_MS); ;) {
    const next = nextWall(cron, wall);
    if (next === undefined) return undefined;
    const time = laterOccurrence(next, timeZone);
    if (time !== undefined && time > second) return time;
    wall = next;
  }
}

/** The last fire strictly before `before`, by the same rule. */
export function previousQuartzTime(cron: Cron, timeZone: string, before: number): number | undefined {
  const second = Math.floor((before - 1) / 1000) * 1000;
  const steady = offsetAt(second - REACH_MS, timeZone) === offsetAt(second + REACH_MS, timeZone);
  for (let wall = toWallClock(second, timeZone) + (steady ? 0 : REACH_MS); ;) {
    const previous = previousWall(cron, wall);
    if (previous === undefined) return undefined;
    const time = laterOccurrence(previous, timeZone);
    if (time !== undefined && time <= second) return time;
    wall = previous - 1000;
  }
}

function laterOccurrence(wall: number, timeZone: string): number | undefined {
  const offsets = [offsetAt(wall - DAY_MS, timeZone), offsetAt(wall + DAY_MS, timeZone)];
  const late = wall - Math.min(...offsets);
  if (toWallClock(late, timeZone) === wall) return late;
  const early = wall - Math.max(...offsets);
  return toWallClock(early, timeZone) === wall ? early : undefined;
}
