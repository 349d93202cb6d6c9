import { fromWallClock } from '../../time/index.ts';

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/;

/** UTC milliseconds of an ISO 8601 date or time, a reading of the clock of the zone where it has no offset; undefined for another text. */
export function readMoment(text: string, timeZone: string): number | undefined {
  const match = MOMENT.exec(text);
  if (match === null) return undefined;
  const [, date = '', clock = '00:00', seconds = ':00', offset] = match;
  const wall = Date.parse(`${date}T${clock}${seconds}Z`);
  // 30 February reads as a day of March
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 19) !== `${date}T${clock}${seconds}`)
    return undefined;
  if (offset === undefined) return fromWallClock(wall, timeZone);
  const time = Date.parse(`${date}T${clock}${seconds}${offset}`);
  return Number.isNaN(time) ? undefined : time;
}
