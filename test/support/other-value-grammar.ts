/**
 * The grammar of run-time values once more, by other means than the one of `src/time`: read character by character, and with a
 * zone's clock as `Intl` writes it, looked through for the moment that is meant. Slow, and no offset is remembered.
 */

/** What a text may refer to. Times are UTC milliseconds. */
export interface OtherContext {
  readonly fireTime: number;
  readonly previousFireTime: number;
  readonly timeZone: string;
  readonly names: ReadonlyMap<string, string>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The text with its values; undefined where it is none that this grammar has. */
export function otherValueOf(text: string, context: OtherContext): string | undefined {
  let out = '';
  for (let at = 0; at < text.length;) {
    if (text.startsWith('$${', at)) {
      out += '${';
      at += 3;
    } else if (text.startsWith('${', at)) {
      const end = endOfBraces(text, at + 2);
      const value = end === undefined ? undefined : valueOf(text.slice(at + 2, end), context);
      if (end === undefined || value === undefined) return undefined;
      out += value;
      at = end + 1;
    } else {
      out += text[at];
      at += 1;
    }
  }
  return out;
}

/** A brace within quotes is text. */
function endOfBraces(text: string, from: number): number | undefined {
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") isQuoted = !isQuoted;
    else if (text[at] === '}' && !isQuoted) return at;
  }
  return undefined;
}

function valueOf(body: string, context: OtherContext): string | undefined {
  const plain = context.names.get(body);
  if (plain !== undefined) return plain;
  const base = ['fire', 'bizdate', 'window.start', 'window.end'].find(
    (name) => body.startsWith(name) && !/[A-Za-z0-9_.]/.test(body.charAt(name.length)),
  );
  if (base === undefined) return undefined;
  const colon = body.indexOf(':');
  const steps = body.slice(base.length, colon < 0 ? undefined : colon);
  let time = base === 'window.start' ? context.previousFireTime : context.fireTime;
  const all = base === 'bizdate' ? `/d-1d${steps}` : steps;
  for (let at = 0; at < all.length;) {
    const [step, sign = '', digits = '', unit = ''] = /^([-+/])(\d*)([a-zA-Z])/.exec(all.slice(at)) ?? [];
    if (step === undefined || (sign === '/') !== (digits === '')) return undefined;
    const moved =
      sign === '/' ? startOf(time, unit, context.timeZone) : later(time, Number(sign + digits), unit, context.timeZone);
    if (moved === undefined) return undefined;
    time = moved;
    at += step.length;
  }
  const format = colon < 0 ? (base === 'bizdate' ? 'yyyyMMdd' : "yyyy-MM-dd'T'HH:mm:ssXXX") : body.slice(colon + 1);
  return written(time, format, context.timeZone);
}

/** Year, month from 1, day, hour, minute, second: what a clock on a wall of the zone shows. */
type Reading = readonly [number, number, number, number, number, number];

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  clocks.set(timeZone, clock);
  return clock;
}

function readingAt(time: number, timeZone: string): Reading {
  const parts = clockOf(timeZone).formatToParts(time);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return [of('year'), of('month'), of('day'), of('hour'), of('minute'), of('second')];
}

/** Seconds since 1970 that a clock of UTC would have counted when it shows this. */
function counted([year, month, day, hour, minute, second]: Reading): number {
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1_000;
}

/** Every moment at which the zone's clock shows this, earliest first. */
function momentsOf(seconds: number, timeZone: string): readonly number[] {
  const offsets = new Set<number>();
  for (let hours = -36; hours <= 36; hours += 1) {
    const time = (seconds + hours * 3_600) * 1_000;
    offsets.add(counted(readingAt(time, timeZone)) - time / 1_000);
  }
  return [...offsets]
    .map((offset) => (seconds - offset) * 1_000)
    .filter((time) => counted(readingAt(time, timeZone)) === seconds)
    .toSorted((left, right) => left - right);
}

/** The first moment at which the clock shows that or, where it leaps over it, more. */
function firstMoment(seconds: number, timeZone: string): number {
  const [first] = momentsOf(seconds, timeZone);
  if (first !== undefined) return first;
  let time = (seconds - 36 * 3_600) * 1_000;
  while (counted(readingAt(time, timeZone)) < seconds) time += MINUTE;
  return time;
}

function later(time: number, amount: number, unit: string, timeZone: string): number | undefined {
  const exact = { h: HOUR, m: MINUTE, s: 1_000 }[unit];
  if (exact !== undefined) return time + amount * exact;
  if (!['y', 'M', 'w', 'd'].includes(unit)) return undefined;
  if (amount === 0) return time;
  const [year, month, day, hour, minute, second] = readingAt(time, timeZone);
  const rest = time - Math.floor(time / 1_000) * 1_000;
  const isDays = unit === 'd' || unit === 'w';
  const months = isDays ? 0 : unit === 'y' ? amount * 12 : amount;
  const place = year * 12 + (month - 1) + months;
  const [inYear, inMonth] = [Math.floor(place / 12), (place % 12) + 1];
  const lengths = [31, isLeap(inYear) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const wanted = counted([
    inYear,
    inMonth,
    isDays ? day : Math.min(day, lengths[inMonth - 1] ?? 31),
    hour,
    minute,
    second,
  ]);
  const days = unit === 'w' ? amount * 7 : unit === 'd' ? amount : 0;
  const moved = wanted + days * 86_400;
  // a reading that is leapt over has no milliseconds of its own
  return momentsOf(moved, timeZone).length === 0 ? firstMoment(moved, timeZone) : firstMoment(moved, timeZone) + rest;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function startOf(time: number, unit: string, timeZone: string): number | undefined {
  const [year, month, day, hour] = readingAt(time, timeZone);
  switch (unit) {
    case 'y':
      return firstMoment(counted([year, 1, 1, 0, 0, 0]), timeZone);
    case 'M':
      return firstMoment(counted([year, month, 1, 0, 0, 0]), timeZone);
    case 'w': {
      let start = counted([year, month, day, 0, 0, 0]);
      while (new Date(start * 1_000).getUTCDay() !== 1) start -= DAY / 1_000;
      return firstMoment(start, timeZone);
    }
    case 'd':
      return firstMoment(counted([year, month, day, 0, 0, 0]), timeZone);
    case 'h': {
      const moments = momentsOf(counted([year, month, day, hour, 0, 0]), timeZone).filter((moment) => moment <= time);
      return moments.at(-1) ?? firstMoment(counted([year, month, day, hour, 0, 0]), timeZone);
    }
    default:
      return undefined;
  }
}

const FIELDS = ['epochMillis', 'epoch', 'yyyy', 'MM', 'dd', 'HH', 'mm', 'ss', 'SSS', 'XXX'];

function written(time: number, format: string, timeZone: string): string | undefined {
  const reading = readingAt(time, timeZone);
  const [year, month, day, hour, minute, second] = reading.map(String) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]; // six
  const offset = Math.round((counted(reading) * 1_000 - Math.floor(time / 1_000) * 1_000) / MINUTE);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const texts: Readonly<Record<string, string>> = {
    epochMillis: String(time),
    epoch: String(Math.floor(time / 1_000)),
    yyyy: year.padStart(4, '0'),
    MM: month.padStart(2, '0'),
    dd: day.padStart(2, '0'),
    HH: hour.padStart(2, '0'),
    mm: minute.padStart(2, '0'),
    ss: second.padStart(2, '0'),
    SSS: String(time - Math.floor(time / 1_000) * 1_000).padStart(3, '0'),
    XXX:
      offset === 0
        ? 'Z'
        : `${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`,
  };
  let out = '';
  for (let at = 0; at < format.length;) {
    const field = FIELDS.find((name) => format.startsWith(name, at));
    if (format[at] === "'") {
      // as the date-time formats of Java: two quotes are one within a quoted text, and a quoted text of nothing is a quote
      const from = out.length;
      at += 1;
      while (at < format.length && (format[at] !== "'" || format[at + 1] === "'")) {
        at += format[at] === "'" ? 1 : 0;
        out += format[at];
        at += 1;
      }
      at += 1;
      if (out.length === from) out += "'";
    } else if (field !== undefined) {
      out += texts[field];
      at += field.length;
    } else if (/[A-Za-z]/.test(format.charAt(at))) {
      return undefined;
    } else {
      out += format[at];
      at += 1;
    }
  }
  return out;
}
