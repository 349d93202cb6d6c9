import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../time/index.ts';
import { requiredUpstreamFire } from './upstream.ts';

const HOUR = 3_600_000;
const every = (hours: number): Schedule => ({ kind: 'every', intervalMs: hours * HOUR, timeZone: 'UTC' });

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
