import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breakable, LAB_START, LEADER_FENCE } from '../../../test/support/runtime/runtime-lab.ts';
import {
  createSchedulerLab,
  every,
  HOUR,
  MINUTE,
  type SchedulerLab,
} from '../../../test/support/runtime/scheduler-lab.ts';
import { createWake } from '../observe/index.ts';
import { createScheduler } from './scheduler.ts';

const catchUp = { policy: 'catch-up', limit: 1_000 } as const;
const minutely = { schedule: every(MINUTE), misfire: catchUp, overlap: 'allow' } as const;

let lab: SchedulerLab;
beforeEach(async () => {
  lab = await createSchedulerLab();
});
afterEach(() => lab.close());

/** Minutes of the fires on record since the lab began. */
const minutes = async () => (await lab.runs('orders')).map(({ fireTime }) => (fireTime - LAB_START) / MINUTE);
const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

/** A scheduler whose clock on the wall is off by so much; how long it waits goes by the other one, as everywhere. */
function schedulerWhoseClockIs(offMs: number) {
  const clock = { ...lab.clock, now: () => lab.clock.now() + offMs };
  return createScheduler({ ...lab, clock, executors: createWake(lab.clock) });
}

describe('a clock on the wall that jumps', () => {
  it('back by an hour: nothing fires again, and it goes on when the clock has come there again', async () => {
    await lab.deployAs('orders', minutely, LAB_START + MINUTE);
    await lab.clock.advance(5 * MINUTE);
    await lab.look();
    expect(await minutes()).toEqual(upTo(5));
    const behind = schedulerWhoseClockIs(-HOUR);
    for (let passed = 0; passed < 60; passed += 5) {
      await lab.clock.advance(5 * MINUTE);
      expect(await behind.look(LEADER_FENCE)).toBeGreaterThan(0);
    }
    // its clock shows again what it showed when it was put back
    expect(await minutes()).toEqual(upTo(5));
    await lab.clock.advance(2 * MINUTE);
    await behind.look(LEADER_FENCE);
    expect(await minutes()).toEqual(upTo(7));
  });

  it('ahead by an hour, and back: what it fired too early does not fire again, and nothing is left out', async () => {
    await lab.deployAs('orders', minutely, LAB_START + MINUTE);
    await lab.clock.advance(2 * MINUTE);
    await lab.look();
    await schedulerWhoseClockIs(HOUR).look(LEADER_FENCE);
    expect(await minutes()).toEqual(upTo(62));
    for (const passed of [1, 29, 30]) {
      await lab.clock.advance(passed * MINUTE);
      await lab.look();
      expect(await minutes()).toEqual(upTo(62));
    }
    await lab.clock.advance(MINUTE);
    await lab.look();
    expect(await minutes()).toEqual(upTo(63));
  });

  it('ahead by an hour: late by then are its fires, and what becomes of them the misfire policy says', async () => {
    await lab.deployAs('orders', { ...minutely, misfire: { policy: 'fire-once', limit: 1 } }, LAB_START + MINUTE);
    await schedulerWhoseClockIs(HOUR).look(LEADER_FENCE);
    const [missed, ran, ...others] = await lab.runs('orders');
    expect(others).toEqual([]);
    expect(missed).toMatchObject({ state: 'skipped', reason: { code: 'MISFIRED', missed: { count: 59 } } });
    expect(ran).toMatchObject({ state: 'scheduled', fireTime: LAB_START + HOUR });
  });
});

describe('a store that is gone for a minute while fires are due', () => {
  it('has all of them on record when it is there again, each once', async () => {
    await lab.deployAs('orders', { ...minutely, schedule: every(MINUTE / 6) }, LAB_START + MINUTE / 6);
    const link = breakable(lab.store);
    const scheduler = createScheduler({ ...lab, store: link.store, executors: createWake(lab.clock) });
    for (let second = 0; second < 180; second += 5) {
      await lab.clock.advance(5_000);
      link.cut = second >= 60 && second < 120;
      const look = scheduler.look(LEADER_FENCE);
      await (link.cut ? expect(look).rejects.toMatchObject({ code: 'STORE_UNREACHABLE', retryable: true }) : look);
    }
    const fires = (await lab.runs('orders')).map(({ fireTime }) => (fireTime - LAB_START) / (MINUTE / 6));
    expect(fires).toEqual(upTo(18));
  });
});
