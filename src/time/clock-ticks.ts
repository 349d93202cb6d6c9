import { wordsOf } from '../message/index.ts';
import { nextCronTime, previousCronTime } from './cron-times.ts';
import type { Cron } from './cron-expression.ts';
import { parseCron } from './cron.ts';
import { nextQuartzTime, previousQuartzTime } from './quartz-times.ts';
import type { Schedule } from './schedule.ts';

/** A schedule by a cron expression. */
export type CronSchedule = Extract<Schedule, { readonly kind: 'cron' }>;

/** A schedule that a clock says again and again. */
export type ClockSchedule = Extract<Schedule, { readonly kind: 'cron' | 'every' }>;

/** True of one of those: the others fire once, or when somebody or something asks for it. */
export function isClockSchedule(schedule: Schedule): schedule is ClockSchedule {
  return schedule.kind === 'cron' || schedule.kind === 'every';
}

const REMEMBERED = 10_000;
const parsed = new Map<string, Cron>();

/**
 * The cron of a schedule, remembered. Throws RangeError for an expression that never passed {@link parseCron}.
 * Parsing costs more than the next fire; the daemon asks for the same few thousand expressions again and again.
 */
export function cronOf(schedule: CronSchedule): Cron {
  const key = `${schedule.dialect} ${schedule.expression}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const result = parseCron(schedule.expression, schedule.dialect);
  if (!result.ok) throw new RangeError(`cron expression "${schedule.expression}": ${wordsOf(result.message)}`);
  if (parsed.size >= REMEMBERED) parsed.clear();
  parsed.set(key, result.cron);
  return result.cron;
}

/** The first moment strictly after `after` that the clock of a schedule says, whatever limits it has. */
export function nextTick(schedule: ClockSchedule, after: number): number | undefined {
  if (schedule.kind === 'every') return (Math.floor(after / schedule.intervalMs) + 1) * schedule.intervalMs;
  return (schedule.dst === 'quartz' ? nextQuartzTime : nextCronTime)(cronOf(schedule), schedule.timeZone, after);
}

/** The last one strictly before `before`. */
export function previousTick(schedule: ClockSchedule, before: number): number | undefined {
  if (schedule.kind === 'every') return (Math.ceil(before / schedule.intervalMs) - 1) * schedule.intervalMs;
  const previous = schedule.dst === 'quartz' ? previousQuartzTime : previousCronTime;
  return previous(cronOf(schedule), schedule.timeZone, before);
}
