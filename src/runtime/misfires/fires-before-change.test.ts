import { describe, expect, it } from 'vitest';
import type { Freeze, Schedule } from '../../time/index.ts';
import { firesBeforeChange, type ChangedClock } from './fires-before-change.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 2);
const store = { nextRun: async () => undefined };
const schedule: Schedule = { kind: 'every', intervalMs: MINUTE, timeZone: 'UTC' };
const skips = (from: number, to: number): Freeze => ({
  name: 'sale',
  policy: 'deny',
  fires: 'skip',
  window: { from: START + from * MINUTE, to: START + to * MINUTE },
});
const afterMs = 999_999 * MINUTE;

/** Fires of every minute up to `minutes`: the minute of each record, its state, why, and for how many it stands. */
async function records(minutes: number, change: Partial<ChangedClock>): Promise<readonly unknown[]> {
  const found = await firesBeforeChange(store, {
    key: { project: 'shop', environment: 'default', pipeline: 'orders' },
    was: { schedule },
    misfire: { policy: 'fire-once', limit: 1, afterMs },
    overlap: 'allow',
    from: START,
    now: START + minutes * MINUTE,
    isPaused: false,
    ...change,
  });
  return found.map(({ fireTime, state, reason }) => [
    (fireTime - START) / MINUTE,
    state,
    reason?.code,
    ...(reason?.missed === undefined ? [] : [reason.missed.count]),
  ]);
}

describe('firesBeforeChange', () => {
  const waits = (minute: number) => [minute, 'waiting', 'CATCH_UP'];
  const frozen = (minute: number) => [minute, 'skipped', 'FROZEN'];
  const missed = (minute: number, count: number) => [minute, 'skipped', 'MISFIRED', count];

  it('lets all wait that are on time where they may run beside each other or queue', async () => {
    for (const overlap of ['allow', 'queue-all', 'cancel-running'] as const)
      expect(await records(2, { overlap })).toEqual([waits(0), waits(1), waits(2)]);
  });

  it('lets the newest alone wait where one is skipped beside another, unless they are caught up with', async () => {
    for (const overlap of ['skip', 'queue-one'] as const) {
      expect(await records(4, { overlap })).toEqual([missed(3, 4), waits(4)]);
      const misfire = { policy: 'catch-up', limit: 2, afterMs: 0 } as const;
      expect(await records(4, { overlap, misfire })).toEqual([missed(1, 2), waits(2), waits(3), waits(4)]);
    }
  });

  it('skips what a freeze skips, by when each was due or by now, with its reason', async () => {
    const was = { schedule, freezes: [skips(1, 3)] };
    expect(await records(3, { was })).toEqual([waits(0), frozen(1), frozen(2), waits(3)]);
    expect(await records(2, { was })).toEqual([frozen(0), frozen(1), frozen(2)]);
    const end = { schedule, freezes: [skips(3, 5)] };
    expect(await records(5, { was: end, overlap: 'skip' })).toEqual([missed(4, 5), waits(5)]);
    const late = { ...skips(3, 5), window: { from: START + 5 * MINUTE, to: START + 5 * MINUTE + 1 } };
    expect(await records(5.5, { was: { schedule, freezes: [late] }, overlap: 'skip', from: START + MINUTE })).toEqual([
      missed(3, 3),
      waits(4),
      frozen(5),
    ]);
  });

  it('writes as many records for a hundred thousand fires as for four hundred', async () => {
    const newest = [missed(99_600, 99_601), ...Array.from({ length: 400 }, (_, index) => waits(99_601 + index))];
    const misfire = { policy: 'catch-up', limit: 200_000, afterMs: 0 } as const;
    expect(await records(100_000, {})).toEqual(newest);
    expect(await records(100_000, { misfire })).toEqual(newest);
    const late = { policy: 'fire-once', limit: 1, afterMs: 99_000 * MINUTE } as const;
    expect(await records(100_000, { misfire: late })).toEqual([missed(99_999, 100_000), waits(100_000)]);
    expect(await records(100_000, { isPaused: true })).toEqual([missed(100_000, 100_001)]);
  });
});
