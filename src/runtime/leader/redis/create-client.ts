import type { ConnectionOptions } from 'node:tls';
import { Cluster, Redis, type ClusterOptions, type RedisOptions } from 'ioredis';
import { type AuthoritiesOf, readAuthorities } from '../../read-authorities.ts';
import type { RedisAddress, RedisTls } from './redis-address.ts';

const AUTHORITIES: AuthoritiesOf = { service: 'Redis', variable: 'REDIS_TLS_CA_FILE' };

export type RedisClient = Redis | Cluster;

/**
 * A client that is not connected yet and never connects by itself. By default ioredis queues commands while it is
 * disconnected and sends them again afterwards: an acquire would then run long after whoever asked for it has given up.
 * Throws AUTHORITIES_UNREADABLE for authorities that cannot be read.
 */
export async function createClient(address: RedisAddress, patienceMs: number): Promise<RedisClient> {
  const { username, password, database = 0 } = address;
  const tls = address.tls === undefined ? {} : { tls: await tlsOptions(address.tls) };
  const options = {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...tls,
    maxRetriesPerRequest: 1,
    autoResendUnfulfilledCommands: false,
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
  };
  const alone = {
    ...options,
    db: database,
    lazyConnect: true,
    enableOfflineQueue: false,
    retryStrategy: () => null,
  };
  switch (address.mode) {
    case 'sentinel':
      return new Redis({ ...alone, ...sentinelOptions(address, tls.tls, patienceMs) });
    case 'cluster':
      return new Cluster([...address.nodes], {
        redisOptions: options,
        ...clusterOptions(address.tls !== undefined, patienceMs),
      });
    default:
      return new Redis({ ...alone, host: address.host, port: address.port });
  }
}

function clusterOptions(secure: boolean, patienceMs: number): Omit<ClusterOptions, 'redisOptions'> {
  return {
    lazyConnect: true,
    enableOfflineQueue: false,
    clusterRetryStrategy: () => null,
    slotsRefreshTimeout: patienceMs,
    // A slot that moved says where to. More than that is for the next try, with what the nodes say by then.
    maxRedirections: 2,
    // By default names become addresses, and then no certificate of a name fits.
    ...(secure ? { dnsLookup: (name, found) => found(null, name, 0) } : {}),
  };
}

function sentinelOptions(
  address: Extract<RedisAddress, { mode: 'sentinel' }>,
  tls: ConnectionOptions | undefined,
  patienceMs: number,
): Omit<RedisOptions, 'replyMapping'> {
  const { sentinels, master, sentinelUsername, sentinelPassword } = address;
  return {
    sentinels: [...sentinels],
    name: master,
    ...(sentinelUsername === undefined ? {} : { sentinelUsername }),
    ...(sentinelPassword === undefined ? {} : { sentinelPassword }),
    ...(tls === undefined ? {} : { enableTLSForSentinelMode: true, sentinelTLS: tls }),
    sentinelRetryStrategy: () => null,
    sentinelCommandTimeout: patienceMs,
  };
}

async function tlsOptions({ caFile, serverName }: RedisTls): Promise<ConnectionOptions> {
  return {
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(caFile === undefined ? {} : { ca: await readAuthorities(caFile, AUTHORITIES) }),
  };
}
