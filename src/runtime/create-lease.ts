import { basename, dirname } from 'node:path';
import {
  leaderLease,
  RELAY_LEASE,
  schedulerLease,
  type Clock,
  type Lease,
  type Log,
  type Scope,
  type Store,
} from './ports/index.ts';
import type { LeaseSettings, StoreSettings } from './runtime-options.ts';

/** `leader` reconciles, `scheduler` schedules, `relay` publishes: one process at a time does each. */
export type LeaseDuty = 'leader' | 'scheduler' | 'relay';

const DUTIES: Readonly<Record<LeaseDuty, { readonly can: string; readonly does: string }>> = {
  leader: { can: 'lead', does: 'leads' },
  scheduler: { can: 'schedule', does: 'schedules' },
  relay: { can: 'publish events', does: 'publishes events' },
};

export interface LeaseParts {
  readonly duty: LeaseDuty;
  /** What this process serves: it leads that alone. It publishes for the whole store. */
  readonly scope: Scope;
  readonly lease: LeaseSettings;
  readonly storeSettings: StoreSettings;
  readonly store: Store;
  /** Who reads fences for all leases of this process. */
  readonly fences: Pick<Store, 'currentFence'>;
  readonly holder: string;
  readonly ttlMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** The name under which a lease is kept: a process leads its scope alone, and publishes for the whole store. */
export function nameOfLease(duty: LeaseDuty, scope: Scope): string {
  switch (duty) {
    case 'leader':
      return leaderLease(scope);
    case 'scheduler':
      return schedulerLease(scope);
    case 'relay':
      return RELAY_LEASE;
    default:
      return duty satisfies never;
  }
}

/** The lease that the settings name; the Redis driver is loaded only for Redis. */
export async function createLease(parts: LeaseParts): Promise<Lease> {
  const { lease, store, fences, holder, ttlMs, clock, log } = parts;
  const duty = DUTIES[parts.duty];
  const leaseName = nameOfLease(parts.duty, parts.scope);
  const leader = await import('./leader/index.ts');
  switch (lease.kind) {
    case 'store':
      return leader.createStoreLease({ store, leaseName, holder, ttlMs, clock, log, duty });
    case 'redis': {
      const { kind: _kind, fallback = 'none', ...connection } = lease;
      const key = `sluice:${await storeName(parts)}:${leaseName}`;
      return leader.createRedisLease({
        connection,
        key,
        leaseName,
        holder,
        store,
        fences,
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
 * Those who share a store elect leaders, and nobody else: one Redis may serve many, also two databases of one name on
 * two servers. The server's address says nothing, as hosts may know it by different ones.
 */
async function storeName({ storeSettings, store }: LeaseParts): Promise<string> {
  const name = storeSettings.kind === 'mysql' ? storeSettings.database : basename(dirname(storeSettings.path));
  return `${name}:${await store.madeAt()}`;
}
