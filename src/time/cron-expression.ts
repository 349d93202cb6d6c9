import type { DayRule } from './cron-days.ts';
import type { CronDialect } from './schedule.ts';

/** A cron expression, understood. Values are sorted. */
export interface Cron {
  readonly expression: string;
  readonly dialect: CronDialect;
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: readonly number[];
  /** Undefined = every year. */
  readonly years: readonly number[] | undefined;
  /** A day fires when any of these groups matches; a group matches when all of its alternatives' lists have a match. */
  readonly days: readonly (readonly (readonly DayRule[])[])[];
}
