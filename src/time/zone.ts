/**
 * Wall clocks of IANA zones. A wall clock is a number too: the milliseconds that UTC would count for the
 * same reading, so that ordinary arithmetic works on it.
 */
const DAY_MS = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

/**
 * Whether the zone is known to the tz data of this Node by a name of its own. Abbreviations that it also takes are not:
 * `CST` is the middle of America there, and China to who writes it.
 */
export function isTimeZone(timeZone: string): boolean {
  if (!/^(?:UTC|GMT|[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)+)$/.test(timeZone)) return false;
  try {
    formatterOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** How far the zone's wall clock is ahead of UTC at that time, in milliseconds. Throws RangeError for an unknown zone. */
export function offsetAt(time: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const { before, change, after } = stretchAround(time, timeZone);
  return time < change ? before : after;
}

/** A stretch of a zone's time with one change of its clock at most; `change` is infinite where there is none. */
interface Stretch {
  readonly before: number;
  readonly change: number;
  readonly after: number;
}

/** No zone has changed its clock twice within this since 1970. */
const STRETCH_MS = 7 * DAY_MS;
const REMEMBERED = 2_000;
const stretches = new Map<string, Map<number, Stretch>>();

/** Asking Intl takes microseconds, and fires of years are computed for thousands of pipelines of few zones. */
function stretchAround(time: number, timeZone: string): Stretch {
  if (!(time >= 0)) return { before: askedOffset(time, timeZone), change: Infinity, after: 0 };
  const index = Math.floor(time / STRETCH_MS);
  const ofZone = stretches.get(timeZone) ?? new Map<number, Stretch>();
  if (ofZone.size === 0) stretches.set(timeZone, ofZone);
  const known = ofZone.get(index);
  if (known !== undefined) return known;
  if (ofZone.size >= REMEMBERED) ofZone.clear();
  const made = measureStretch(index * STRETCH_MS, timeZone);
  ofZone.set(index, made);
  return made;
}

function measureStretch(start: number, timeZone: string): Stretch {
  const end = start + STRETCH_MS;
  const [before, after] = [askedOffset(start, timeZone), askedOffset(end, timeZone)];
  if (before === after) return { before, change: Infinity, after };
  let low = start / 1000;
  let high = end / 1000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askedOffset(middle * 1000, timeZone) === before) low = middle;
    else high = middle;
  }
  return { before, change: high * 1000, after };
}

function askedOffset(time: number, timeZone: string): number {
  const second = Math.floor(time / 1000) * 1000;
  const match = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/.exec(formatterOf(timeZone).format(second));
  if (match === null) throw new RangeError(`time out of range: ${time}`);
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, seconds = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, seconds) - second;
}

/** The wall clock at a time. */
export function toWallClock(time: number, timeZone: string): number {
  return time + offsetAt(time, timeZone);
}

/**
 * The time at which a wall clock reads so. In a gap (the reading is skipped) the first moment after it,
 * in an overlap (it comes twice) the earlier of the two.
 */
export function fromWallClock(wall: number, timeZone: string): number {
  // A day before and after, no zone's clock can be on the other side of the same change.
  const before = offsetAt(wall - DAY_MS, timeZone);
  const after = offsetAt(wall + DAY_MS, timeZone);
  const early = wall - Math.max(before, after);
  const late = wall - Math.min(before, after);
  if (toWallClock(early, timeZone) === wall) return early;
  if (toWallClock(late, timeZone) === wall) return late;
  return firstTransition(early, late, timeZone) ?? late;
}

/** The first time in (from, to] at which the zone's offset is another than at `from`, if `to` has another one. */
export function firstTransition(from: number, to: number, timeZone: string): number | undefined {
  const start = offsetAt(from, timeZone);
  if (from >= to || offsetAt(to, timeZone) === start) return undefined;
  let low = Math.floor(from / 1000);
  let high = Math.ceil(to / 1000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000, timeZone) === start) low = middle;
    else high = middle;
  }
  return high * 1000;
}
