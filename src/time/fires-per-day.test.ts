import { describe, expect, it } from 'vitest';
import { firesPerDay, parseCron, type Schedule } from './index.ts';

function cron(expression: string): Schedule {
  const parsed = parseCron(expression);
  if (!parsed.ok) throw new Error(expression);
  return { kind: 'cron', expression, dialect: parsed.cron.dialect, timeZone: 'UTC' };
}

describe('firesPerDay', () => {
  it.each([
    ['0 0 2 * * ?', 1],
    ['0 */5 * * * ?', 288],
    ['0 0 2,14 * * ?', 2],
    ['0 2 * * 1', 52 / 365],
    ['0 0 2 1 * ?', 12 / 365],
    ['0 0 2 ? * MON-FRI', 261 / 365],
    ['0 0 2 1 1 ?', 1 / 365],
  ])('%s', (expression, expected) => {
    expect(firesPerDay(cron(expression))).toBeCloseTo(expected, 10);
  });

  it('counts a fixed rate by its interval, also a slow one', () => {
    expect(firesPerDay({ kind: 'every', intervalMs: 3_600_000, timeZone: 'UTC' })).toBe(24);
    expect(firesPerDay({ kind: 'every', intervalMs: 172_800_000, timeZone: 'UTC' })).toBe(0.5);
  });

  it('does not know how often it fires what no clock fires again and again', () => {
    expect(firesPerDay({ kind: 'at', time: 0, timeZone: 'UTC' })).toBeUndefined();
    expect(firesPerDay({ kind: 'after', delayMs: 1000, timeZone: 'UTC' })).toBeUndefined();
    expect(firesPerDay({ kind: 'manual', timeZone: 'UTC' })).toBeUndefined();
  });
});
