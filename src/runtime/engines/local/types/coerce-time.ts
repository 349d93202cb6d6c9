import { Refusal } from './refusal.ts';

const DATE = /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ]00:00(?::00(?:\.0*)?)?)?$/;
const TIME = /^(-?)(\d{2,3}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
const TIMESTAMP =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `YYYY-MM-DD`; slashes are taken too, and a time of midnight. */
export function coerceDate(value: unknown): string | Refusal {
  const match = typeof value === 'string' ? DATE.exec(value) : null;
  if (match === null) return new Refusal('is not a date (YYYY-MM-DD)');
  const [, year = '', month = '', day = ''] = match;
  return isDay(year, month, day) ? `${year}-${month}-${day}` : new Refusal('is not a day of the calendar');
}

/** `HH:MM:SS` and the fraction; up to 838 hours and negative, as MySQL's TIME has them. */
export function coerceTime(precision: number, value: unknown): string | Refusal {
  const match = typeof value === 'string' ? TIME.exec(value) : null;
  if (match === null) return new Refusal('is not a time (HH:MM:SS)');
  const [, sign, hour = '', minute = '', second = '00', fraction = ''] = match;
  if (Number(hour) > 838 || Number(minute) > 59 || Number(second) > 59) return new Refusal('is not a time (HH:MM:SS)');
  const digits = fitFraction(fraction, precision);
  return digits instanceof Refusal ? digits : `${sign}${hour}:${minute}:${second}${digits}`;
}

/** `YYYY-MM-DD HH:MM:SS` with exactly `precision` digits of the second, as a clock on the wall shows it. */
export function coerceTimestamp(precision: number, value: unknown): string | Refusal {
  const match = typeof value === 'string' ? TIMESTAMP.exec(value) : null;
  if (match === null) return new Refusal('is not a timestamp (YYYY-MM-DD HH:MM:SS)');
  if (match[8] !== undefined) return new Refusal('has a time zone; the column is a timestamp without one');
  const parts = wallClock(match, precision);
  return parts instanceof Refusal ? parts : `${parts.date} ${parts.time}${parts.fraction}`;
}

/** `YYYY-MM-DDTHH:MM:SS…Z` in UTC. A value that does not say its offset is refused, never guessed. */
export function coerceTimestampWithZone(precision: number, value: unknown): string | Refusal {
  const match = typeof value === 'string' ? TIMESTAMP.exec(value) : null;
  if (match === null) return new Refusal('is not a timestamp with an offset');
  const zone = match[8];
  if (zone === undefined) return new Refusal('has no time zone; the column is a timestamp with one');
  const parts = wallClock(match, precision);
  if (parts instanceof Refusal) return parts;
  if (zone === 'Z' || /^[+-]00(?::?00)?$/.test(zone)) return `${parts.date}T${parts.time}${parts.fraction}Z`;
  const offset = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || '0')) * 60_000;
  const wall = Date.parse(`${parts.date}T${parts.time}Z`);
  const utc = new Date(zone.startsWith('-') ? wall + offset : wall - offset).toISOString();
  return utc.length === 24 ? `${utc.slice(0, 19)}${parts.fraction}Z` : new Refusal('is outside the years 1 to 9999');
}

function wallClock(
  match: RegExpExecArray,
  precision: number,
): { readonly date: string; readonly time: string; readonly fraction: string } | Refusal {
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', digits = ''] = match;
  if (!isDay(year, month, day)) return new Refusal('is not a day of the calendar');
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return new Refusal('is not a time of the day');
  const fraction = fitFraction(digits, precision);
  if (fraction instanceof Refusal) return fraction;
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}:${second}`, fraction };
}

function isDay(year: string, month: string, day: string): boolean {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const leap = m === 2 && y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 1 : 0;
  return y >= 1 && d >= 1 && d <= (DAYS[m - 1] ?? 0) + leap;
}

function fitFraction(digits: string, precision: number): string | Refusal {
  const needed = digits.replace(/0+$/, '');
  if (needed.length > precision) {
    return new Refusal(`has ${needed.length} digits after the second, the column's type has ${precision}`);
  }
  return precision === 0 ? '' : `.${needed.padEnd(precision, '0')}`;
}
