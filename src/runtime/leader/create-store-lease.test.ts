import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collectLog, type LogEntry } from '../../../test/support/collect-log.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { createVirtualClock } from '../observe/index.ts';
import { OperatingError } from '../errors.ts';
import type { Lease, Store } from '../ports/index.ts';
import { createSqliteStore } from '../store/index.ts';
import { createStoreLease } from './index.ts';

const TTL = 3000;
const START = 1_772_323_200_000;
const gone = () => Promise.reject(new OperatingError('STORE_UNREACHABLE', 'gone', { retryable: true }));

/** Two processes that want to lead, on one store and one clock. */
async function twoHolders(work: (world: World) => Promise<void>, wrap: (store: Store) => Store = (store) => store) {
  await using folder = await tempDir();
  const clock = createVirtualClock(START);
  const store = createSqliteStore({ path: join(folder.path, 'a.db'), clock });
  await store.open(START);
  const told: string[] = [];
  const { log, entries } = collectLog();
  const begin = (holder: string) => {
    const stop = new AbortController();
    const lease = createStoreLease({
      store: wrap(store),
      leaseName: 'leader:p/e',
      holder,
      ttlMs: TTL,
      pollMs: 100,
      clock,
      log,
    });
    const done = lease.hold(stop.signal, (state) => told.push(`${holder} ${state.held ? 'leads' : state.reason}`));
    return { lease, stop: () => stop.abort(), done };
  };
  const [a, b] = [begin('a'), begin('b')];
  try {
    await work({
      clock,
      store,
      told,
      a,
      b,
      entries,
      warnings: () => entries.filter((entry) => entry.level === 'warn').length,
    });
  } finally {
    a.stop();
    b.stop();
    await clock.advance(TTL);
    await Promise.all([a.done, b.done]);
    await store.close();
  }
}

interface Holder {
  readonly lease: Lease;
  readonly done: Promise<void>;
  stop(): void;
}

interface World {
  readonly clock: ReturnType<typeof createVirtualClock>;
  readonly store: Store;
  readonly told: string[];
  readonly a: Holder;
  readonly b: Holder;
  readonly entries: readonly LogEntry[];
  warnings(): number;
}

describe('createStoreLease', () => {
  test('one leads as long as it renews, and hands over when it stops', async () => {
    await twoHolders(async ({ clock, store, told, a, b }) => {
      await clock.advance(10 * TTL);
      expect(told).toEqual(['a leads']);
      expect([a.lease.held, b.lease.held]).toEqual([true, false]);
      const first = a.lease.fence ?? 0;
      a.stop();
      await clock.advance(200);
      expect(told).toEqual(['a leads', 'a released', 'b leads']);
      expect(b.lease.fence).toBeGreaterThan(first);
      expect(await store.currentFence('leader:p/e')).toBe(b.lease.fence);
    });
  });

  test('is told of to who does not want to lead, and to those who do', async () => {
    await twoHolders(async ({ clock, store, a, b }) => {
      const { log } = collectLog();
      const looker = createStoreLease({ store, leaseName: 'leader:p/e', holder: 'c', ttlMs: TTL, clock, log });
      expect(await looker.holder()).toBe(undefined);
      await clock.advance(TTL);
      expect(await Promise.all([looker.holder(), looker.holder(), a.lease.holder(), b.lease.holder()])).toEqual(
        Array.from({ length: 4 }, () => 'a'),
      );
      expect(looker.held).toBe(false);
      a.stop();
      b.stop();
      await clock.advance(TTL);
      expect(await looker.holder()).toBe(undefined);
    });
  });

  test('says once for whom it stands by, and not before a dead one could have been it', async () => {
    await twoHolders(async ({ clock, entries }) => {
      const standing = () => entries.filter(({ message }) => message.startsWith('standing by'));
      await clock.advance(TTL / 2);
      expect(standing()).toEqual([]);
      await clock.advance(10 * TTL);
      expect(standing()).toMatchObject([{ level: 'info', message: 'standing by: a leads' }]);
    });
  });

  test('one whose renewals fail stops leading at two thirds of the time, before another begins', async () => {
    let broken = false;
    const wrap = (store: Store): Store => ({
      ...store,
      renewLease: (...args) =>
        broken
          ? Promise.reject(new OperatingError('STORE_UNREACHABLE', 'gone', { retryable: true }))
          : store.renewLease(...args),
      releaseLease: (...args) => (broken ? new Promise<void>(() => undefined) : store.releaseLease(...args)),
      acquireLease: (...args) =>
        broken && args[1] === 'a'
          ? Promise.reject(new OperatingError('STORE_UNREACHABLE', 'gone', { retryable: true }))
          : store.acquireLease(...args),
    });
    await twoHolders(async ({ clock, told, a, b, warnings }) => {
      await clock.advance(TTL);
      broken = true;
      for (let passed = 0; passed < 2 * TTL && !b.lease.held; passed += 50) {
        await clock.advance(50);
        expect(a.lease.held && b.lease.held).toBe(false);
      }
      expect(told).toEqual(['a leads', 'a not renewed in time', 'b leads']);
      expect(a.lease.fence).toBeUndefined();
      // One line for an outage, however often it is tried.
      expect(warnings()).toBeLessThanOrEqual(3);
      broken = false;
    }, wrap);
  });

  test('says what nobody can do while the lease cannot be asked for', async () => {
    const clock = createVirtualClock(START);
    const { log, entries } = collectLog();
    const store = { leaseTime: gone, acquireLease: gone, renewLease: gone, releaseLease: gone, leaseHolder: gone };
    const duty = { can: 'publish events', does: 'publishes events' };
    const stop = new AbortController();
    const done = createStoreLease({ store, leaseName: 'leader:p/e', holder: 'a', ttlMs: TTL, clock, log, duty }).hold(
      stop.signal,
      () => {},
    );
    await clock.advance(10 * TTL);
    expect(entries.map(({ message }) => message)).toEqual(['nobody can publish events: the lease cannot be asked for']);
    stop.abort();
    await clock.advance(TTL);
    await done;
  });

  test('a renewal that hangs does not prolong the lead', async () => {
    let hanging = false;
    const wrap = (store: Store): Store => ({
      ...store,
      renewLease: (...args) => (hanging ? new Promise<boolean>(() => undefined) : store.renewLease(...args)),
    });
    await twoHolders(async ({ clock, told, a }) => {
      await clock.advance(TTL);
      hanging = true;
      await clock.advance(TTL);
      expect(told[1]).toBe('a not renewed in time');
      hanging = false;
      expect(a.lease.held && told.at(-1) === 'b leads').toBe(false);
    }, wrap);
  });

  test('one whose question is never answered says so, asks again, and ends at once when it is told to', async () => {
    const clock = createVirtualClock(START);
    const { log, entries } = collectLog();
    let questions = 0;
    const silent = (): Promise<never> => {
      questions += 1;
      return new Promise<never>(() => undefined);
    };
    const store = {
      leaseTime: silent,
      acquireLease: silent,
      renewLease: silent,
      releaseLease: silent,
      leaseHolder: silent,
    };
    const stop = new AbortController();
    const lease = createStoreLease({ store, leaseName: 'leader:p/e', holder: 'a', ttlMs: TTL, clock, log });
    let over = false;
    const done = lease.hold(stop.signal, () => {}).then(() => (over = true));
    await clock.advance(4 * TTL);
    expect(questions).toBeGreaterThan(2);
    expect(entries).toMatchObject([
      { level: 'warn', fields: { code: 'LEASE_UNREACHABLE', help: expect.stringContaining('database') } },
    ]);
    stop.abort();
    await clock.advance(0);
    expect(over).toBe(true);
    await done;
  });

  test('gives back by its fence what it is told too late, and nothing that it was told since', async () => {
    let answer: (() => void) | undefined;
    let slow = true;
    const released: number[] = [];
    const wrap = (store: Store): Store => ({
      ...store,
      async acquireLease(...args) {
        const got = await store.acquireLease(...args);
        if (args[1] === 'a' && slow) await new Promise<void>((resolve) => (answer = resolve));
        return got;
      },
      releaseLease(name, holder, fence) {
        released.push(fence);
        return store.releaseLease(name, holder, fence);
      },
    });
    await twoHolders(async ({ clock, told, a, b, store }) => {
      await clock.advance(100);
      expect([a.lease.held, b.lease.held]).toEqual([false, false]);
      a.stop();
      await a.done;
      expect(told).toEqual([]);
      // The row was written, although nobody heard of it: others wait no longer than until it is told.
      expect(await store.leaseHolder('leader:p/e', TTL, clock.now())).toBe('a');
      answer?.();
      await clock.advance(200);
      expect(released).toEqual([1]);
      expect(told).toEqual(['b leads']);
      slow = false;
    }, wrap);
  });
});
