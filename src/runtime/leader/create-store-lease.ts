import type { Lease, Store } from '../ports/index.ts';
import { createLease, type LeaseKeeper, type LeaseTiming } from './lease-loop.ts';

/** The methods of a store that keep its lease row. */
export type RowStore = Pick<Store, 'leaseTime' | 'acquireLease' | 'renewLease' | 'releaseLease' | 'leaseHolder'>;

export interface StoreLeaseOptions extends LeaseTiming {
  readonly store: RowStore;
  /** Unique for this process and start. */
  readonly holder: string;
  /** The store's lease. */
  readonly leaseName: string;
}

/**
 * Leadership through the store's own lease row: no Redis needed. The row ends by the database's clock, the term of who
 * holds it by a monotonic one that started before the row was written: however hosts' clocks differ, the term ends first.
 */
export function createStoreLease(options: StoreLeaseOptions): Lease {
  return createLease(options, createRowKeeper(options));
}

/** The lease row as a keeper. */
export function createRowKeeper(options: StoreLeaseOptions): LeaseKeeper {
  const { store, holder, clock, ttlMs, leaseName } = options;
  const time = (): Promise<number> => store.leaseTime(clock.now());
  return {
    async acquire() {
      const askedAt = clock.monotonic();
      const now = await time();
      // Those who stand by only look: the row is locked by who has a chance.
      const other = await store.leaseHolder(leaseName, ttlMs, now);
      if (other !== undefined && other !== holder) return undefined;
      // Who stood still on the way compares by a time that is over. It asks again.
      if (clock.monotonic() - askedAt > ttlMs / 3) return undefined;
      return store.acquireLease(leaseName, holder, ttlMs, now);
    },
    renew: async (fence) => store.renewLease(leaseName, holder, fence, ttlMs, await time()),
    release: (fence) => store.releaseLease(leaseName, holder, fence),
    holder: async () => store.leaseHolder(leaseName, ttlMs, await time()),
    close: () => undefined,
  };
}
