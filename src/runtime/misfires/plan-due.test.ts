import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../time/index.ts';
import { planDue } from './plan-due.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 2, 2);
const every = (intervalMs: number): Schedule => ({ kind: 'every', intervalMs, timeZone: 'UTC' });
const daily: Schedule = { kind: 'cron', expression: '0 0 0 * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' };
const times = (plan: ReturnType<typeof planDue>): number[] => plan.fires.map(({ fireTime }) => fireTime);

describe('planDue', () => {
  it('plans nothing before the fire is due, and gives it back as the next', () => {
    expect(planDue(every(MINUTE), { policy: 'skip', limit: 0 }, START + 1, START)).toEqual({
      skipped: undefined,
      fires: [],
      next: START + 1,
    });
  });

  it('fires what is at most a minute late, every one of them, whatever the policy', () => {
    for (const policy of ['skip', 'fire-once', 'catch-up'] as const) {
      const plan = planDue(every(20_000), { policy, limit: 1 }, START, START + MINUTE);
      expect(times(plan)).toEqual([START, START + 20_000, START + 40_000, START + MINUTE]);
      expect(plan.skipped).toBeUndefined();
      expect(plan.next).toBe(START + 80_000);
    }
  });

  it('skip: tells the misfires in one record and runs those on time', () => {
    const plan = planDue(every(HOUR), { policy: 'skip', limit: 0 }, START, START + 5 * HOUR + 10);
    expect(plan.skipped).toEqual({ first: START, last: START + 4 * HOUR, count: 5, exact: true });
    expect(times(plan)).toEqual([START + 5 * HOUR]);
    expect(plan.next).toBe(START + 6 * HOUR);
  });

  it('fire-once: makes one fire, the newest, of the whole backlog', () => {
    const late = planDue(every(HOUR), { policy: 'fire-once', limit: 1 }, START, START + 5 * HOUR + 30 * MINUTE);
    expect(late.fires).toEqual([{ fireTime: START + 5 * HOUR, misfired: true }]);
    expect(late.skipped).toEqual({ first: START, last: START + 4 * HOUR, count: 5, exact: true });
    const one = planDue(daily, { policy: 'fire-once', limit: 1 }, START, START + 2 * HOUR);
    expect(one).toEqual({
      skipped: undefined,
      fires: [{ fireTime: START, misfired: true }],
      next: START + 24 * HOUR,
    });
  });

  it('catch-up: runs the newest within the limit, oldest first, then those on time', () => {
    const plan = planDue(daily, { policy: 'catch-up', limit: 3 }, START, START + 5 * 24 * HOUR + 5);
    expect(plan.skipped).toEqual({ first: START, last: START + 24 * HOUR, count: 2, exact: true });
    expect(plan.fires).toEqual([
      { fireTime: START + 2 * 24 * HOUR, misfired: true },
      { fireTime: START + 3 * 24 * HOUR, misfired: true },
      { fireTime: START + 4 * 24 * HOUR, misfired: true },
      { fireTime: START + 5 * 24 * HOUR, misfired: false },
    ]);
    expect(plan.next).toBe(START + 6 * 24 * HOUR);
  });

  it('accounts for every fire of the arithmetic exactly once, for any policy and outage', () => {
    for (const policy of ['skip', 'fire-once', 'catch-up'] as const) {
      for (let outage = 0; outage < 40; outage++) {
        const now = START + outage * 7 * MINUTE + 123;
        const plan = planDue(every(10 * MINUTE), { policy, limit: 4 }, START, now);
        const due = Math.floor((now - START) / (10 * MINUTE)) + 1;
        expect(plan.fires.length + (plan.skipped?.count ?? 0)).toBe(due);
        expect(plan.next).toBe(START + due * 10 * MINUTE);
      }
    }
  });

  it('goes by the lateness that the pipeline gives', () => {
    const now = START + 10 * MINUTE;
    const patient = planDue(every(2 * MINUTE), { policy: 'skip', limit: 1, afterMs: 10 * MINUTE }, START, now);
    expect(patient.skipped).toBeUndefined();
    expect(patient.fires).toHaveLength(6);
    const strict = planDue(every(2 * MINUTE), { policy: 'skip', limit: 1, afterMs: 5 * MINUTE }, START, now);
    expect(strict.skipped).toMatchObject({ first: START, last: START + 4 * MINUTE, count: 3 });
    expect(times(strict)).toEqual([START + 6 * MINUTE, START + 8 * MINUTE, now]);
  });

  it('goes on from a record that was interrupted half-way', () => {
    const policy = { policy: 'catch-up', limit: 3 } as const;
    const now = START + 5 * 24 * HOUR + 5;
    const whole = planDue(daily, policy, START, now);
    const rest = planDue(daily, policy, whole.fires[1]?.fireTime ?? 0, now);
    expect(rest.skipped).toBeUndefined();
    expect(times(rest)).toEqual(times(whole).slice(1));
  });

  it('says that a count is a lower bound after years of a fast cron', () => {
    const fast: Schedule = { kind: 'cron', expression: '0/5 * * * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' };
    const plan = planDue(fast, { policy: 'skip', limit: 0 }, START, START + 3 * 24 * HOUR);
    expect(plan.skipped).toMatchObject({ count: 10_000, exact: false, last: START + 3 * 24 * HOUR - MINUTE - 5_000 });
  });

  it('fires a moment that has passed once, and has nothing after it', () => {
    const at: Schedule = { kind: 'at', time: START, timeZone: 'UTC' };
    expect(planDue(at, { policy: 'fire-once', limit: 1 }, START, START + HOUR)).toEqual({
      skipped: undefined,
      fires: [{ fireTime: START, misfired: true }],
      next: undefined,
    });
  });
});
