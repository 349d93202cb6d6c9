import { joined, say, type Message } from '../message/index.ts';
import type { ClockSchedule } from './clock-ticks.ts';
import { parseCron } from './cron.ts';
import { describeCronDays } from './describe-cron-days.ts';
import { describeCronTimes } from './describe-cron-times.ts';
import { formatDuration } from './duration.ts';
import { describeLimits } from './describe-limits.ts';
import { formatTime } from './format.ts';
import type { Schedule } from './schedule.ts';

/**
 * A schedule in words, for hovers and plans: `every day at 02:00 (Asia/Shanghai)`. Say it in a language by
 * `wordsOf` and its catalogue. An expression that cannot be read stands as it is.
 */
export function describeSchedule(schedule: Schedule): Message {
  switch (schedule.kind) {
    case 'cron':
      return limited(say`${describeCron(schedule.expression, schedule.dialect)} (${schedule.timeZone})`, schedule);
    case 'every':
      return limited(say`every ${formatDuration(schedule.intervalMs)}`, schedule);
    case 'after':
      return say`${formatDuration(schedule.delayMs)} after the last run has ended`;
    case 'at':
      return say`once, at ${formatTime(schedule.time, 'yyyy-MM-dd HH:mm:ss', schedule.timeZone)} (${schedule.timeZone})`;
    case 'manual':
      return say`when somebody starts it`;
    case 'upstream':
      return say`when the pipelines it depends on have succeeded`;
    case 'continuous':
      return say`always running`;
  }
}

function limited(clock: Message, schedule: ClockSchedule): Message {
  return joined([clock, ...describeLimits(schedule)], ', ');
}

function describeCron(expression: string, dialect: Extract<Schedule, { kind: 'cron' }>['dialect']): Message {
  const result = parseCron(expression, dialect);
  if (!result.ok) return say`\`${expression}\``;
  const days = describeCronDays(result.cron);
  const times = describeCronTimes(result.cron);
  if (times.kind === 'times') return say`${days ?? say`every day`} at ${times.times}`;
  return days === undefined ? times.rhythm : say`${times.rhythm} ${days}`;
}
