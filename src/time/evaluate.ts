import { formatTime } from './format.ts';
import type { Offset, RunTimeContext, RunTimeValue, Text } from './run-time-value.ts';
import { fromWallClock, toWallClock } from './zone.ts';

const UNIT_MS = { h: 3_600_000, m: 60_000, s: 1_000 } as const;
const DAY_MS = 86_400_000;
const BIZDATE: readonly Offset[] = [
  { kind: 'truncate', unit: 'd' },
  { kind: 'add', amount: -1, unit: 'd' },
];

/**
 * The value of a run. Pure: the same context gives the same text, whenever and wherever it is asked.
 * Throws RangeError for `secret` and `env`, which only the executor resolves, at launch, and for a
 * parameter or cursor that the context does not have.
 */
export function evaluateRunTimeValue(value: RunTimeValue, context: RunTimeContext): string {
  switch (value.kind) {
    case 'time': {
      const offsets = value.base === 'bizdate' ? [...BIZDATE, ...value.offsets] : value.offsets;
      const base = value.base === 'window.start' ? context.previousFireTime : context.fireTime;
      const time = offsets.reduce((at, offset) => applyOffset(at, offset, context.timeZone), base);
      return formatTime(time, value.format, context.timeZone);
    }
    case 'cursor':
      if (context.cursor === undefined) throw new RangeError('this run has no cursor');
      return context.cursor;
    case 'parameter': {
      const given = Object.hasOwn(context.parameters, value.name) ? context.parameters[value.name] : undefined;
      if (given === undefined) throw new RangeError(`this run has no parameter "${value.name}"`);
      return given;
    }
    case 'environment':
      return context.environment;
    case 'pipeline':
      return context.pipeline;
    case 'secret':
    case 'env':
      throw new RangeError(`${value.kind} values are resolved at launch, not here`);
  }
}

/** The whole text with all its values; throws as {@link evaluateRunTimeValue}. */
export function evaluateText(text: Text, context: RunTimeContext): string {
  if (typeof text === 'string') return text;
  return text.parts.map((part) => (typeof part === 'string' ? part : evaluateRunTimeValue(part, context))).join('');
}

/**
 * One step. y M w d move the wall clock of the zone (31 January + 1M is the last of February), h m s move
 * exact time. A reading that is skipped becomes the first moment after, one that is doubled the earlier.
 */
export function applyOffset(time: number, offset: Offset, timeZone: string): number {
  if (offset.kind === 'truncate') return truncate(time, offset.unit, timeZone);
  const { amount, unit } = offset;
  if (unit === 'h' || unit === 'm' || unit === 's') return time + amount * UNIT_MS[unit];
  if (amount === 0) return time;
  const wall = toWallClock(time, timeZone);
  if (unit === 'd' || unit === 'w') return fromWallClock(wall + amount * (unit === 'w' ? 7 : 1) * DAY_MS, timeZone);
  return fromWallClock(addMonths(wall, unit === 'y' ? amount * 12 : amount), timeZone);
}

function addMonths(wall: number, months: number): number {
  const date = new Date(wall);
  const timeOfDay = wall - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, day) + timeOfDay;
}

function truncate(time: number, unit: 'y' | 'M' | 'w' | 'd' | 'h', timeZone: string): number {
  const wall = toWallClock(time, timeZone);
  const date = new Date(wall);
  const day = Math.floor(wall / DAY_MS) * DAY_MS;
  switch (unit) {
    case 'y':
      return fromWallClock(Date.UTC(date.getUTCFullYear(), 0, 1), timeZone);
    case 'M':
      return fromWallClock(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1), timeZone);
    case 'w':
      return fromWallClock(day - ((date.getUTCDay() + 6) % 7) * DAY_MS, timeZone);
    case 'd':
      return fromWallClock(day, timeZone);
    case 'h': {
      const hour = Math.floor(wall / UNIT_MS.h) * UNIT_MS.h;
      // Stay in the same one of two doubled hours.
      const exact = time - (wall - hour);
      return toWallClock(exact, timeZone) === hour ? exact : fromWallClock(hour, timeZone);
    }
  }
}
