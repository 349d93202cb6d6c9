import { fromWallClock, toWallClock } from './zone.ts';

/** Hours of every day by the clock of a zone, past midnight where `to` is not after `from`. `from` is in them, `to` is the first moment after. */
export interface DailyHours {
  /** `HH:mm`. */
  readonly from: string;
  /** `HH:mm`, another than `from`. */
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;

/** Milliseconds from midnight of a time of day, `00:00` to `23:59`; undefined for another text. */
export function readTimeOfDay(text: string): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes] = match.map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}

/**
 * Whether a moment is in hours of a day. By moments, not by readings of the clock, so that hours that are over are over also where the
 * clock is put back before their end: a reading that comes twice is the first, one that is skipped the moment after the gap.
 *
 * @param time UTC milliseconds.
 */
export function isWithinHours({ from, to, timeZone }: DailyHours, time: number): boolean {
  const begins = readTimeOfDay(from) ?? 0;
  const ends = readTimeOfDay(to) ?? 0;
  const wall = toWallClock(time, timeZone);
  const today = wall - (((wall % DAY_MS) + DAY_MS) % DAY_MS);
  // those of yesterday may go on, and a clock that is put back over midnight is in those of tomorrow
  return [today - DAY_MS, today, today + DAY_MS].some((day) => {
    const start = fromWallClock(day + begins, timeZone);
    const end = fromWallClock(day + ends + (ends > begins ? 0 : DAY_MS), timeZone);
    return start <= time && time < end;
  });
}
