import { withFailpoints } from '../../observe/index.ts';
import type { Lease, Store } from '../../ports/index.ts';
import { createRowKeeper, type RowStore } from '../create-store-lease.ts';
import { createLease, type LeaseTiming } from '../lease-loop.ts';
import { createFallbackKeeper } from './create-fallback-keeper.ts';
import { createRedisKey, type RedisKey, type RedisKeyOptions } from './redis-key.ts';

/** A lease whose key is kept by one Redis, however that is reached. */
export interface KeyLeaseOptions extends LeaseTiming {
  /** Unique for this process and start. */
  readonly holder: string;
  readonly store: Pick<Store, 'nextFence' | 'currentFence'> & RowStore;
  /** Who reads fences for all leases of this process; the store where there is none. */
  readonly fences?: Pick<Store, 'currentFence'>;
  /** The store's lease whose fence guards leaders' writes. */
  readonly leaseName: string;
  /** What leads on while Redis is away: `none` stands still (default), `store` goes on with the store's lease row. */
  readonly fallback?: 'none' | 'store';
}

export interface RedisLeaseOptions extends KeyLeaseOptions, RedisKeyOptions {}

/**
 * Leadership through one Redis. Redis decides who tries; the store's fence decides whose writes count.
 * The fence comes from the store, so that a Redis that was flushed or put back from an old snapshot
 * cannot hand out an old one.
 */
export function createRedisLease(options: RedisLeaseOptions): Lease {
  return createKeyLease(withFailpoints('redis', createRedisKey(options)), options);
}

/** The same over a key that is there already. */
export function createKeyLease(redis: RedisKey, options: KeyLeaseOptions): Lease {
  const { store, fences = store, leaseName, fallback = 'none' } = options;
  if (fallback === 'store') return createLease(options, createFallbackKeeper(redis, createRowKeeper(options), options));
  return createLease(options, {
    async acquire() {
      const term = await redis.acquire();
      if (term === 0) return undefined;
      try {
        return { fence: await store.nextFence(leaseName, term) };
      } catch (thrown) {
        await redis.release().catch(() => undefined);
        throw thrown;
      }
    },
    async renew(fence) {
      if (!(await redis.renew())) return false;
      // One who acquired before us, stood still and woke up may have raised the fence above ours: our writes are
      // refused from then on, and only a new term gets a new fence. Who does not reach the store leads nothing: that
      // is a renewal that failed, so that one who does reach it may lead.
      return (await fences.currentFence(leaseName)) <= fence;
    },
    release: () => redis.release(),
    holder: () => redis.holder(),
    close: () => redis.close(),
  });
}
