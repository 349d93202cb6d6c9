import type { Clock } from '../../ports/index.ts';
import { ACQUIRE } from './acquire.lua.ts';
import type { RedisAddress } from './redis-address.ts';
import { createRedisConnection } from './redis-connection.ts';
import { RELEASE } from './release.lua.ts';
import { RENEW } from './renew.lua.ts';

/** What one process asks of the key of a lease. Each call throws LEASE_UNREACHABLE, LEASE_REFUSED, AUTHORITIES_UNREADABLE. */
export interface RedisKey {
  /** Takes the key where it is free or ours. The number of the term; 0 = another holds it. */
  acquire(): Promise<number>;
  /** False = it is no longer ours. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
  /** Who holds it now; undefined = nobody. */
  holder(): Promise<string | undefined>;
  close(): void;
}

export interface RedisKeyOptions {
  readonly connection: RedisAddress;
  /** Name of the lease in Redis; those who are to elect one leader use the same. */
  readonly key: string;
  /** Unique for this process and start. */
  readonly holder: string;
  readonly ttlMs: number;
  readonly clock: Clock;
}

export function createRedisKey({ connection, key, holder, ttlMs, clock }: RedisKeyOptions): RedisKey {
  const redis = createRedisConnection(connection, Math.ceil(ttlMs / 3), clock);
  // The braces keep both keys on one node of a cluster.
  const holderKey = `{${key}}:holder`;
  const termKey = `{${key}}:term`;
  return {
    acquire: () => redis.run(ACQUIRE, [holderKey, termKey], [holder, ttlMs]),
    renew: async () => (await redis.run(RENEW, [holderKey], [holder, ttlMs])) !== 0,
    release: async () => void (await redis.run(RELEASE, [holderKey], [holder])),
    holder: () => redis.read(holderKey),
    close: () => redis.close(),
  };
}
