import { say } from '../message/index.ts';
import { failure, isFailure, parseField, parseItem, parseValue, QUARTZ_FIELDS, splitList } from './cron-field.ts';
import type { CronFailure, CronToken } from './cron-field.ts';
import type { CronDialect } from './schedule.ts';

/** One alternative of the days on which an expression fires. Weekdays count from 0 = Sunday. */
export type DayRule =
  | { readonly kind: 'days'; readonly days: ReadonlySet<number> }
  /** `L`, `L-3`, `LW`, `L-3W`. */
  | { readonly kind: 'from-last'; readonly offset: number; readonly weekday: boolean }
  /** `15W`: the working day nearest to the 15th, in the same month. */
  | { readonly kind: 'nearest-weekday'; readonly day: number }
  | { readonly kind: 'weekdays'; readonly weekdays: ReadonlySet<number> }
  /** `6L`: the last Friday. */
  | { readonly kind: 'last-weekday'; readonly weekday: number }
  /** `6#3`: the third Friday. */
  | { readonly kind: 'nth-weekday'; readonly weekday: number; readonly nth: number };

/** A dialect with 6 or 7 fields. */
export type QuartzDialect = Exclude<CronDialect, 'unix'>;

/**
 * Quartz day-of-month: `*`, values, `L`, `L-n`, `LW`, `L-nW`, `nW`, and as of Quartz 2.5 lists of them. Quartz 2.3 refuses `L`
 * in a list, and of a list with `W` it fires on one day alone and says nothing (run with 2.3.2): here both are refused.
 */
export function parseDayOfMonth(token: CronToken, dialect: QuartzDialect): readonly DayRule[] | CronFailure {
  const spec = QUARTZ_FIELDS.dayOfMonth;
  const alone = dialect === 'quartz-2.3' ? specialInList(token) : undefined;
  if (alone !== undefined) return alone;
  const rules: DayRule[] = [];
  const days = new Set<number>();
  for (const item of splitList(token)) {
    const last = /^L(?:-(\d+))?(W)?$/i.exec(item.text);
    const nearest = /^(\d+)W$/i.exec(item.text);
    if (last !== null) {
      const offset = Number(last[1] ?? 0);
      if (offset > 30) return failure(item, say`\`${item.text}\`: the offset from the last day must be 30 or less`);
      rules.push({ kind: 'from-last', offset, weekday: last[2] !== undefined });
    } else if (nearest !== null) {
      const day = Number(nearest[1]);
      if (day < spec.min || day > spec.max) return failure(item, say`\`${item.text}\`: no month has a day ${day}`);
      rules.push({ kind: 'nearest-weekday', day });
    } else {
      const values = parseItem(item, spec);
      if (isFailure(values)) return values;
      for (const day of values) days.add(day);
    }
  }
  return days.size > 0 ? [{ kind: 'days', days }, ...rules] : rules;
}

function specialInList(token: CronToken): CronFailure | undefined {
  const items = splitList(token);
  const special = items.length > 1 ? items.find((item) => /^L|W$/i.test(item.text)) : undefined;
  if (special === undefined) return undefined;
  const message = say`\`${special.text}\` cannot be in a list in \`quartz-2.3\``;
  return failure(special, message, say`use \`dialect: quartz-2.5\`, or make two pipelines of it`);
}

/** Quartz day-of-week: values and names, or alone `L` (Saturday), `nL`, `n#k`. */
export function parseDayOfWeek(token: CronToken): readonly DayRule[] | CronFailure {
  const spec = QUARTZ_FIELDS.dayOfWeek;
  const items = splitList(token);
  const special = items.find((item) => /L$|#/i.test(item.text));
  if (special === undefined) {
    const values = parseField(token, spec);
    return isFailure(values) ? values : [{ kind: 'weekdays', weekdays: new Set(values.map((value) => value - 1)) }];
  }
  if (items.length > 1) {
    return failure(
      special,
      say`\`${special.text}\` cannot be in a list with other days of the week`,
      say`make two pipelines of it`,
    );
  }
  if (special.text.toUpperCase() === 'L') return [{ kind: 'weekdays', weekdays: new Set([6]) }];
  const hash = special.text.indexOf('#');
  const cut = hash < 0 ? special.text.length - 1 : hash;
  const day = parseValue({ text: special.text.slice(0, cut), start: special.start }, spec);
  if (typeof day !== 'number') return day;
  if (hash < 0) return [{ kind: 'last-weekday', weekday: day - 1 }];
  const nth = special.text.slice(hash + 1);
  if (!/^[1-5]$/.test(nth)) {
    const place = { text: nth, start: special.start + hash + 1 };
    return failure(place, say`\`#\` must be followed by 1 to 5`, say`it counts that weekday within the month`);
  }
  return [{ kind: 'nth-weekday', weekday: day - 1, nth: Number(nth) }];
}

/** Whether a day of a month matches. `month` counts from 1. */
export function matchesDay(rule: DayRule, year: number, month: number, day: number): boolean {
  switch (rule.kind) {
    case 'days':
      return rule.days.has(day);
    case 'from-last': {
      const target = daysInMonth(year, month) - rule.offset;
      return target >= 1 && day === (rule.weekday ? nearestWeekday(year, month, target) : target);
    }
    case 'nearest-weekday':
      return rule.day <= daysInMonth(year, month) && day === nearestWeekday(year, month, rule.day);
    case 'weekdays':
      return rule.weekdays.has(weekdayOf(year, month, day));
    case 'last-weekday':
      return day > daysInMonth(year, month) - 7 && weekdayOf(year, month, day) === rule.weekday;
    case 'nth-weekday':
      return Math.ceil(day / 7) === rule.nth && weekdayOf(year, month, day) === rule.weekday;
  }
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** Saturday goes to Friday and Sunday to Monday, unless that leaves the month. */
function nearestWeekday(year: number, month: number, day: number): number {
  const weekday = weekdayOf(year, month, day);
  if (weekday === 6) return day === 1 ? day + 2 : day - 1;
  if (weekday === 0) return day === daysInMonth(year, month) ? day - 2 : day + 1;
  return day;
}
