import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { OperatingError } from '../../src/runtime/errors.ts';
import { createRedisLease } from '../../src/runtime/leader/index.ts';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { Lease, Store } from '../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { collectLog, type LogEntry } from '../support/collect-log.ts';
import { RedisServers, type RedisServer } from '../support/redis-servers.ts';
import { stack } from '../support/stack.ts';
import { LEADER, START } from '../support/store-contract/fixtures.ts';
import { tempDir } from '../support/temp-dir.ts';

const { redis } = await stack();
const clock = createSystemClock();
const TTL = 1500;
/** Far more than any of this needs: a busy machine is no failure. */
const WAIT = { timeout: 60_000, interval: 20 };
const gone = () => Promise.reject(new OperatingError('STORE_UNREACHABLE', 'gone', { retryable: true }));

interface Node {
  readonly lease: Lease;
  readonly entries: readonly LogEntry[];
  /** Tells it to stop, and waits for the end. */
  stop(): Promise<void>;
}

interface World {
  readonly store: Store;
  readonly server: RedisServer;
  readonly servers: RedisServers;
  start(holder: string, how?: { fallback?: 'none' | 'store'; server?: RedisServer; store?: Store }): Node;
  /** Looks for so long that no two of the nodes lead at once. */
  never2(ms: number): Promise<void>;
}

async function withRedis(work: (world: World) => Promise<void>): Promise<void> {
  await using folder = await tempDir();
  await using servers = new RedisServers(folder.path);
  const server = await servers.start();
  const store = createSqliteStore({ path: join(folder.path, 'sluice.db'), clock });
  await store.open(START);
  const nodes: Node[] = [];
  const start: World['start'] = (holder, { fallback = 'store', ...how } = {}) => {
    const { log, entries } = collectLog();
    const { host, port } = how.server ?? server;
    const options = {
      connection: { host, port },
      key: 'test',
      leaseName: LEADER,
      holder,
      ttlMs: TTL,
      pollMs: 50,
      clock,
      log,
      fallback,
    };
    const lease = createRedisLease({ ...options, store: how.store ?? store });
    const abort = new AbortController();
    const done = lease.hold(abort.signal, () => undefined);
    const stop = (): Promise<void> => {
      abort.abort();
      return done;
    };
    const node = { lease, entries, stop };
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
    await work({ store, server, servers, start, never2 });
  } finally {
    server.process.kill('SIGCONT');
    await Promise.all(nodes.map((node) => node.stop()));
    await store.close();
  }
}

const saidAway = ({ entries }: Node): number =>
  entries.filter(({ message }) => message === 'Redis is away: the lease goes on in the store alone').length;

// Where the stack has a Redis there is a `redis-server`.
describe.skipIf(redis === undefined)('a Redis that is lost', () => {
  test('with the store to fall back to, the leader leads on under its fence, and hands over through the store', async () => {
    await withRedis(async ({ server, start, never2 }) => {
      const one = start('one');
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      const two = start('two');
      const { fence } = one.lease;
      server.process.kill('SIGKILL');
      await never2(3 * TTL);
      expect(one.lease.fence).toBe(fence);
      expect([saidAway(one), saidAway(two)]).toEqual([1, 1]);
      await one.stop();
      await expect.poll(() => two.lease.held, WAIT).toBe(true);
      expect(two.lease.fence).toBeGreaterThan(fence ?? Number.NaN);
    });
  });

  test('that hangs and comes back, again and again, changes neither leader nor fence', async () => {
    await withRedis(async ({ server, start, never2 }) => {
      const one = start('one');
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      const two = start('two');
      const { fence } = one.lease;
      for (let round = 0; round < 3; round += 1) {
        server.process.kill('SIGSTOP');
        await never2(TTL);
        server.process.kill('SIGCONT');
        await never2(TTL);
      }
      expect([one.lease.fence, two.lease.held]).toEqual([fence, false]);
      await expect.poll(() => one.entries.at(-1)?.message, WAIT).toBe('Redis answers again');
    });
  });

  test('and silent does not keep the next leader from the row of one that is dead', async () => {
    await withRedis(async ({ server, store, start, never2 }) => {
      let dead = false;
      const never =
        <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
        (...args: A): Promise<R> =>
          dead ? new Promise<R>(() => undefined) : call(...args);
      const killed = { ...store, leaseTime: never(store.leaseTime), releaseLease: never(store.releaseLease) };
      const one = start('one', { store: killed });
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      const two = start('two');
      await never2(TTL);
      const { fence } = one.lease;
      server.process.kill('SIGSTOP');
      dead = true;
      const at = clock.monotonic();
      while (!two.lease.held) await never2(20);
      console.log(
        `the next leader beside a silent Redis: ${Math.round(clock.monotonic() - at)} ms of a term of ${TTL} ms`,
      );
      expect(two.lease.fence).toBeGreaterThan(fence ?? Number.NaN);
    });
  });

  test('by one node only: whoever leads, the other does not, though it has the key to itself', async () => {
    await withRedis(async ({ servers, start, never2 }) => {
      const lost = await servers.start();
      lost.process.kill('SIGKILL');
      const without = start('without', { server: lost });
      await expect.poll(() => without.lease.held, WAIT).toBe(true);
      const withIt = start('with');
      const { fence } = without.lease;
      await never2(3 * TTL);
      expect(without.lease.fence).toBe(fence);
      await without.stop();
      await expect.poll(() => withIt.lease.held, WAIT).toBe(true);
      start('another without', { server: lost });
      await never2(3 * TTL);
      expect(withIt.lease.held).toBe(true);
    });
  });

  test('flushed, or with a key from an old snapshot: the row in the store goes on to decide', async () => {
    await withRedis(async ({ server, start, never2 }) => {
      const one = start('one');
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      const two = start('two');
      const { fence } = one.lease;
      const client = new Redis({ port: server.port });
      await client.flushall();
      await never2(TTL);
      await client.set('{test}:holder', 'of an old snapshot', 'PX', TTL);
      await never2(2 * TTL);
      client.disconnect();
      expect([one.lease.fence, two.lease.held]).toEqual([fence, false]);
    });
  });

  test('with nothing to fall back to, nobody leads until it is back', async () => {
    await withRedis(async ({ server, start }) => {
      const one = start('one', { fallback: 'none' });
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      const two = start('two', { fallback: 'none' });
      server.process.kill('SIGSTOP');
      await expect.poll(() => one.lease.held, WAIT).toBe(false);
      await clock.sleep(2 * TTL);
      expect([one.lease.held, two.lease.held]).toEqual([false, false]);
      server.process.kill('SIGCONT');
      await expect.poll(() => one.lease.held || two.lease.held, WAIT).toBe(true);
    });
  });
});

describe.skipIf(redis === undefined)('a leader that reaches Redis and not the store', () => {
  test.each(['none', 'store'] as const)('gives way to one that reaches both (fallback %s)', async (fallback) => {
    await withRedis(async ({ store, start, never2 }) => {
      let cut = false;
      const unlessCut =
        <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
        (...args: A): Promise<R> =>
          cut ? gone() : call(...args);
      const cutOff: Store = {
        ...store,
        currentFence: unlessCut(store.currentFence),
        nextFence: unlessCut(store.nextFence),
        acquireLease: unlessCut(store.acquireLease),
        renewLease: unlessCut(store.renewLease),
        releaseLease: unlessCut(store.releaseLease),
      };
      const one = start('one', { fallback, store: cutOff });
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      const { fence = Number.NaN } = one.lease;
      const two = start('two', { fallback });
      cut = true;
      await expect.poll(() => two.lease.held, WAIT).toBe(true);
      expect(two.lease.fence).toBeGreaterThan(fence);
      await never2(2 * TTL);
      expect(two.lease.held).toBe(true);
    });
  });
});
