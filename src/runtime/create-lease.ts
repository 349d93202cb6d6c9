import { basename, dirname } from 'node:path';
import type { Clock, Lease, Log, Store } from './ports/index.ts';
import type { LeaseSettings, StoreSettings } from './runtime-options.ts';

/** `leader` reconciles and schedules; `relay` publishes, so that one process at a time does. */
export type LeaseName = 'leader' | 'relay';

export const LEASE_NAMES: readonly LeaseName[] = ['leader', 'relay'];

const DUTIES: Readonly<Record<LeaseName, { readonly can: string; readonly does: string }>> = {
  leader: { can: 'lead', does: 'leads' },
  relay: { can: 'publish events', does: 'publishes events' },
};

export interface LeaseParts {
  readonly name: LeaseName;
  readonly lease: LeaseSettings;
  readonly storeSettings: StoreSettings;
  readonly store: Store;
  readonly holder: string;
  readonly ttlMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** The lease that the settings name; the Redis driver is loaded only for Redis. */
export async function createLease(parts: LeaseParts): Promise<Lease> {
  const { name, lease, store, holder, ttlMs, clock, log } = parts;
  const duty = DUTIES[name];
  const leader = await import('./leader/index.ts');
  switch (lease.kind) {
    case 'store':
      return leader.createStoreLease({ store, leaseName: name, holder, ttlMs, clock, log, duty });
    case 'redis': {
      const { kind: _kind, fallback = 'none', ...connection } = lease;
      const key = `sluice:${await scopeOf(parts)}:${name}`;
      return leader.createRedisLease({
        connection,
        key,
        leaseName: name,
        holder,
        store,
        ttlMs,
        clock,
        log,
        duty,
        fallback,
      });
    }
    default:
      return lease satisfies never;
  }
}

/**
 * Those who share a store elect one leader, and nobody else: one Redis may serve many, also two databases of one name on
 * two servers. The server's address says nothing, as hosts may know it by different ones.
 */
async function scopeOf({ storeSettings, store }: LeaseParts): Promise<string> {
  const name = storeSettings.kind === 'mysql' ? storeSettings.database : basename(dirname(storeSettings.path));
  return `${name}:${await store.madeAt()}`;
}
