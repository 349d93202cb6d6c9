/** A host and its port. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** Redis in one of the three forms in which it is run. Its passwords are in no message and no log. */
export type RedisAddress = RedisLogin &
  (
    | (HostAndPort & { readonly mode?: 'standalone' })
    | {
        readonly mode: 'sentinel';
        readonly sentinels: readonly HostAndPort[];
        /** The name under which Sentinel knows the master. */
        readonly master: string;
        readonly sentinelUsername?: string;
        readonly sentinelPassword?: string;
      }
    /** Some of the nodes; they know the others. */
    | { readonly mode: 'cluster'; readonly nodes: readonly HostAndPort[] }
  );

interface RedisLogin {
  readonly username?: string;
  readonly password?: string;
  /** Number of the database, 0 by default and always in a cluster. */
  readonly database?: number;
  /** Undefined = no TLS. */
  readonly tls?: RedisTls;
}

/** How the server, and Sentinel before it, proves who it is. */
export interface RedisTls {
  /** PEM file of the authorities; the system's by default. */
  readonly caFile?: string;
  /** The name that stands in the certificate, where it is not the host. */
  readonly serverName?: string;
}

/** The hosts that are asked first. */
export function hostsOf(address: RedisAddress): readonly HostAndPort[] {
  switch (address.mode) {
    case 'sentinel':
      return address.sentinels;
    case 'cluster':
      return address.nodes;
    default:
      return [address];
  }
}

/** Where Redis is, for people. */
export function placeOf(address: RedisAddress): string {
  const hosts = hostsOf(address).map(written).join(', ');
  switch (address.mode) {
    case 'sentinel':
      return `${address.master} of Sentinel ${hosts}`;
    case 'cluster':
      return `the cluster ${hosts}`;
    default:
      return hosts;
  }
}

function written({ host, port }: HostAndPort): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
