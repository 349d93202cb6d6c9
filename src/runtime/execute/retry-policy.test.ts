import { describe, expect, it } from 'vitest';
import type { AttemptRecord } from '../ports/index.ts';
import { judgeBadEnd, retryDelay, SHUTDOWN, type BadEnd, type RetryPolicy } from './retry-policy.ts';

const POLICY: RetryPolicy = { attempts: 3, backoff: 'exponential', initialMs: 1_000, maxMs: 5_000 };
const ONCE: RetryPolicy = { ...POLICY, attempts: 1 };
const earlier = (...attempts: [AttemptRecord['state'], string][]) =>
  attempts.map(([state, code]) => ({ state, reason: { code, message: '' } }));
const bad = (attemptState: BadEnd['attemptState'], retryable = true): BadEnd => ({
  attemptState,
  reason: { code: 'JOB_FAILED', message: '' },
  retryable,
});

describe('judgeBadEnd', () => {
  it('tries again while attempts remain, later each time', () => {
    expect(judgeBadEnd(POLICY, [], bad('failed'), 100, 0)).toEqual({ runState: 'retry-wait', notBefore: 1_100 });
    const second = earlier(['failed', 'JOB_FAILED']);
    expect(judgeBadEnd(POLICY, second, bad('timed-out'), 100, 0)).toEqual({ runState: 'retry-wait', notBefore: 2_100 });
    const third = earlier(['failed', 'JOB_FAILED'], ['failed', 'JOB_FAILED']);
    expect(judgeBadEnd(POLICY, third, bad('failed'), 100, 0)).toEqual({ runState: 'failed' });
    expect(judgeBadEnd(POLICY, third, bad('timed-out'), 100, 0)).toEqual({ runState: 'timed-out' });
  });

  it('ends at once what trying again cannot mend', () => {
    expect(judgeBadEnd(POLICY, [], bad('failed', false), 0, 0)).toEqual({ runState: 'failed' });
  });

  it('goes by what the pipeline says of a failure before what is known of it', () => {
    const never = { ...POLICY, never: [2, 'JOB_TIMED_OUT', 'ORA-00942'] };
    const ended = (exitCode: number, message = ''): BadEnd => ({
      ...bad('failed'),
      exitCode,
      reason: { code: 'JOB_FAILED', message },
    });
    const timedOut = { ...bad('timed-out'), reason: { code: 'JOB_TIMED_OUT', message: '' } };
    expect(judgeBadEnd(never, [], ended(2), 0, 0)).toEqual({ runState: 'failed' });
    expect(judgeBadEnd(never, [], ended(22), 0, 0)).toMatchObject({ runState: 'retry-wait' });
    expect(judgeBadEnd(never, [], bad('failed'), 0, 0)).toMatchObject({ runState: 'retry-wait' });
    expect(judgeBadEnd(never, [], timedOut, 0, 0)).toEqual({ runState: 'timed-out' });
    expect(judgeBadEnd(never, [], ended(1, 'java.sql: ORA-00942: no table'), 0, 0)).toEqual({ runState: 'failed' });
    const always = { ...POLICY, always: [127, 'JOB_FAILED'] };
    expect(judgeBadEnd(always, [], bad('failed', false), 0, 0)).toMatchObject({ runState: 'retry-wait' });
    expect(judgeBadEnd({ ...always, never: [127] }, [], ended(127), 0, 0)).toEqual({ runState: 'failed' });
    const third = earlier(['failed', 'JOB_FAILED'], ['failed', 'JOB_FAILED']);
    expect(judgeBadEnd(always, third, bad('failed', false), 0, 0)).toEqual({ runState: 'failed' });
  });

  it('gives the first lost attempt back, at once, and no other', () => {
    expect(judgeBadEnd(ONCE, [], bad('lost'), 100, 0)).toEqual({ runState: 'retry-wait', notBefore: 100 });
    expect(judgeBadEnd(ONCE, earlier(['lost', 'EXECUTOR_LOST']), bad('lost'), 100, 0)).toEqual({ runState: 'failed' });
    expect(judgeBadEnd(ONCE, earlier(['lost', 'EXECUTOR_LOST']), bad('failed'), 100, 0)).toEqual({
      runState: 'failed',
    });
  });

  it('does not count attempts that ended with their process by design', () => {
    const stopped = earlier(['cancelled', SHUTDOWN], ['cancelled', SHUTDOWN], ['failed', 'JOB_FAILED']);
    expect(judgeBadEnd(POLICY, stopped, bad('failed'), 0, 0)).toMatchObject({ runState: 'retry-wait' });
    expect(judgeBadEnd(ONCE, earlier(['cancelled', SHUTDOWN]), bad('failed'), 0, 0)).toEqual({ runState: 'failed' });
  });
});

describe('retryDelay', () => {
  it('doubles up to its limit, or stays, with at most a tenth of jitter', () => {
    expect([1, 2, 3, 4].map((made) => retryDelay(POLICY, made, 0))).toEqual([1_000, 2_000, 4_000, 5_000]);
    expect(retryDelay({ ...POLICY, backoff: 'fixed' }, 4, 0)).toBe(1_000);
    expect(retryDelay(POLICY, 1, 0.999)).toBeLessThanOrEqual(1_100);
  });
});
