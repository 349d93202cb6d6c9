import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../time/index.ts';
import { commonFireTimes, requiredUpstreamFire } from './upstream.ts';

const HOUR = 3_600_000;
const every = (hours: number): Schedule => ({ kind: 'every', intervalMs: hours * HOUR, timeZone: 'UTC' });
const upstreamRun = (fireTime: number) => ({ fireTime, trigger: 'upstream' as const });

describe('requiredUpstreamFire', () => {
  it('is the same fire on the same schedule', () => {
    expect(requiredUpstreamFire(every(1), 4 * HOUR, 5 * HOUR)).toBe(5 * HOUR);
  });
  it('is the latest one since the previous own fire on another schedule, or none', () => {
    expect(requiredUpstreamFire(every(2), 3 * HOUR, 5 * HOUR)).toBe(4 * HOUR);
    expect(requiredUpstreamFire(every(24), 3 * HOUR, 5 * HOUR)).toBeUndefined();
  });
  it('is the same fire time for an upstream without a clock, and nothing for a stream', () => {
    expect(requiredUpstreamFire({ kind: 'manual', timeZone: 'UTC' }, 1, 2)).toBe(2);
    expect(requiredUpstreamFire({ kind: 'continuous', timeZone: 'UTC' }, 1, 2)).toBeUndefined();
  });
});

describe('commonFireTimes', () => {
  it('takes the fire times for which every upstream succeeded, oldest first', () => {
    expect(
      commonFireTimes(
        [
          [30, 20, 10],
          [30, 10, 5],
        ],
        [upstreamRun(5)],
      ),
    ).toEqual([10, 30]);
  });
  it('never repeats a fire on record', () => {
    expect(commonFireTimes([[30, 20, 10]], [upstreamRun(10), upstreamRun(30)])).toEqual([20]);
    expect(commonFireTimes([[30]], [{ fireTime: 30, trigger: 'manual' }])).toEqual([]);
  });
  it('leaves alone what succeeded before the dependent was there', () => {
    expect(commonFireTimes([[30, 20, 10]], [])).toEqual([30]);
    expect(commonFireTimes([[30, 20, 10]], [{ fireTime: 99, trigger: 'manual' }])).toEqual([30]);
  });
  it('has nothing for a pipeline without upstreams', () => {
    expect(commonFireTimes([], [])).toEqual([]);
  });
});
