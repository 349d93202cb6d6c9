import { say, type Message } from '../message/index.ts';
import { daysInMonth } from './cron-days.ts';
import type { Cron } from './cron-expression.ts';
import { failure, type CronFailure, type CronToken } from './cron-field.ts';
import { nextWall } from './cron-search.ts';

/** Before the first year that a field can name. */
const BEGINNING = Date.UTC(1969, 11, 31);
const LEAP_YEAR = 2028;

/**
 * What is wrong with an expression whose parts are well formed and which matches no date: its year where the
 * other fields have dates in other years, and otherwise its day-of-month, which no month given has.
 */
export function neverFires(cron: Cron, fields: readonly CronToken[]): CronFailure | undefined {
  if (nextWall(cron, BEGINNING) !== undefined) return undefined;
  const message = say`\`${cron.expression.trim()}\` never fires: no date matches`;
  const year = fields[6];
  if (year !== undefined && nextWall({ ...cron, years: undefined }, BEGINNING) !== undefined)
    return never(failure(year, message, say`that day is in none of these years; write \`*\`, or leave the year out`));
  const days = fields[cron.dialect === 'unix' ? 2 : 3];
  if (days === undefined) return undefined;
  const longest = Math.max(...cron.months.map((month) => daysInMonth(LEAP_YEAR, month)));
  const help: Message = say`the longest of these months has ${longest} days`;
  if (cron.dialect === 'unix' || !/^\d+$/.test(days.text)) return never(failure(days, message, help));
  return never(
    failure(days, message, say`${help}: write \`L\` for the last day`, { newText: 'L', confidence: 'likely' }),
  );
}

function never(found: CronFailure): CronFailure {
  return { ...found, kind: 'never-fires' };
}
