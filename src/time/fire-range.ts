import { say, type Message } from '../message/index.ts';
import { MAX_YEAR } from './cron-field.ts';
import { fromWallClock } from './zone.ts';

const DAY_MS = 86_400_000;

/** Of the fires that can be asked for: cron has none after the last, and a year before the first is a slip of the keyboard. */
const YEARS = { first: 1970, last: MAX_YEAR };

/** Date, time of the day, and offset where there is one. */
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/;

/** In which words a range of fires is given: by the moments of the fires themselves, or by the days that they load. */
export const RANGE_KINDS = ['fire', 'bizdate'] as const;

/** One of {@link RANGE_KINDS}. */
export type RangeKind = (typeof RANGE_KINDS)[number];

/** From when to when fires are meant, both included, UTC milliseconds. */
export interface FireRange {
  readonly from: number;
  readonly to: number;
}

/** A range as it is read, or what keeps it from being one. */
export type ReadRange =
  | { readonly range: FireRange }
  | { readonly range?: undefined; readonly problem: Message; readonly help: Message };

/**
 * Reads `A..B`, or one value that is both ends. Fire times are moments with an offset, or whole days of the zone; a bizdate is a day of
 * the zone, and stands for the fires of the day after it. Pure: what lies in the future is the caller's to say.
 *
 * @param timeZone Of the schedule; it never passed unchecked.
 */
export function readFireRange(kind: RangeKind, text: string, timeZone: string): ReadRange {
  const [first = '', last = first, ...more] = text.split('..').map((part) => part.trim());
  if (more.length > 0 || first === '' || last === '') return unread(kind, text);
  const from = kind === 'fire' ? momentsOf(first, timeZone) : firesOfBizdate(first, timeZone);
  if ('problem' in from) return from;
  const to = kind === 'fire' ? momentsOf(last, timeZone) : firesOfBizdate(last, timeZone);
  if ('problem' in to) return to;
  if (from.from <= to.to) return { range: { from: from.from, to: to.to } };
  return {
    problem: say`the range begins after its end: ${first} is later than ${last}`,
    help: say`write the earlier end first`,
  };
}

type Moments = FireRange | { readonly problem: Message; readonly help: Message };

function momentsOf(text: string, timeZone: string): Moments {
  const day = dayOf(text);
  if (day !== undefined) return isOfTheseYears(day) ? daysOf(day, day, timeZone) : otherYears(text);
  const [, date = '', time = '', offset] = MOMENT.exec(text) ?? [];
  const dateOfMoment = dayOf(date);
  if (dateOfMoment === undefined) return unread('fire', text);
  if (offset === undefined) {
    return {
      problem: say`${text} is a time without an offset`,
      help: say`write it as 2026-05-01T02:00:00+08:00, or as a day of the schedule's zone: 2026-05-01`,
    };
  }
  if (!isOfTheseYears(dateOfMoment)) return otherYears(text);
  const moment = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(moment) ? unread('fire', text) : { from: moment, to: moment };
}

function firesOfBizdate(text: string, timeZone: string): Moments {
  const day = dayOf(text);
  if (day !== undefined) return isOfTheseYears(day) ? daysOf(day + 1, day + 1, timeZone) : otherYears(text);
  if (/^\d{4}-?\d\d-?\d\d.+/.test(text)) {
    return {
      problem: say`${text} is more than a day, and a bizdate is a day of the schedule's zone`,
      help: say`write the day alone, as 2026-05-01; \`fire\` takes moments`,
    };
  }
  return unread('bizdate', text);
}

function daysOf(first: number, last: number, timeZone: string): FireRange {
  return {
    from: fromWallClock(first * DAY_MS, timeZone),
    to: fromWallClock((last + 1) * DAY_MS, timeZone) - 1,
  };
}

/** Days since 1970 of a date that there is, `2026-05-01` or `20260501`; undefined = it is none. */
function dayOf(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) return undefined;
  return time / DAY_MS;
}

function isOfTheseYears(day: number): boolean {
  const year = new Date(day * DAY_MS).getUTCFullYear();
  return year >= YEARS.first && year <= YEARS.last;
}

function otherYears(text: string): { readonly problem: Message; readonly help: Message } {
  return {
    problem: say`${text} is not of the years ${YEARS.first} to ${YEARS.last}`,
    help: say`look at the year: fires of other years cannot be asked for`,
  };
}

function unread(kind: RangeKind, text: string): { readonly problem: Message; readonly help: Message } {
  return kind === 'fire'
    ? {
        problem: say`\`${text}\` is no range of fire times`,
        help: say`write it as 2026-05-01T02:00:00+08:00..2026-05-31T02:00:00+08:00, or in days: 2026-05-01..2026-05-31`,
      }
    : {
        problem: say`\`${text}\` is no range of days`,
        help: say`write it as 2026-05-01..2026-05-31`,
      };
}
