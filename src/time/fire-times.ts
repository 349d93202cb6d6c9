import { wordsOf } from '../message/index.ts';
import { nextCronTime, previousCronTime } from './cron-times.ts';
import type { Cron } from './cron-expression.ts';
import { parseCron } from './cron.ts';
import { nextQuartzTime, previousQuartzTime } from './quartz-times.ts';
import type { Schedule } from './schedule.ts';

export type CronSchedule = Extract<Schedule, { readonly kind: 'cron' }>;

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

/**
 * The first fire strictly after `after`, both in UTC milliseconds. Undefined where no clock says it: `after`,
 * `manual`, `upstream` and `continuous`, and schedules that are over. Throws RangeError for a cron expression
 * or zone that never passed {@link parseCron} and `isTimeZone`.
 */
export function nextFireTime(schedule: Schedule, after: number): number | undefined {
  switch (schedule.kind) {
    case 'cron':
      return (schedule.dst === 'quartz' ? nextQuartzTime : nextCronTime)(cronOf(schedule), schedule.timeZone, after);
    case 'every':
      return (Math.floor(after / schedule.intervalMs) + 1) * schedule.intervalMs;
    case 'at':
      return schedule.time > after ? schedule.time : undefined;
    default:
      return undefined;
  }
}

/** The first `count` fires strictly after `after`, fewer where the schedule is over or no clock says them. */
export function nextFireTimes(schedule: Schedule, after: number, count: number): readonly number[] {
  const times: number[] = [];
  for (let last = after; times.length < count;) {
    const next = nextFireTime(schedule, last);
    if (next === undefined) break;
    times.push(next);
    last = next;
  }
  return times;
}

/** The last fire strictly before `before`; otherwise as {@link nextFireTime}. */
export function previousFireTime(schedule: Schedule, before: number): number | undefined {
  switch (schedule.kind) {
    case 'cron':
      return (schedule.dst === 'quartz' ? previousQuartzTime : previousCronTime)(
        cronOf(schedule),
        schedule.timeZone,
        before,
      );
    case 'every':
      return (Math.ceil(before / schedule.intervalMs) - 1) * schedule.intervalMs;
    case 'at':
      return schedule.time < before ? schedule.time : undefined;
    default:
      return undefined;
  }
}

/**
 * Where the window of a fire begins: the fire before it by the schedule's arithmetic, or the fire itself where
 * the schedule has none or it is the first.
 */
export function windowStart(schedule: Schedule, fireTime: number): number {
  if (schedule.kind !== 'cron' && schedule.kind !== 'every') return fireTime;
  return previousFireTime(schedule, fireTime) ?? fireTime;
}
