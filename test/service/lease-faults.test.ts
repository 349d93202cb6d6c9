import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { createRedisLease, type RedisAddress } from '../../src/runtime/leader/index.ts';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { Lease, Store } from '../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { collectLog, type LogEntry } from '../support/collect-log.ts';
import { freePort } from '../support/free-port.ts';
import { moveSlot, REDIS_PASSWORD, RedisServers, startCluster } from '../support/redis-servers.ts';
import { stack } from '../support/stack.ts';
import { LEADER, START } from '../support/store-contract/fixtures.ts';
import { tempDir } from '../support/temp-dir.ts';
import { troubledProxy } from '../support/troubled-proxy.ts';

const { redis } = await stack();
const clock = createSystemClock();
const TTL = 1500;
/** Far more than any of this needs: a busy machine is no failure. */
const WAIT = { timeout: 60_000, interval: 20 };

interface Node {
  readonly lease: Lease;
  readonly entries: readonly LogEntry[];
}

interface World {
  readonly store: Store;
  readonly servers: RedisServers;
  start(holder: string, connection: RedisAddress, fallback?: 'none' | 'store'): Node;
  /** Looks for so long that no two of the nodes lead at once. */
  never2(ms: number): Promise<void>;
}

async function withServers(work: (world: World) => Promise<void>): Promise<void> {
  await using folder = await tempDir();
  await using servers = new RedisServers(folder.path);
  const store = createSqliteStore({ path: join(folder.path, 'sluice.db'), clock });
  await store.open(START);
  const abort = new AbortController();
  const nodes: (Node & { readonly done: Promise<void> })[] = [];
  const start: World['start'] = (holder, connection, fallback = 'none') => {
    const { log, entries } = collectLog();
    const timing = { ttlMs: TTL, pollMs: 50, clock, log };
    const lease = createRedisLease({ ...timing, connection, key: 'test', leaseName: LEADER, holder, store, fallback });
    const done = lease.hold(abort.signal, () => undefined);
    const node = { lease, entries, done };
    nodes.push(node);
    return node;
  };
  const never2 = async (ms: number): Promise<void> => {
    const end = clock.monotonic() + ms;
    while (clock.monotonic() < end) {
      expect(nodes.filter(({ lease }) => lease.held).length).toBeLessThan(2);
      await clock.sleep(10);
    }
  };
  try {
    await work({ store, servers, start, never2 });
  } finally {
    abort.abort();
    await Promise.all(nodes.map(({ done }) => done));
    await store.close();
  }
}

// Where the stack has a Redis there is a `redis-server`.
describe.skipIf(redis === undefined)('a lease on a Redis in trouble', () => {
  test('put back from an old snapshot: one leads, under a fence greater than all before', async () => {
    await withServers(async ({ store, servers, start, never2 }) => {
      const server = await servers.start();
      const client = new Redis({ port: server.port });
      const first = start('first', server);
      await expect.poll(() => first.lease.held, WAIT).toBe(true);
      // What a snapshot of long ago has: another holder's key that has not passed, and a counter that is far behind.
      for (let terms = 0; terms < 20; terms += 1) await store.nextFence(LEADER, 0);
      await expect.poll(() => first.lease.fence, WAIT).toBe(22);
      start('second', server);
      await client.multi().flushall().set('{test}:holder', 'of long ago', 'PX', TTL).set('{test}:term', 3).exec();
      await expect.poll(() => first.lease.held, WAIT).toBe(false);
      await never2(3 * TTL);
      client.disconnect();
      expect(await store.currentFence(LEADER)).toBeGreaterThan(22);
    });
  });

  test('that is down at the start: nobody leads until it is up, or the row leads at once', async () => {
    await withServers(async ({ servers, start, never2 }) => {
      const port = await freePort();
      const waits = start('waits', { host: '127.0.0.1', port });
      await never2(TTL);
      expect(waits.lease.held).toBe(false);
      expect(waits.entries).toMatchObject([{ level: 'warn', fields: { code: 'LEASE_UNREACHABLE', port } }]);
      await servers.start([], 'server', port);
      await expect.poll(() => waits.lease.held, WAIT).toBe(true);
    });
    await withServers(async ({ start }) => {
      const goesOn = start('goes on', { host: '127.0.0.1', port: await freePort() }, 'store');
      await expect.poll(() => goesOn.lease.held, WAIT).toBe(true);
    });
  });

  test('that is slow: one leads while answers come in time, nobody when they take two thirds of the term, one when they are fast', async () => {
    await withServers(async ({ servers, start, never2 }) => {
      await using proxy = await troubledProxy(await servers.start());
      const address = { host: '127.0.0.1', port: proxy.port };
      proxy.delayMs = TTL / 12;
      const one = start('one', address);
      // The first term began before the connection, which takes several questions: it may be too short for a renewal.
      await never2(2 * TTL);
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      const { fence } = one.lease;
      const two = start('two', address);
      await never2(2 * TTL);
      expect([one.lease.fence, two.lease.held]).toEqual([fence, false]);
      proxy.delayMs = TTL / 3;
      await expect.poll(() => one.lease.held || two.lease.held, WAIT).toBe(false);
      await never2(TTL);
      expect([one.lease.held, two.lease.held]).toEqual([false, false]);
      proxy.delayMs = 0;
      await expect.poll(() => one.lease.held || two.lease.held, WAIT).toBe(true);
      await never2(TTL);
    });
  });

  test('behind a connection that is cut half open: it is given up for a new one, and one leads', async () => {
    await withServers(async ({ servers, start, never2 }) => {
      await using proxy = await troubledProxy(await servers.start());
      const one = start('one', { host: '127.0.0.1', port: proxy.port });
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      const { fence = Number.NaN } = one.lease;
      const before = proxy.connections();
      proxy.cutCable();
      await expect.poll(() => proxy.connections(), WAIT).toBeGreaterThan(before);
      await never2(2 * TTL);
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      expect(one.lease.fence).toBeGreaterThanOrEqual(fence);
    });
  });

  test('as a cluster that moves the slot of the lease while it is held: it goes on under its fence (ASK, then MOVED)', async () => {
    await withServers(async ({ servers, start }) => {
      const nodes = await startCluster(servers);
      const connection: RedisAddress = { mode: 'cluster', nodes, password: REDIS_PASSWORD };
      const one = start('one', connection);
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      const { fence } = one.lease;
      const two = start('two', connection);
      const lost: boolean[] = [];
      const watching = new AbortController();
      const watched = (async () => {
        while (!watching.signal.aborted) {
          if (!one.lease.held || two.lease.held) lost.push(true);
          await clock.sleep(10);
        }
      })();
      // While it is on its way the old node answers ASK for keys that have gone already, afterwards MOVED.
      const seen = await moveSlot(nodes, '{test}', () => clock.sleep(2 * TTL));
      await clock.sleep(2 * TTL);
      watching.abort();
      await watched;
      expect(seen).toEqual({ during: 'ASK', after: 'MOVED' });
      expect([one.lease.fence, lost]).toEqual([fence, []]);
    });
  });
});
