import { fromWallClock } from '../../time/index.ts';

/** As databases write one; SQLite also has what programs write, with `T` and `Z`. */
const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z)?$/;

/**
 * The moment that a position stands for, UTC milliseconds: FlinkX and ChunJun keep one in milliseconds, the other engines as text. A
 * day stands for its beginning. Undefined for what is no moment.
 *
 * @param timeZone Of a text without a zone.
 */
export function cursorMoment(cursor: string, timeZone: string): number | undefined {
  if (/^-?\d{11,}$/.test(cursor)) return Number(cursor);
  const [, day, time = '00:00', zone] = MOMENT.exec(cursor) ?? [];
  if (day === undefined) return undefined;
  const wall = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(wall)) return undefined;
  return zone === undefined ? fromWallClock(wall, timeZone) : wall;
}
