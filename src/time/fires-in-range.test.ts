import { describe, expect, it } from 'vitest';
import { calendarNamed } from './calendars.ts';
import { firesBetween } from './fires-between.ts';
import { countFires, firesInOrder } from './fires-in-range.ts';
import { nextFireTime } from './fire-times.ts';
import type { Schedule } from './schedule.ts';

const DAY = 86_400_000;
const cron = (expression: string, timeZone = 'UTC'): Schedule => ({
  kind: 'cron',
  expression,
  dialect: 'quartz-2.5',
  timeZone,
});
const START = Date.UTC(2020, 0, 1);

describe('countFires', () => {
  it('counts as asking for the next one again and again does, over changes of the clock', () => {
    for (const schedule of [
      cron('0 */7 2-4 * * ?', 'Europe/Berlin'),
      cron('0 0 2 L * ?', 'Asia/Shanghai'),
      cron('0 0 12 29 2 ?'),
      { kind: 'every', intervalMs: 5_400_000, timeZone: 'UTC' } as const,
      { kind: 'every', intervalMs: 5_400_000, timeZone: 'Europe/Berlin', calendar: calendarNamed('weekdays') } as const,
      { ...cron('0 30 2 * * ?', 'Europe/Berlin'), dst: 'quartz' } as const,
      { ...cron('0 0 2,3 * * ?', 'Europe/Berlin'), calendar: calendarNamed('weekdays') } as const,
    ]) {
      const range = { from: START + 3_600_000, to: START + 400 * DAY };
      let [count, last]: [number, number | undefined] = [0, undefined];
      for (let next = nextFireTime(schedule, range.from - 1); next !== undefined && next <= range.to; count++) {
        last = next;
        next = nextFireTime(schedule, next);
      }
      const first = nextFireTime(schedule, range.from - 1);
      expect(countFires(schedule, range, 1e6)).toEqual({ count, isMore: false, first, last });
    }
  });

  it('counts no further than the cap, however long the range', () => {
    const started = performance.now();
    const tenYears = { from: START, to: START + 3_653 * DAY };
    expect(countFires(cron('0 * * * * ?'), tenYears, 1_000_000)).toMatchObject({ count: 1_000_000, isMore: true });
    expect(countFires(cron('* * * * * ?'), tenYears, 1_000_000)).toMatchObject({ count: 1_000_000, isMore: true });
    // It takes some 100 ms; a busy machine has fifty times that.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('counts two centuries in less than a look at each of their days takes', () => {
    const centuries = { from: 0, to: Date.UTC(2199, 11, 31) };
    const everySecond = { kind: 'every', intervalMs: 1_000, timeZone: 'UTC' } as const;
    expect(countFires(everySecond, centuries, 1e10)).toMatchObject({ count: centuries.to / 1_000 + 1, isMore: false });
    const daily = cron('0 0 2 * * ?');
    const quickest = (work: () => unknown): number =>
      Math.min(
        ...[1, 2, 3].map(() => {
          const started = performance.now();
          work();
          return performance.now() - started;
        }),
      );
    const counted = quickest(() => countFires(daily, centuries, 1e6));
    const byDays = quickest(() => {
      for (let day = centuries.from; day < centuries.to; day += DAY) firesBetween(daily, day - 1, day + DAY - 1);
    });
    expect(counted).toBeLessThan(Math.max(300, byDays));
  });

  it('finds none where there is none', () => {
    expect(countFires(cron('0 0 12 29 2 ?'), { from: START + 100 * DAY, to: START + 200 * DAY }, 10)).toEqual({
      count: 0,
      isMore: false,
    });
    const manual = { kind: 'manual', timeZone: 'UTC' } as const;
    expect(countFires(manual, { from: 0, to: START }, 10)).toEqual({ count: 0, isMore: false });
  });
});

describe('firesInOrder', () => {
  const hourly = cron('0 0 * * * ?');
  const range = { from: START, to: START + 5 * 3_600_000 };
  const hours = (times: readonly number[]) => times.map((time) => (time - START) / 3_600_000);

  it('goes forward and back, from the end or from a fire, and stays in the range', () => {
    expect(hours(firesInOrder(hourly, range, 'oldest-first', undefined, 3))).toEqual([0, 1, 2]);
    expect(hours(firesInOrder(hourly, range, 'oldest-first', START + 4 * 3_600_000, 3))).toEqual([5]);
    expect(hours(firesInOrder(hourly, range, 'newest-first', undefined, 3))).toEqual([5, 4, 3]);
    expect(hours(firesInOrder(hourly, range, 'newest-first', START, 3))).toEqual([]);
  });
});
