import { say, sentence, type Message } from '../message/index.ts';
import type { DayRule } from './cron-days.ts';
import type { Cron } from './cron-expression.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].map(sentence);
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
].map(sentence);
const NTH = ['first', 'second', 'third', 'fourth', 'fifth'].map(sentence);

/** On which days a cron fires, as in `on day 1 of the month`; undefined for every day. */
export function describeCronDays(cron: Cron): Message | undefined {
  const groups = cron.days.map((group) =>
    group.filter((rules) => !isEveryDay(rules)).map((rules) => listed(rules.map(describeRule), 'and')),
  );
  const either = groups.some((group) => group.length === 0);
  const days = either
    ? []
    : groups.map((group) => group.reduce((first, second) => say`${first} that is also ${second}`));
  const inMonths =
    cron.months.length === 12 ? undefined : listed(cron.months.map((month) => MONTHS[month - 1] ?? say``));
  const inYears = cron.years === undefined ? undefined : spans(cron.years);
  let phrase = days.length === 0 ? undefined : say`on ${listed(days, 'or')}`;
  if (inMonths) phrase = say`${phrase ?? say`every day`} (only in ${inMonths})`;
  if (inYears) phrase = say`${phrase ?? say`every day`} (only in ${inYears})`;
  return phrase;
}

function isEveryDay(rules: readonly DayRule[]): boolean {
  return rules.some(
    (rule) => (rule.kind === 'days' && rule.days.size === 31) || (rule.kind === 'weekdays' && rule.weekdays.size === 7),
  );
}

function describeRule(rule: DayRule): Message {
  switch (rule.kind) {
    case 'days':
      return describeDays([...rule.days]);
    case 'from-last':
      if (rule.offset === 0)
        return rule.weekday ? say`the last working day of the month` : say`the last day of the month`;
      return rule.weekday
        ? say`the working day nearest to the one ${rule.offset} before the last of the month`
        : say`the day ${rule.offset} before the last of the month`;
    case 'nearest-weekday':
      return say`the working day nearest to day ${rule.day} of the month`;
    case 'weekdays':
      return describeWeekdays([...rule.weekdays]);
    case 'last-weekday':
      return say`the last ${WEEKDAYS[rule.weekday] ?? ''} of the month`;
    case 'nth-weekday':
      return say`the ${NTH[rule.nth - 1] ?? ''} ${WEEKDAYS[rule.weekday] ?? ''} of the month`;
  }
}

function describeDays(days: readonly number[]): Message {
  const [first = 0, second = 0] = days;
  const step = second - first;
  if (days.length > 4 && step > 1 && days.every((day, index) => day === first + index * step))
    return say`days ${first}, ${second} … ${days.at(-1) ?? ''} of the month`;
  return days.length === 1 ? say`day ${first} of the month` : say`days ${spans(days)} of the month`;
}

/** Three days in a row and more are a span; a week begins on Monday here, so that a weekend stays together. */
function describeWeekdays(weekdays: readonly number[]): Message {
  const order = weekdays.map((day) => (day + 6) % 7).sort((a, b) => a - b);
  const [first = 0, last = 0] = [order[0], order.at(-1)];
  if (order.length > 2 && last - first === order.length - 1) return say`${nameOf(first)} to ${nameOf(last)}`;
  return listed(order.map(nameOf));
}

/** Of a day that counts from 0 = Monday. */
function nameOf(day: number): Message {
  return WEEKDAYS[(day + 1) % 7] ?? say``;
}

/** Numbers with spans of three and more put together: `1-5, 8`. */
export function spans(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const runs: number[][] = [];
  for (const value of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === value - 1) run.push(value);
    else runs.push([value]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(', '))).join(', ');
}

/** `a, b and c`, with the commas and the word of the language. */
export function listed(parts: readonly Message[], word: 'and' | 'or' = 'and'): Message {
  const last = parts.at(-1) ?? say``;
  if (parts.length < 2) return last;
  const rest = parts.slice(0, -1).reduce((first, second) => say`${first}, ${second}`);
  return word === 'and' ? say`${rest} and ${last}` : say`${rest} or ${last}`;
}
