import { describe, expect, it } from 'vitest';
import { firingDays, parseCron, type Schedule } from './index.ts';

/** 2 March 2026, a Monday. */
const MONDAY = Date.UTC(2026, 2, 2) / 86_400_000;

function cron(expression: string): Schedule {
  const parsed = parseCron(expression);
  if (!parsed.ok) throw new Error(expression);
  return { kind: 'cron', expression, dialect: parsed.cron.dialect, timeZone: 'Asia/Shanghai' };
}

function every(hours: number): Schedule {
  return { kind: 'every', intervalMs: hours * 3_600_000, timeZone: 'UTC' };
}

describe('firingDays', () => {
  it.each([
    ['0 0 2 * * ?', 28, 1],
    ['0 0 2,14 ? * MON', 4, 2],
    ['0 0 * 1 * ?', 0, 24],
    ['0 0 2 1 4 ?', 0, 1],
    ['0 0 2 * * ? 2027', 0, 1],
  ])('%s', (expression, days, fires) => {
    expect(firingDays(cron(expression), MONDAY, 28)).toEqual({ days, fires });
  });

  it('counts the days of a fixed rate in its zone', () => {
    expect(firingDays(every(6), MONDAY, 28)).toEqual({ days: 28, fires: 4 });
    expect(firingDays(every(48), MONDAY, 28)).toEqual({ days: 14, fires: 1 });
  });

  it('knows nothing of what no clock fires', () => {
    expect(firingDays({ kind: 'manual', timeZone: 'UTC' }, MONDAY, 28)).toBeUndefined();
    expect(firingDays({ kind: 'at', time: 0, timeZone: 'UTC' }, MONDAY, 28)).toBeUndefined();
  });
});
