import { describe, expect, it } from 'vitest';
import { PROTOCOLS } from './protocols/index.ts';
import { waitBefore, type RateLimit } from './wait-before.ts';

/** The times of so many messages, each sent as early as may be; `delays` are what each is late by for other reasons. */
function sendAll(limits: readonly RateLimit[], count: number, delays: readonly number[] = [0]): number[] {
  const sent: number[] = [];
  let now = 1_000_000;
  for (let index = 0; index < count; index++) {
    now += delays[index % delays.length] ?? 0;
    now += waitBefore(limits, sent, now);
    sent.push(now);
  }
  return sent;
}

/** The most that lie in a window of that length, wherever it begins. */
function mostWithin(sent: readonly number[], perMs: number): number {
  return Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + perMs).length));
}

describe('waitBefore', () => {
  it.each([
    ['dingtalk', 20, 60_000],
    ['wecom', 20, 60_000],
    ['feishu', 5, 1_000],
    ['feishu', 100, 60_000],
    ['slack', 1, 1_000],
  ] as const)(
    '%s gets at most %i in %i ms, wherever that begins, and all of it when it is due',
    (type, count, perMs) => {
      const { limits } = PROTOCOLS[type];
      for (const delays of [[0], [0, 700, 13, 4_000], [2_900]]) {
        const sent = sendAll(limits, 250, delays);
        expect(mostWithin(sent, perMs)).toBeLessThanOrEqual(count);
      }
      // nothing is held back but by the limits: a full window every window and its margin
      const sent = sendAll(limits, 240);
      const slowest = Math.max(...limits.map((limit) => (limit.perMs + 500) / limit.count));
      expect((sent.at(-1) ?? 0) - 1_000_000).toBeLessThanOrEqual(slowest * 240 + 60_500);
    },
  );

  it('lets the first ones go at once, and what has no limit always', () => {
    const sent = sendAll(PROTOCOLS.dingtalk.limits, 21);
    expect(sent.slice(0, 20).every((at) => at === 1_000_000)).toBe(true);
    expect(sent[20]).toBe(1_060_500);
    expect(waitBefore(PROTOCOLS.webhook.limits, sent, 1_000_000)).toBe(0);
  });

  it('waits for one window at most where the clock was put back', () => {
    const sent = Array.from({ length: 20 }, () => 1_000_000 + 86_400_000);
    expect(waitBefore(PROTOCOLS.dingtalk.limits, sent, 1_000_000)).toBe(60_500);
  });
});
