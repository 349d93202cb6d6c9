import { describe, expect, it } from 'vitest';
import { createVirtualClock } from './virtual-clock.ts';
import { createWake } from './wake.ts';

describe('createVirtualClock', () => {
  it('wakes sleepers in the order of their moments, each at its own time', async () => {
    const clock = createVirtualClock(1_000);
    const seen: [string, number][] = [];
    const sleepThen = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      seen.push([name, clock.now()]);
    };
    void sleepThen('late', 200);
    void sleepThen('early', 50).then(() => sleepThen('chained', 100));
    await clock.advance(300);
    expect(seen).toEqual([
      ['early', 1_050],
      ['chained', 1_150],
      ['late', 1_200],
    ]);
    expect(clock.now()).toBe(1_300);
    expect(clock.monotonic()).toBe(300);
  });

  it('wakes a sleeper whose signal is aborted, without moving time', async () => {
    const clock = createVirtualClock(0);
    const stop = new AbortController();
    let woken = false;
    void clock.sleep(1_000, stop.signal).then(() => (woken = true));
    stop.abort();
    await clock.settle();
    expect(woken).toBe(true);
    expect(clock.now()).toBe(0);
  });
});

describe('createWake', () => {
  it('keeps a nudge that comes while nobody waits, once', async () => {
    const clock = createVirtualClock(0);
    const wake = createWake(clock);
    const never = new AbortController().signal;
    wake.wake();
    wake.wake();
    await wake.wait(1_000, never);
    expect(clock.now()).toBe(0);
    let woken = false;
    void wake.wait(1_000, never).then(() => (woken = true));
    await clock.advance(999);
    expect(woken).toBe(false);
    await clock.advance(1);
    expect(woken).toBe(true);
  });
});
