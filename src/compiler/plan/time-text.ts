import { formatTime, toWallClock } from '../../time/index.ts';

/** A time as consequences tell it, with the offset of its zone: `2026-03-03 02:00 +08:00`; seconds where there are some. */
export function timeText(time: number, timeZone: string): string {
  const seconds = toWallClock(time, timeZone) % 60_000 === 0 ? '' : ':ss';
  return formatTime(time, `yyyy-MM-dd HH:mm${seconds} XXX`, timeZone);
}
