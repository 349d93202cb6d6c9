import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  fromWallClock,
  isTimeZone,
  nextFireTime,
  parseDuration,
  previousFireTime,
  toWallClock,
} from './index.ts';

describe('nextFireTime and previousFireTime', () => {
  it('fires every interval at its multiples since the epoch', () => {
    const every = { kind: 'every', intervalMs: 300_000, timeZone: 'UTC' } as const;
    expect(nextFireTime(every, 300_000)).toBe(600_000);
    expect(nextFireTime(every, 299_999)).toBe(300_000);
    expect(previousFireTime(every, 600_000)).toBe(300_000);
    expect(previousFireTime(every, 600_001)).toBe(600_000);
  });

  it('fires once at a given time', () => {
    const at = { kind: 'at', time: 1000, timeZone: 'UTC' } as const;
    expect([nextFireTime(at, 999), nextFireTime(at, 1000)]).toEqual([1000, undefined]);
    expect([previousFireTime(at, 1001), previousFireTime(at, 1000)]).toEqual([1000, undefined]);
  });

  it('follows cron in the zone of the schedule', () => {
    const cron = { kind: 'cron', expression: '0 0 2 * * ?', dialect: 'quartz-2.5', timeZone: 'Asia/Shanghai' } as const;
    expect(nextFireTime(cron, Date.parse('2026-05-01T00:00:00Z'))).toBe(Date.parse('2026-05-01T18:00:00Z'));
    expect(previousFireTime(cron, Date.parse('2026-05-01T18:00:00Z'))).toBe(Date.parse('2026-04-30T18:00:00Z'));
    expect(() => nextFireTime({ ...cron, expression: 'nonsense' }, 0)).toThrow(RangeError);
  });

  it('leaves the rest to others', () => {
    for (const kind of ['manual', 'upstream', 'continuous'] as const) {
      expect(nextFireTime({ kind, timeZone: 'UTC' }, 0)).toBeUndefined();
      expect(previousFireTime({ kind, timeZone: 'UTC' }, 0)).toBeUndefined();
    }
  });
});

describe('durations', () => {
  it('reads and writes', () => {
    const read = ['5m', '30s', '1h30m', '500ms', '2d', '1m500ms'].map(parseDuration);
    expect(read).toEqual([300_000, 30_000, 5_400_000, 500, 172_800_000, 60_500]);
    expect(['', '5', '5x', 'm', '-5m', '30m1h', '1.5h'].map(parseDuration)).toEqual(Array(7).fill(undefined));
    expect([0, 5_400_000, 60_500].map(formatDuration)).toEqual(['0s', '1h30m', '1m500ms']);
  });

  it('reads back what it writes', () => {
    fc.assert(fc.property(fc.nat(), (ms) => parseDuration(formatDuration(ms)) === ms));
  });
});

describe('zones', () => {
  it('knows zones from words', () => {
    expect(['UTC', 'Asia/Shanghai', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true);
    expect(['', 'Mars/Olympus', '+08:00', 'Asia/ Shanghai'].some(isTimeZone)).toBe(false);
  });

  it('goes from a reading to its first moment and back', () => {
    const zones = fc.constantFrom('UTC', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2035, 0) }), zones, (time, zone) => {
        const wall = toWallClock(time, zone);
        const first = fromWallClock(wall, zone);
        expect(first).toBeLessThanOrEqual(time);
        expect(toWallClock(first, zone)).toBe(wall);
      }),
      { numRuns: 2000 },
    );
  });
});
