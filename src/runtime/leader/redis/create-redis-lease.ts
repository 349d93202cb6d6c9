import type { Lease, Store } from '../../ports/index.ts';
import { createLease, type LeaseTiming } from '../lease-loop.ts';
import { ACQUIRE } from './acquire.lua.ts';
import type { RedisAddress } from './redis-address.ts';
import { createRedisConnection } from './redis-connection.ts';
import { RELEASE } from './release.lua.ts';
import { RENEW } from './renew.lua.ts';

export interface RedisLeaseOptions extends LeaseTiming {
  readonly connection: RedisAddress;
  /** Name of the lease in Redis; those who are to elect one leader use the same. */
  readonly key: string;
  /** Unique for this process and start. */
  readonly holder: string;
  readonly store: Pick<Store, 'nextFence' | 'currentFence'>;
  /** The store's lease whose fence guards leaders' writes; `leader` by default. */
  readonly leaseName?: string;
}

/**
 * Leadership through one Redis. Redis decides who tries; the store's fence decides whose writes count.
 * The fence comes from the store, so that a Redis that was flushed or put back from an old snapshot
 * cannot hand out an old one.
 */
export function createRedisLease(options: RedisLeaseOptions): Lease {
  const { key, holder, store, ttlMs, leaseName = 'leader' } = options;
  const redis = createRedisConnection(options.connection, Math.ceil(ttlMs / 3), options.clock);
  // The braces keep both keys on one node of a cluster.
  const holderKey = `{${key}}:holder`;
  const termKey = `{${key}}:term`;
  return createLease(options, {
    async acquire() {
      const term = await redis.run(ACQUIRE, [holderKey, termKey], [holder, ttlMs]);
      if (term === 0) return undefined;
      try {
        return { fence: await store.nextFence(leaseName, term) };
      } catch (thrown) {
        await redis.run(RELEASE, [holderKey], [holder]).catch(() => undefined);
        throw thrown;
      }
    },
    async renew(fence) {
      if ((await redis.run(RENEW, [holderKey], [holder, ttlMs])) === 0) return false;
      // One who acquired before us, stood still and woke up may have raised the fence above ours: our
      // writes are refused from then on, and only a new term gets a new fence. The store being away
      // says nothing about that.
      const newest = await store.currentFence(leaseName).catch(() => fence);
      return newest <= fence;
    },
    async release() {
      await redis.run(RELEASE, [holderKey], [holder]);
    },
    holder: () => redis.read(holderKey),
    close: () => redis.close(),
  });
}
