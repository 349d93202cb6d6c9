import { describe, expect, it } from 'vitest';
import { isSameSchedule, parseCron, type Schedule } from './index.ts';

function cron(expression: string, timeZone = 'UTC'): Schedule {
  const parsed = parseCron(expression);
  if (!parsed.ok) throw new Error(expression);
  return { kind: 'cron', expression, dialect: parsed.cron.dialect, timeZone };
}

describe('isSameSchedule', () => {
  it.each([
    ['0 0 2 * * ?', '0 2 * * *'],
    ['0 0 0/6 * * ?', '0 0 0,6,12,18 * * ?'],
    ['0 0 2 ? * MON,TUE', '0 0 2 ? * 3,2'],
  ])('%s is %s', (a, b) => {
    expect(isSameSchedule(cron(a), cron(b))).toBe(true);
  });

  it.each([
    ['0 0 2 * * ?', '0 0 3 * * ?'],
    ['0 0 2 ? * MON', '0 0 2 ? * TUE'],
    ['0 0 2 1 * ?', '0 0 2 L * ?'],
  ])('%s is not %s', (a, b) => {
    expect(isSameSchedule(cron(a), cron(b))).toBe(false);
  });

  it('tells zones and kinds apart', () => {
    expect(isSameSchedule(cron('0 0 2 * * ?'), cron('0 0 2 * * ?', 'Asia/Shanghai'))).toBe(false);
    expect(isSameSchedule(cron('0 0 * * * ?'), { kind: 'every', intervalMs: 3_600_000, timeZone: 'UTC' })).toBe(false);
    const every: Schedule = { timeZone: 'UTC', intervalMs: 60_000, kind: 'every' };
    expect(isSameSchedule(every, { kind: 'every', intervalMs: 60_000, timeZone: 'UTC' })).toBe(true);
  });
});
