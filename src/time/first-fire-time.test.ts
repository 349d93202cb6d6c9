import { describe, expect, it } from 'vitest';
import { firstFireTime } from './first-fire-time.ts';

const NOW = Date.UTC(2026, 2, 2, 10, 7);
const MINUTE = 60_000;
const slot = Date.UTC(2026, 2, 2, 10, 5);

describe('firstFireTime', () => {
  const every = { kind: 'every', intervalMs: 5 * MINUTE, timeZone: 'UTC' } as const;

  it('every: the slot that is due now, unless it has fired already', () => {
    expect(firstFireTime(every, NOW, undefined)).toBe(slot);
    expect(firstFireTime(every, slot, undefined)).toBe(slot);
    expect(firstFireTime(every, NOW, slot - 5 * MINUTE)).toBe(slot);
    expect(firstFireTime(every, NOW, slot)).toBe(slot + 5 * MINUTE);
    expect(firstFireTime(every, NOW, slot + 5 * MINUTE)).toBe(slot + 10 * MINUTE);
  });

  it('cron: the next time after now', () => {
    const cron = { kind: 'cron', expression: '0 0 * * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' } as const;
    expect(firstFireTime(cron, NOW, undefined)).toBe(Date.UTC(2026, 2, 2, 11));
  });

  it('at: that time, once', () => {
    const at = { kind: 'at', time: slot, timeZone: 'UTC' } as const;
    expect(firstFireTime(at, NOW, undefined)).toBe(slot);
    expect(firstFireTime(at, NOW, slot)).toBeUndefined();
  });

  it('after: now; what no clock fires: never', () => {
    expect(firstFireTime({ kind: 'after', delayMs: 1, timeZone: 'UTC' }, NOW, undefined)).toBe(NOW);
    for (const kind of ['manual', 'upstream', 'continuous'] as const) {
      expect(firstFireTime({ kind, timeZone: 'UTC' }, NOW, undefined)).toBeUndefined();
    }
  });
});
