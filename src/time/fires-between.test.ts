import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextFireTime } from './fire-times.ts';
import { firesBetween } from './fires-between.ts';
import type { Schedule } from './schedule.ts';

const DAY_MS = 86_400_000;
/** Two changes of the clock in Europe, none in Asia. */
const YEAR = { min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) };

function oneByOne(schedule: Schedule, from: number, to: number): readonly number[] {
  const times: number[] = [];
  for (let next = nextFireTime(schedule, from); next !== undefined && next <= to; next = nextFireTime(schedule, next))
    times.push(next);
  return times;
}

const field = (most: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant('*'),
    fc.integer({ min: 0, max: most }).map(String),
    fc.integer({ min: 2, max: most }).map((step) => `0/${step}`),
    fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most })).map(([a, b]) => `${a},${b}`),
  );

const schedules: fc.Arbitrary<Schedule> = fc
  .record({
    second: fc.integer({ min: 0, max: 59 }),
    minute: field(59),
    hour: field(23),
    days: fc.constantFrom('* * ?', '? * MON', '1/3 * ?', '? * 2-6', 'L * ?', '* 3,10 ?', '1 1 ? 2027'),
    timeZone: fc.constantFrom('UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
  })
  .map(({ second, minute, hour, days, timeZone }) => ({
    kind: 'cron',
    expression: `${second} ${minute} ${hour} ${days}`,
    dialect: 'quartz-2.5',
    timeZone,
  }));

describe('firesBetween', () => {
  it('gives what asking one by one gives, over changes of the clock too', () => {
    fc.assert(
      fc.property(schedules, fc.integer(YEAR), fc.integer({ min: 0, max: 9 * DAY_MS }), (schedule, from, length) => {
        expect(firesBetween(schedule, from, from + length)).toEqual(oneByOne(schedule, from, from + length));
      }),
    );
  });

  it('has the last moment and not the first', () => {
    const hourly: Schedule = { kind: 'cron', expression: '0 0 * * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' };
    const noon = Date.UTC(2026, 2, 2, 12);
    expect(firesBetween(hourly, noon, noon + 7_200_000)).toEqual([noon + 3_600_000, noon + 7_200_000]);
  });

  it('knows fixed rates and single moments, and nothing of those that no clock fires', () => {
    const at = Date.UTC(2026, 2, 2, 12);
    expect(firesBetween({ kind: 'every', intervalMs: 60_000, timeZone: 'UTC' }, at, at + 120_000)).toHaveLength(2);
    expect(firesBetween({ kind: 'at', time: at, timeZone: 'UTC' }, at - 1, at + DAY_MS)).toEqual([at]);
    expect(firesBetween({ kind: 'after', delayMs: 1000, timeZone: 'UTC' }, at, at + DAY_MS)).toEqual([]);
    expect(firesBetween({ kind: 'upstream', timeZone: 'UTC' }, at, at + DAY_MS)).toEqual([]);
  });
});
