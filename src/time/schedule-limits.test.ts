import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../message/index.ts';
import {
  describeSchedule,
  firesBetween,
  firingDays,
  firstFireTime,
  isSameSchedule,
  nextFireTime,
  nextFireTimes,
  oddFires,
  previousFireTime,
  windowStart,
  type Schedule,
} from './index.ts';
import { plainSchedules, WALKED, walkedFires } from '../../test/support/walked-fires.ts';

const HOUR = 3_600_000;
const time = (text: string): number => Date.parse(text);

describe('start and end', () => {
  const daily = {
    kind: 'cron',
    expression: '0 0 2 * * ?',
    dialect: 'quartz-2.5',
    timeZone: 'Asia/Shanghai',
    start: time('2026-12-01T02:00:00+08:00'),
    end: time('2026-12-03T02:00:00+08:00'),
  } as const;
  const fires = ['2026-12-01T02:00:00+08:00', '2026-12-02T02:00:00+08:00'].map(time);

  it('fires at its start and no more at its end', () => {
    expect(nextFireTimes(daily, 0, 5)).toEqual(fires);
    expect(previousFireTime(daily, Infinity)).toBe(fires[1]);
    expect(previousFireTime(daily, fires[0] ?? 0)).toBeUndefined();
    expect(firesBetween(daily, 0, time('2027-01-01T00:00:00Z'))).toEqual(fires);
    expect(firingDays(daily, Math.floor(daily.start / (24 * HOUR)), 10)).toEqual({ days: 2, fires: 1 });
  });

  it('gives the first fire a whole window', () => {
    expect(windowStart(daily, daily.start)).toBe(time('2026-11-30T02:00:00+08:00'));
  });

  it('fires the slot of now at once only where it is one', () => {
    const every = { kind: 'every', intervalMs: HOUR, timeZone: 'UTC' } as const;
    const now = time('2026-12-01T00:30:00Z');
    expect(firstFireTime(every, now, undefined)).toBe(now - HOUR / 2);
    expect(firstFireTime({ ...every, start: now - HOUR / 4 }, now, undefined)).toBe(now + HOUR / 2);
    expect(firstFireTime({ ...every, end: now - 24 * HOUR }, now, undefined)).toBeUndefined();
    expect(firstFireTime({ ...every, end: now }, now, undefined)).toBe(now - HOUR / 2);
  });

  it('has no odd fires outside of them', () => {
    const odd = { ...daily, expression: '0 30 2 * * ?', timeZone: 'Europe/Berlin', start: 0, end: time('2027-06-01') };
    const found = oddFires(odd, time('2026-01-01'), time('2030-01-01'));
    expect(found.map(({ change }) => new Date(change.time).getUTCFullYear())).toEqual([2026, 2026, 2027]);
  });

  it('tells them apart and in words', () => {
    expect(isSameSchedule(daily, { ...daily, expression: '0  0 2 * * ?' })).toBe(true);
    expect(isSameSchedule(daily, { ...daily, end: daily.end + 1000 })).toBe(false);
    expect(
      isSameSchedule({ kind: 'every', intervalMs: 1, timeZone: 'UTC' }, { ...daily, kind: 'every', intervalMs: 1 }),
    ).toBe(false);
    expect(wordsOf(describeSchedule(daily))).toBe(
      'every day at 02:00 (Asia/Shanghai), from 2026-12-01 02:00:00 +08:00 on, before 2026-12-03 02:00:00 +08:00',
    );
  });
});

describe('limited schedules', () => {
  it('fire as somebody says who walks from minute to minute', () => {
    fc.assert(
      fc.property(plainSchedules, (plain) => {
        const { schedule } = plain;
        const walked = walkedFires(plain);
        const found: number[] = [];
        for (let at = nextFireTime(schedule, WALKED.from - 1); at !== undefined && at < WALKED.to;) {
          found.push(at);
          at = nextFireTime(schedule, at);
        }
        expect(found).toEqual(walked);
        expect(firesBetween(schedule, WALKED.from - 1, WALKED.to - 1)).toEqual(walked);
        expect(backwards(schedule)).toEqual(walked);
      }),
      { numRuns: 60 },
    );
  });
});

function backwards(schedule: Schedule): readonly number[] {
  const found: number[] = [];
  for (let at = previousFireTime(schedule, WALKED.to); at !== undefined && at >= WALKED.from;) {
    found.unshift(at);
    at = previousFireTime(schedule, at);
  }
  return found;
}
