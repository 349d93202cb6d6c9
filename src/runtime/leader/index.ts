export { createKeyLease, createRedisLease, type RedisLeaseOptions } from './redis/create-redis-lease.ts';
export type { RedisKey } from './redis/redis-key.ts';
export { createClient } from './redis/create-client.ts';
export { placeOf, type RedisAddress } from './redis/redis-address.ts';
export { redisFailure } from './redis/redis-failure.ts';
export { createStoreLease, type StoreLeaseOptions } from './create-store-lease.ts';
export { createFenceReader } from './fence-reader.ts';
export type { LeaseTiming } from './lease-loop.ts';
