import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collectLog } from '../../../../test/support/collect-log.ts';
import { tempDir } from '../../../../test/support/temp-dir.ts';
import { OperatingError } from '../../errors.ts';
import { createVirtualClock } from '../../observe/index.ts';
import type { Clock, Store } from '../../ports/index.ts';
import { createSqliteStore } from '../../store/index.ts';
import { createKeyLease } from './create-redis-lease.ts';
import type { RedisKey } from './redis-key.ts';

const TTL = 3000;
const START = 1_772_323_200_000;

/** A Redis that takes each command and says nothing, until whoever asked gives up. */
function silentKey(clock: Clock): RedisKey {
  const silence = async (): Promise<never> => {
    await clock.sleep((2 * TTL) / 3);
    throw new OperatingError('LEASE_UNREACHABLE', 'silent', { retryable: true });
  };
  return { acquire: silence, renew: silence, release: silence, holder: silence, close: () => undefined };
}

describe('createFallbackKeeper', () => {
  test('with a Redis that is silent the next one leads as soon as the row of a dead one has passed', async () => {
    await using folder = await tempDir();
    const clock = createVirtualClock(START);
    const store = createSqliteStore({ path: join(folder.path, 'a.db'), clock });
    await store.open(START);
    const stop = new AbortController();
    const begin = (holder: string, own: Store) => {
      const { log, entries } = collectLog();
      const options = {
        store: own,
        leaseName: 'leader:p/e',
        holder,
        ttlMs: TTL,
        clock,
        log,
        fallback: 'store',
      } as const;
      const lease = createKeyLease(silentKey(clock), options);
      return { lease, entries, done: lease.hold(stop.signal, () => undefined) };
    };
    let dead = false;
    const never = <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) => {
      return (...args: A): Promise<R> => (dead ? new Promise<R>(() => undefined) : call(...args));
    };
    const first = begin('first', {
      ...store,
      leaseTime: never(store.leaseTime),
      releaseLease: never(store.releaseLease),
    });
    // Its own silent Redis keeps it no longer than a tenth of the time to live.
    for (let passed = 0; passed < TTL / 10 + 50; passed += 50) await clock.advance(50);
    expect(first.lease.held).toBe(true);
    const second = begin('second', store);
    for (let passed = 0; passed < 3 * TTL; passed += 50) await clock.advance(50);
    expect([first.lease.held, second.lease.held]).toEqual([true, false]);
    for (const { entries } of [first, second]) expect(entries.filter(({ level }) => level === 'warn')).toHaveLength(1);

    dead = true;
    let waited = 0;
    for (; !second.lease.held; waited += 50) {
      expect(waited).toBeLessThan(3 * TTL);
      await clock.advance(50);
      expect(first.lease.held && second.lease.held).toBe(false);
    }
    // A time to live of the row, a tenth of it for Redis, and two looks.
    expect(waited).toBeLessThanOrEqual(TTL + TTL / 10 + 200);
    stop.abort();
    await clock.advance(TTL);
    await Promise.all([first.done, second.done]);
    await store.close();
  });
});
