import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedUntil, closureAt, dueTimeOf, opensFrom, spreadFrom, startDelay, type Freeze } from './index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 9, 1);
/** As far as freezes are walked, minute by minute. */
const WALKED = 3 * 24 * 60;

/** Not a divisor of an hour, so that all minutes of it come. */
const STEP = 7;

/** A freeze as the tests know it: which minutes of the walk are within it. */
interface PlainFreeze {
  readonly freeze: Freeze;
  readonly isWithin: (minute: number) => boolean;
}

const rules = fc.record({
  policy: fc.constantFrom('deny', 'allow'),
  fires: fc.constantFrom('hold', 'skip'),
  name: fc.string({ minLength: 1, maxLength: 4 }),
});
const once = fc
  .record({ rule: rules, from: fc.integer({ min: -200, max: WALKED }), length: fc.integer({ min: 1, max: 2_000 }) })
  .map(({ rule, from, length }): PlainFreeze => ({
    freeze: { ...rule, window: { from: START + from * MINUTE, to: START + (from + length) * MINUTE } },
    isWithin: (minute) => minute >= from && minute < from + length,
  }));
/** Every day at one time of the day, by the clock of Shanghai, which is eight hours ahead all year. */
const daily = fc
  .record({ rule: rules, hour: fc.integer({ min: 0, max: 23 }), length: fc.integer({ min: 1, max: 1_439 }) })
  .map(({ rule, hour, length }): PlainFreeze => {
    const opens = {
      kind: 'cron',
      expression: `0 0 ${hour} * * ?`,
      dialect: 'quartz-2.5',
      timeZone: 'Asia/Shanghai',
    } as const;
    const first = ((hour + 16) % 24) * 60;
    return {
      freeze: { ...rule, window: { opens, forMs: length * MINUTE } },
      isWithin: (minute) => (((minute - first) % 1_440) + 1_440) % 1_440 < length,
    };
  });
const plainFreezes = fc.array(fc.oneof(once, daily), { maxLength: 4 });

/** What a person says who looks at one minute: whether something may start, and who skips where not. */
function said(plain: readonly PlainFreeze[], minute: number): 'open' | 'hold' | 'skip' {
  const denied = plain.filter(({ freeze, isWithin }) => freeze.policy === 'deny' && isWithin(minute));
  const allows = plain.filter(({ freeze }) => freeze.policy === 'allow');
  const closed = denied.length > 0 || allows.some(({ isWithin }) => isWithin(minute)) ? denied : allows;
  if (closed.length === 0) return 'open';
  return closed.some(({ freeze }) => freeze.fires === 'skip') ? 'skip' : 'hold';
}

describe('freezes', () => {
  it('close and open as somebody says who walks from minute to minute', () => {
    fc.assert(
      fc.property(plainFreezes, (plain) => {
        const freezes = plain.map(({ freeze }) => freeze);
        const untils = new Map<number, number>();
        for (let minute = WALKED - 1; minute >= 0; minute -= STEP) {
          const time = START + minute * MINUTE;
          const state = said(plain, minute);
          const closure = closureAt(freezes, time);
          expect(closure?.freeze.fires ?? 'open').toBe(state);
          if (state !== 'open' && closure?.until !== undefined) untils.set(minute, (closure.until - START) / MINUTE);
        }
        for (const [minute, until] of [...untils].slice(0, 20)) {
          if (until >= WALKED) continue;
          const between = Array.from({ length: until - minute }, (_, index) => said(plain, minute + index));
          expect([new Set(between).has('open'), said(plain, until)]).toEqual([false, 'open']);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('leave open from their end on twice as long as a held start is spread by, and spread none by more than its delay', () => {
    fc.assert(
      fc.property(plainFreezes, fc.integer({ min: 0, max: 600 * MINUTE }), (plain, delay) => {
        const freezes = plain.map(({ freeze }) => freeze);
        for (let minute = 0; minute < WALKED; minute += 60 * STEP) {
          const opens = closureAt(freezes, START + minute * MINUTE)?.until;
          if (opens === undefined) continue;
          const later = spreadFrom(opens, delay, freezes) - opens;
          expect(later).toBeLessThanOrEqual(delay);
          const from = (opens - START) / MINUTE;
          const between = Array.from({ length: Math.floor((2 * later) / MINUTE) + 1 }, (_, more) =>
            said(plain, from + more),
          );
          expect(new Set(between)).toEqual(new Set(['open']));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('know when the last of those that close some time of a span ends', () => {
    const minute = fc.integer({ min: 0, max: WALKED - 1 });
    fc.assert(
      fc.property(plainFreezes, minute, fc.integer({ min: 0, max: 600 }), (plain, from, length) => {
        const freezes = plain.map(({ freeze }) => freeze);
        const minutes = Array.from({ length: length + 1 }, (_, more) => from + more);
        const last = minutes.findLast((each) => said(plain, each) !== 'open');
        const end = closedUntil(freezes, START + from * MINUTE, START + (from + length) * MINUTE);
        expect(end).toBe(
          last === undefined ? undefined : (closureAt(freezes, START + last * MINUTE)?.until ?? Infinity),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('know the last end also after more windows than they walk through one by one', () => {
    const opens = { kind: 'cron', expression: '0 0 * * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' } as const;
    const hourly: Freeze = { name: 'a', policy: 'deny', fires: 'hold', window: { opens, forMs: HOUR / 2 } };
    const end = START + 1_000 * HOUR + HOUR / 2;
    expect(closedUntil([hourly], START, end - 20 * MINUTE)).toBe(end);
    expect(closedUntil([hourly], START, end + 20 * MINUTE)).toBe(end);
    const allowed: Freeze = { ...hourly, policy: 'allow' };
    expect(closedUntil([allowed], START, end - 20 * MINUTE)).toBe(end - HOUR / 2);
    // one window after the other without a gap is open all the time
    expect(closedUntil([{ ...allowed, window: { opens, forMs: HOUR } }], START, end)).toBeUndefined();
  });

  it('never open where nothing is allowed any more', () => {
    const over: Freeze = { name: 'a', policy: 'allow', fires: 'hold', window: { from: START, to: START + HOUR } };
    expect(opensFrom([over], START - HOUR)).toBe(START);
    expect(opensFrom([over], START + HOUR)).toBeUndefined();
    expect(closureAt([over], START + HOUR)).toEqual({ freeze: over, until: undefined });
    expect(opensFrom([], START)).toBe(START);
  });
});

describe('dueTimeOf', () => {
  const schedule = { kind: 'every', intervalMs: HOUR, timeZone: 'UTC', jitterMs: 30 * MINUTE } as const;
  const of = { project: 'shop', environment: 'prod', pipeline: 'orders' };
  const delay = startDelay(schedule, of);
  const held = (fires: 'hold' | 'skip'): Freeze => ({
    name: 'sale',
    policy: 'deny',
    fires,
    window: { from: START, to: START + 5 * HOUR },
  });

  it('is after the end of what holds it, and spread there too', () => {
    expect(dueTimeOf(START + HOUR, { schedule, freezes: [held('hold')] }, of)).toMatchObject({
      time: START + 5 * HOUR + delay,
      delay,
      held: { freeze: { name: 'sale' } },
    });
    expect(dueTimeOf(START + HOUR, { schedule, freezes: [held('skip')] }, of)).toEqual({
      time: START + HOUR + delay,
      delay,
    });
    expect(dueTimeOf(START + 5 * HOUR, { schedule, freezes: [held('hold')] }, of).time).toBe(START + 5 * HOUR + delay);
  });

  it('is within the time that is open, also where that is shorter than the delay', () => {
    const allow = {
      ...held('hold'),
      policy: 'allow',
      window: { from: START + 5 * HOUR, to: START + 5 * HOUR + 2 },
    } as const;
    expect(dueTimeOf(START, { schedule, freezes: [allow] }, of).time).toBe(START + 5 * HOUR);
    const again = { ...held('hold'), name: 'b', window: { from: START + 5 * HOUR + MINUTE, to: START + 6 * HOUR } };
    const { time } = dueTimeOf(START, { schedule, freezes: [held('hold'), again] }, of);
    expect(time).toBe(START + 5 * HOUR + (delay % (MINUTE / 2)));
    const overlapping = [0, 1].map((step) => ({
      ...allow,
      name: `${step}`,
      window: { from: START + (5 + step) * HOUR, to: START + (6 + step) * HOUR + 1 },
    }));
    expect(dueTimeOf(START, { schedule, freezes: overlapping }, of).time).toBe(START + 5 * HOUR + delay);
  });

  it('goes by the moment of the start, not of the fire', () => {
    expect(delay).toBeGreaterThan(0);
    // the fire is before the freeze, its start within it
    const late: Freeze = { ...held('hold'), window: { from: START + 1, to: START + HOUR } };
    expect(dueTimeOf(START, { schedule, freezes: [late] }, of).time).toBe(START + HOUR + delay);
  });
});
