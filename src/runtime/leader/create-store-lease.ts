import type { Lease, Store } from '../ports/index.ts';
import { createLease, type LeaseTiming } from './lease-loop.ts';

export interface StoreLeaseOptions extends LeaseTiming {
  readonly store: Pick<Store, 'acquireLease' | 'renewLease' | 'releaseLease' | 'leaseHolder'>;
  /** Unique for this process and start. */
  readonly holder: string;
  /** The store's lease; `leader` by default. */
  readonly leaseName?: string;
}

/** Leadership through the store's own lease row: no Redis needed. Hosts' clocks must agree to well within the time to live. */
export function createStoreLease(options: StoreLeaseOptions): Lease {
  const { store, holder, clock, ttlMs, leaseName = 'leader' } = options;
  return createLease(options, {
    acquire: () => store.acquireLease(leaseName, holder, ttlMs, clock.now()),
    renew: (fence) => store.renewLease(leaseName, holder, fence, ttlMs, clock.now()),
    release: (fence) => store.releaseLease(leaseName, holder, fence),
    holder: () => store.leaseHolder(leaseName, clock.now()),
    close: () => undefined,
  });
}
