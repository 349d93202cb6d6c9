import { describe, expect, test } from 'vitest';
import { createStoreLease } from '../../src/runtime/leader/index.ts';
import { createPinoLog, createSystemClock } from '../../src/runtime/observe/index.ts';
import type { Clock } from '../../src/runtime/ports/index.ts';
import { openStore } from '../../src/runtime/index.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';
import { LEADER } from '../support/store-contract/fixtures.ts';

const { mariadb } = await stack();
const clock = createSystemClock();
const log = createPinoLog({ level: 'silent' });
const TTL = 1500;
const WAIT = { timeout: 60_000, interval: 20 };
const HOUR = 3_600_000;

/** A host whose clock is wrong. */
function skewed(by: number): Clock {
  return {
    now: () => clock.now() + by,
    monotonic: () => clock.monotonic(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
  };
}

describe.skipIf(mariadb === undefined)('hosts whose clocks are hours apart', () => {
  test('one leads as long as it renews, and the other soon after it is cut off', async () => {
    await using services = await privateServices('mariadb');
    const address = services.endpoints.mariadb;
    if (address === undefined) throw new Error('no private MariaDB');
    const settings = { kind: 'mysql', database: 'skew', ...address } as const;
    const stop = new AbortController();
    const begin = async (holder: string, skew: number) => {
      const own = skewed(skew);
      const store = await openStore(settings, own, log);
      let cut = false;
      // What a host that is cut off sees: nothing arrives, its lease is not given back.
      const asking =
        <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
        (...args: A): Promise<R> =>
          cut ? new Promise<R>(() => undefined) : call(...args);
      const lease = createStoreLease({
        store: {
          leaseTime: asking(store.leaseTime),
          acquireLease: asking(store.acquireLease),
          renewLease: asking(store.renewLease),
          releaseLease: asking(store.releaseLease),
          leaseHolder: asking(store.leaseHolder),
        },
        leaseName: LEADER,
        holder,
        ttlMs: TTL,
        pollMs: 50,
        clock: own,
        log,
      });
      const done = lease.hold(stop.signal, () => undefined);
      return { lease, done, store, cutOff: () => (cut = true) };
    };
    const late = await begin('late', -HOUR);
    await expect.poll(() => late.lease.held, WAIT).toBe(true);
    const early = await begin('early', HOUR);
    const { fence } = late.lease;
    for (let passed = 0; passed < 3 * TTL; passed += 50) {
      await clock.sleep(50);
      expect(early.lease.held).toBe(false);
    }
    expect(late.lease.fence).toBe(fence);
    late.cutOff();
    await expect
      .poll(() => {
        expect(late.lease.held && early.lease.held).toBe(false);
        return early.lease.held;
      }, WAIT)
      .toBe(true);
    stop.abort();
    await early.done;
    await Promise.all([late.store.close(), early.store.close()]);
  });
});
