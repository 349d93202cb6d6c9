import { daysInMonth, matchesDay } from './cron-days.ts';
import type { Cron } from './cron-expression.ts';
import { MAX_YEAR } from './cron-field.ts';

const DAY_MS = 86_400_000;
/** 29 February on a given weekday comes back within 40 years, across a century without a leap year too. */
const SEARCHED_YEARS = 41;

/** The first wall clock reading after `wall` that matches, in whole seconds; undefined where there is none. */
export function nextWall(cron: Cron, wall: number): number | undefined {
  const from = Math.floor(wall / 1000) * 1000 + 1000;
  const start = new Date(from);
  const startDay = Math.floor(from / DAY_MS) * DAY_MS;
  const lastYear = cron.years?.at(-1) ?? Math.min(start.getUTCFullYear() + SEARCHED_YEARS, MAX_YEAR);
  for (let year = start.getUTCFullYear(); year <= lastYear; year += 1) {
    if (cron.years !== undefined && !cron.years.includes(year)) continue;
    for (const month of cron.months) {
      if (Date.UTC(year, month, 1) <= startDay) continue;
      const lastDay = daysInMonth(year, month);
      for (let day = 1; day <= lastDay; day += 1) {
        const date = Date.UTC(year, month - 1, day);
        if (date < startDay || !firesOnDay(cron, year, month, day)) continue;
        const time = firstTime(cron, date === startDay ? (from - date) / 1000 : 0);
        if (time !== undefined) return date + time * 1000;
      }
    }
  }
  return undefined;
}

/** The last wall clock reading at or before `wall` that matches; undefined where there is none since 1970. */
export function previousWall(cron: Cron, wall: number): number | undefined {
  const from = Math.floor(wall / 1000) * 1000;
  const startDay = Math.floor(from / DAY_MS) * DAY_MS;
  const startYear = new Date(from).getUTCFullYear();
  const firstYear = cron.years?.[0] ?? Math.max(startYear - SEARCHED_YEARS, 1970);
  for (let year = startYear; year >= firstYear; year -= 1) {
    if (cron.years !== undefined && !cron.years.includes(year)) continue;
    for (const month of cron.months.toReversed()) {
      if (Date.UTC(year, month - 1, 1) > startDay) continue;
      for (let day = daysInMonth(year, month); day >= 1; day -= 1) {
        const date = Date.UTC(year, month - 1, day);
        if (date > startDay || !firesOnDay(cron, year, month, day)) continue;
        const time = lastTime(cron, date === startDay ? (from - date) / 1000 : DAY_MS / 1000 - 1);
        if (time !== undefined) return date + time * 1000;
      }
    }
  }
  return undefined;
}

/** Whether a day of a month is one of those on which a cron fires; the months are not looked at. */
export function firesOnDay(cron: Cron, year: number, month: number, day: number): boolean {
  return cron.days.some((group) => group.every((rules) => rules.some((rule) => matchesDay(rule, year, month, day))));
}

/** The same of a whole date, given as midnight of UTC; months and years are looked at. */
export function firesOnDate(cron: Cron, date: Date): boolean {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  if (cron.years?.includes(year) === false || !cron.months.includes(month)) return false;
  return firesOnDay(cron, year, month, date.getUTCDate());
}

/** First second of the day, `from` or later, that matches. */
function firstTime(cron: Cron, from: number): number | undefined {
  const [hour, minute, second] = [Math.floor(from / 3600), Math.floor(from / 60) % 60, from % 60];
  for (const h of cron.hours) {
    if (h < hour) continue;
    for (const m of cron.minutes) {
      if (h === hour && m < minute) continue;
      const s = cron.seconds.find((value) => h > hour || m > minute || value >= second);
      if (s !== undefined) return h * 3600 + m * 60 + s;
    }
  }
  return undefined;
}

/** Last second of the day, `to` or earlier, that matches. */
function lastTime(cron: Cron, to: number): number | undefined {
  const [hour, minute, second] = [Math.floor(to / 3600), Math.floor(to / 60) % 60, to % 60];
  for (const h of cron.hours.toReversed()) {
    if (h > hour) continue;
    for (const m of cron.minutes.toReversed()) {
      if (h === hour && m > minute) continue;
      const s = cron.seconds.findLast((value) => h < hour || m < minute || value <= second);
      if (s !== undefined) return h * 3600 + m * 60 + s;
    }
  }
  return undefined;
}
