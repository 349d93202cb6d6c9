import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../message/index.ts';
import { describeSchedule, isSameSchedule, nextFireTimes, startDelay, type Schedule } from './index.ts';

const MINUTE = 60_000;
const hourly: Schedule = { kind: 'every', intervalMs: 60 * MINUTE, timeZone: 'UTC' };
const spread: Schedule = { ...hourly, jitterMs: 5 * MINUTE };
const named = (pipeline: string) => ({ project: 'shop', environment: 'prod', pipeline });

describe('startDelay', () => {
  it('is less than the jitter, whole milliseconds, and the same whenever it is asked', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.string(),
        fc.integer({ min: 1, max: 2 ** 40 }),
        (project, environment, pipeline, jitterMs) => {
          const of = { project, environment, pipeline };
          const delay = startDelay({ ...hourly, jitterMs }, of);
          expect(Number.isInteger(delay) && delay >= 0 && delay < jitterMs).toBe(true);
          expect(startDelay({ ...hourly, jitterMs }, { ...of })).toBe(delay);
          expect(startDelay(hourly, of)).toBe(0);
        },
      ),
    );
  });

  it('spreads names that are nearly alike over all of it', () => {
    const slots = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 10_000; index += 1) {
      const slot = Math.floor((10 * startDelay(spread, named(`ods-table-${index}`))) / (5 * MINUTE));
      slots[slot] = (slots[slot] ?? 0) + 1;
    }
    // 1,000 each, plus or minus five times the root of that
    for (const count of slots) expect(Math.abs(count - 1_000)).toBeLessThan(160);
  });

  it('is another in another environment or project, and stays what it is from version to version', () => {
    const delays = [
      startDelay(spread, named('orders')),
      startDelay(spread, { ...named('orders'), environment: 'test' }),
      startDelay(spread, { ...named('orders'), project: 'shop2' }),
    ];
    expect(delays).toEqual([216_922, 230_884, 172_959]);
  });

  it('moves no fire and makes no other schedule, and is told', () => {
    expect(nextFireTimes(spread, 0, 9)).toEqual(nextFireTimes(hourly, 0, 9));
    expect(isSameSchedule(hourly, spread)).toBe(true);
    expect(isSameSchedule({ ...spread, end: 1 }, hourly)).toBe(false);
    expect(wordsOf(describeSchedule(spread))).toBe('every 1h, started up to 5m later, spread by name');
  });
});
