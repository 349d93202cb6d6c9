import { describe, expect, it } from 'vitest';
import { catalogueOf, wordsOf } from '../message/index.ts';
import { describeSchedule } from './describe-schedule.ts';
import type { Schedule } from './schedule.ts';

function cron(expression: string): Schedule {
  const dialect = expression.split(' ').length === 5 ? 'unix' : 'quartz-2.5';
  return { kind: 'cron', expression, dialect, timeZone: 'Asia/Shanghai' };
}

describe('describeSchedule', () => {
  it.each([
    ['0 0 2 * * ?', 'every day at 02:00', '每天 02:00'],
    ['30 0 2 * * ?', 'every day at 02:00:30', '每天 02:00:30'],
    ['0 */5 * * * ?', 'every 5 minutes', '每 5 分钟'],
    ['*/5 * * * *', 'every 5 minutes', '每 5 分钟'],
    ['0 * * * * ?', 'every minute', '每分钟'],
    ['* * * * * ?', 'every second', '每秒'],
    ['*/10 * * * * ?', 'every 10 seconds', '每 10 秒'],
    ['* 0 2 * * ?', 'every second of the minute 02:00', '02:00 这一分钟内的每一秒'],
    ['0 0 0/2 * * ?', 'every 2 hours from 00:00', '从 00:00 起每 2 小时'],
    ['0 15 * * * ?', 'every hour at minute 15', '每小时的第 15 分钟'],
    ['0 0 2 ? * MON-FRI', 'on Monday to Friday at 02:00', '周一至周五 02:00'],
    ['0 0 2 ? * SAT,SUN', 'on Saturday and Sunday at 02:00', '周六和周日 02:00'],
    ['0 0/30 8-18 ? * SUN', 'every 30 minutes from 08:00 to 18:59 on Sunday', '周日 08:00 至 18:59 每 30 分钟'],
    ['0 30 9,18 L * ?', 'on the last day of the month at 09:30, 18:30', '每月最后一天 09:30, 18:30'],
    ['0 15 10 ? * 6#3', 'on the third Friday of the month at 10:15', '每月第三个周五 10:15'],
    ['0 3 13 * 5', 'on day 13 of the month or Friday at 03:00', '每月 13 日或周五 03:00'],
    ['0 0 0 29 2 ? 2028', 'on day 29 of the month (only in February) (only in 2028) at 00:00', undefined],
  ])('says %s', async (expression, english, chinese) => {
    const message = describeSchedule(cron(expression));
    expect(wordsOf(message)).toBe(`${english} (Asia/Shanghai)`);
    if (chinese !== undefined) expect(wordsOf(message, await catalogueOf('zh'))).toBe(`${chinese}（Asia/Shanghai）`);
  });

  it('says the schedules without cron, and leaves an expression that cannot be read as it is', async () => {
    const timeZone = 'Asia/Shanghai';
    expect(wordsOf(describeSchedule({ kind: 'every', intervalMs: 300_000, timeZone }))).toBe('every 5m');
    expect(wordsOf(describeSchedule({ kind: 'at', time: 0, timeZone }))).toBe(
      'once, at 1970-01-01 08:00:00 (Asia/Shanghai)',
    );
    expect(wordsOf(describeSchedule({ kind: 'upstream', timeZone }), await catalogueOf('zh'))).toBe(
      '所依赖的流水线全部成功后',
    );
    expect(wordsOf(describeSchedule(cron('nonsense')))).toBe('`nonsense` (Asia/Shanghai)');
  });
});
