import type { Address, Setting, SettingReader } from './setting-reader.ts';

/** How the leader's lease is kept. Its shape is the runtime's, which takes it as it is. */
export type LeaseValue =
  | { readonly kind: 'store' }
  | ({ readonly kind: 'redis'; readonly fallback?: LeaseFallback } & RedisValue);

/** What leads on while Redis is away: nothing, or the store's lease row. */
export type LeaseFallback = 'none' | 'store';

/** Redis in one of the three forms in which it is run. */
export type RedisValue = RedisLogin &
  (
    | (Address & { readonly mode?: 'standalone' })
    | {
        readonly mode: 'sentinel';
        readonly sentinels: readonly Address[];
        /** The name under which Sentinel knows the master. */
        readonly master: string;
        readonly sentinelUsername?: string;
        readonly sentinelPassword?: string;
      }
    | { readonly mode: 'cluster'; readonly nodes: readonly Address[] }
  );

interface RedisLogin {
  readonly username?: string;
  readonly password?: string;
  readonly database?: number;
  readonly tls?: { readonly caFile?: string; readonly serverName?: string };
}

/** The lease with the origin of each of its parts, by the names of {@link LeaseValue}. */
export interface LeaseSetting extends Setting<LeaseValue> {
  readonly origins: Readonly<Record<string, string>>;
}

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26_379;
/** The variables that say where Redis is; one of them is enough. */
const PLACES = ['REDIS_URL', 'REDIS_HOST', 'REDIS_SENTINELS', 'REDIS_CLUSTER'] as const;

/** Where the lease is kept: in Redis when the environment says where that is, else in the store. */
export function readLease(reader: SettingReader): LeaseSetting {
  const given = PLACES.filter((name) => reader.variable(name).value !== undefined);
  const [origin, other] = given;
  if (origin === undefined) return { value: { kind: 'store' }, origin: 'default', origins: {} };
  if (other !== undefined) {
    reader.problem(other, `${origin} says where Redis is already`, `set one of ${PLACES.join(', ')}`);
  }
  const parts = new Parts();
  const placed = {
    REDIS_URL: fromUrl,
    REDIS_HOST: fromHost,
    REDIS_SENTINELS: fromSentinels,
    REDIS_CLUSTER: fromCluster,
  };
  const place = placed[origin](reader, parts);
  const login = readLogin(reader, parts, origin === 'REDIS_CLUSTER');
  const fallback = readFallback(reader, parts);
  const value = { kind: 'redis' as const, ...place, ...login, ...(fallback === undefined ? {} : { fallback }) };
  return { value, origin, origins: parts.origins };
}

type Place = DistributiveOmit<RedisValue, keyof RedisLogin>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What is known so far, and from where. */
class Parts {
  readonly origins: Record<string, string> = {};
  readonly login: { username?: string; password?: string; database?: number; tls?: boolean } = {};

  /** The value, its origin noted. */
  note<T>(name: string, { value, origin }: Setting<T>): T {
    this.origins[name] = origin;
    return value;
  }
}

function fromHost(reader: SettingReader, parts: Parts): Place {
  const host = parts.note('host', reader.text(undefined, '', ['REDIS_HOST'], ''));
  const port = parts.note('port', reader.number(undefined, '', ['REDIS_PORT'], REDIS_PORT, 1, 65_535));
  return { host, port };
}

function fromSentinels(reader: SettingReader, parts: Parts): Place {
  const sentinels = reader.addresses(
    listOf(reader, parts, 'sentinels', 'REDIS_SENTINELS'),
    'REDIS_SENTINELS',
    SENTINEL_PORT,
  );
  const master = parts.note('master', reader.text(undefined, '', ['REDIS_SENTINEL_MASTER'], 'mymaster'));
  const sentinelUsername = noted(parts, 'sentinelUsername', reader.variable('REDIS_SENTINEL_USERNAME'));
  const sentinelPassword = noted(parts, 'sentinelPassword', reader.variable('REDIS_SENTINEL_PASSWORD'));
  return {
    mode: 'sentinel',
    sentinels,
    master,
    ...(sentinelUsername === undefined ? {} : { sentinelUsername }),
    ...(sentinelPassword === undefined ? {} : { sentinelPassword }),
  };
}

function fromCluster(reader: SettingReader, parts: Parts): Place {
  const nodes = reader.addresses(listOf(reader, parts, 'nodes', 'REDIS_CLUSTER'), 'REDIS_CLUSTER', REDIS_PORT);
  return { mode: 'cluster', nodes };
}

function listOf(reader: SettingReader, parts: Parts, name: string, variable: string): string {
  return parts.note(name, reader.text(undefined, '', [variable], ''));
}

/** `redis://user:password@host:port/database`, `rediss://` with TLS. No message has the address in it: it may hold a password. */
function fromUrl(reader: SettingReader, parts: Parts): Place {
  const { value: text = '' } = reader.variable('REDIS_URL');
  const nowhere: Place = { host: '127.0.0.1', port: REDIS_PORT };
  const refuse = (message: string): Place => {
    reader.problem(
      'REDIS_URL',
      message,
      'write `redis://host:6379/0`, or `rediss://` with TLS; escape what is special in a password',
    );
    return nowhere;
  };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    return refuse('is not an address of Redis');
  }
  if (url.search !== '' || url.hash !== '') return refuse('has something behind `?` or `#`, which is not known here');
  const database = /^\/?(\d{0,5})$/.exec(url.pathname)?.[1];
  if (database === undefined) return refuse('names a database that is not a number');
  const [username, password] = [unescaped(url.username), unescaped(url.password)];
  if (username === undefined || password === undefined)
    return refuse('has a `%` in the user or password that begins no escape');
  const note = <T>(name: string, value: T): T => parts.note(name, { value, origin: 'REDIS_URL' });
  if (username !== '') parts.login.username = note('username', username);
  if (password !== '') parts.login.password = note('password', password);
  if (database !== '') parts.login.database = note('database', Number(database));
  if (url.protocol === 'rediss:') parts.login.tls = note('tls', true);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { host: note('host', host), port: note('port', url.port === '' ? REDIS_PORT : Number(url.port)) };
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Who logs in, to which database, over TLS or not. What the address says goes first. */
function readLogin(reader: SettingReader, parts: Parts, isCluster: boolean): RedisLogin {
  const username = parts.login.username ?? noted(parts, 'username', reader.variable('REDIS_USERNAME'));
  const password = parts.login.password ?? noted(parts, 'password', reader.variable('REDIS_PASSWORD'));
  const number = reader.number(undefined, '', ['REDIS_DATABASE'], 0, 0, 65_535);
  const database = parts.login.database ?? (number.origin === 'default' ? undefined : parts.note('database', number));
  if (isCluster && (database ?? 0) !== 0) {
    reader.problem('REDIS_DATABASE', 'Redis Cluster has the database 0 only', 'leave REDIS_DATABASE out');
  }
  const tls = readTls(reader, parts);
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    ...(tls === undefined ? {} : { tls }),
  };
}

function readTls(reader: SettingReader, parts: Parts): RedisLogin['tls'] {
  const asked = reader.variable('REDIS_TLS');
  const files = [reader.variable('REDIS_TLS_CA_FILE'), reader.variable('REDIS_TLS_SERVER_NAME')] as const;
  if (asked.value !== undefined && !['true', 'false'].includes(asked.value)) {
    reader.problem(
      'REDIS_TLS',
      `\`${asked.value}\` is neither \`true\` nor \`false\``,
      'use `true` for TLS, or leave it out',
    );
  }
  const contradicted = asked.value === 'false' && parts.login.tls === true;
  if (contradicted)
    reader.problem('REDIS_TLS', '`false` contradicts `rediss://` in REDIS_URL', 'leave one of them out');
  if (parts.login.tls !== true && asked.value !== 'true') {
    for (const { value, origin } of files) {
      if (value !== undefined)
        reader.problem(origin, 'is set, and Redis is spoken to without TLS', 'set REDIS_TLS to `true`');
    }
    return undefined;
  }
  if (parts.login.tls !== true) parts.note('tls', asked);
  const caFile = noted(parts, 'tls.caFile', files[0]);
  const serverName = noted(parts, 'tls.serverName', files[1]);
  return { ...(caFile === undefined ? {} : { caFile }), ...(serverName === undefined ? {} : { serverName }) };
}

function readFallback(reader: SettingReader, parts: Parts): LeaseFallback | undefined {
  const fallback = noted(parts, 'fallback', reader.variable('SLUICE_LEASE_FALLBACK'));
  if (fallback === undefined || fallback === 'none' || fallback === 'store') return fallback;
  reader.problem(
    'SLUICE_LEASE_FALLBACK',
    `\`${fallback}\` is nothing to fall back to`,
    'use `store` to lead on while Redis is away, or `none` to stand still',
  );
  return undefined;
}

/** The value of a variable that is set, its origin noted. */
function noted(parts: Parts, name: string, setting: Setting<string | undefined>): string | undefined {
  return setting.value === undefined ? undefined : parts.note(name, setting);
}
