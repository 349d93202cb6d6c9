import type { MysqlAddress } from '../store/index.ts';
import type { RedisAddress } from '../leader/index.ts';
import type { KafkaAddress } from '../bus/index.ts';
import type { GitPlace } from '../sources/index.ts';
import type { Clock, Log } from '../ports/index.ts';
import type { Check } from './check.ts';

/** The services that a daemon of these settings would use. */
export interface Services {
  readonly store: ({ readonly kind: 'mysql' } & MysqlAddress) | { readonly kind: 'sqlite'; readonly path: string };
  /** Undefined = the lease is in the store. */
  readonly redis: RedisAddress | undefined;
  /** Undefined = events go to files. */
  /** Its authorities are read when it is looked at. */
  readonly kafka: (() => Promise<KafkaAddress>) | undefined;
  readonly git: GitPlace | undefined;
}

/** A check for each service. Drivers are loaded only for those that are used. `version`: of this build. */
export async function serviceChecks(
  { store, redis, kafka, git }: Services,
  clock: Clock,
  log: Log,
  version: string,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  if (store.kind === 'mysql') {
    const { kind: _kind, ...address } = store;
    checks.push((await import('./check-mysql.ts')).mysqlCheck(address, clock, version));
  } else checks.push((await import('./check-sqlite.ts')).sqliteCheck(store.path));
  if (redis !== undefined) checks.push((await import('./check-redis.ts')).redisCheck(redis, clock));
  if (kafka !== undefined) checks.push((await import('./check-kafka.ts')).kafkaCheck(kafka, log));
  if (git !== undefined) checks.push((await import('./check-git.ts')).gitCheck(git, git.ref));
  return checks;
}
