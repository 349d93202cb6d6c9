import { describe, expect, it } from 'vitest';
import type { RunTimeValue } from './run-time-value.ts';
import { parseRunTimeText } from './run-time-text.ts';
import type { Schedule } from './schedule.ts';
import { nextFireTimes } from './fire-times.ts';
import { valueAtFire } from './value-at-fire.ts';

const daily: Schedule = { kind: 'cron', expression: '0 0 2 * * ?', dialect: 'quartz-2.5', timeZone: 'Asia/Shanghai' };
const fire = Date.parse('2026-03-31T02:00:00+08:00');

function value(text: string): RunTimeValue {
  const { text: parsed } = parseRunTimeText(text, ['shop']);
  const part = typeof parsed === 'string' ? undefined : parsed.parts[0];
  if (typeof part !== 'object') throw new Error(`no value: ${text}`);
  return part;
}

describe('valueAtFire', () => {
  it('gives what `bind` will fill', () => {
    expect(valueAtFire(value('${fire/M-1d:yyyyMMdd}'), daily, fire)).toBe('20260228');
    expect(valueAtFire(value('${bizdate}'), daily, fire)).toBe('20260330');
    expect(valueAtFire(value('${window.start:yyyy-MM-dd HH:mm}'), daily, fire)).toBe('2026-03-30 02:00');
  });

  it('gives nothing for what only a run knows', () => {
    expect(valueAtFire(value('${cursor}'), daily, fire)).toBeUndefined();
    expect(valueAtFire(value('${secret:env/X}'), daily, fire)).toBeUndefined();
    expect(valueAtFire(value('${shop}'), daily, fire)).toBeUndefined();
    expect(valueAtFire(value('${shop}'), daily, fire, { parameters: { shop: 'north' } })).toBe('north');
    expect(valueAtFire(value('${environment}'), daily, fire, { environment: 'prod' })).toBe('prod');
  });
});

describe('nextFireTimes', () => {
  it('gives as many as are asked for, or as there are', () => {
    const after = Date.parse('2026-03-30T18:00:00Z');
    expect(nextFireTimes(daily, after, 2)).toEqual([after + 86_400_000, after + 2 * 86_400_000]);
    expect(nextFireTimes({ kind: 'at', time: 10, timeZone: 'UTC' }, 0, 5)).toEqual([10]);
    expect(nextFireTimes({ kind: 'manual', timeZone: 'UTC' }, 0, 5)).toEqual([]);
  });
});
