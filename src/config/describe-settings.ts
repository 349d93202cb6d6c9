import type { LeaseSetting } from './lease-settings.ts';
import type { Address, Setting, SettingProblem } from './setting-reader.ts';
import { readSettings, type Settings, type SettingsFlags } from './settings.ts';

/** One setting of the process as `config show` lists it. */
export interface DescribedSetting {
  readonly name: string;
  /** Null where it is not set; a secret is a reference, as `${secret:env/MYSQL_PASSWORD}`. */
  readonly value: string | number | null;
  /** `--port`, the environment variable, or `default`. */
  readonly origin: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Every setting with where it came from, and what is wrong with them. No secret is in it. */
export function describeSettings(
  flags: SettingsFlags,
  environment: Environment,
): { readonly settings: readonly DescribedSetting[]; readonly problems: readonly SettingProblem[] } {
  const { settings, problems } = readSettings(flags, environment);
  const { token, webhookSecret } = settings;
  // By the names of the settings, so that the type checker asks for one that is not told.
  const described: Readonly<Record<keyof Settings, readonly DescribedSetting[]>> = {
    stateDir: [whole('stateDir', settings.stateDir)],
    host: [whole('host', settings.host)],
    port: [whole('port', settings.port)],
    allowedHosts: [
      whole('allowedHosts', {
        ...settings.allowedHosts,
        value: settings.allowedHosts.value.length === 0 ? undefined : settings.allowedHosts.value.join(','),
      }),
    ],
    server: [whole('server', settings.server)],
    token: [
      token.value === undefined ? { name: 'token', value: null, origin: 'default' } : secret('token', token.origin),
    ],
    webhookSecret: [
      webhookSecret.value === undefined
        ? { name: 'webhookSecret', value: null, origin: 'default' }
        : secret('webhookSecret', webhookSecret.origin),
    ],
    concurrency: [whole('concurrency', settings.concurrency)],
    labels: [whole('labels', { ...settings.labels, value: settings.labels.value.join(',') || undefined })],
    compilerIdle: [whole('compilerIdle', settings.compilerIdle)],
    driftInterval: [whole('driftInterval', settings.driftInterval)],
    stopSeconds: [whole('stopSeconds', settings.stopSeconds)],
    keepRuns: [
      whole('keepRuns', {
        ...settings.keepRuns,
        value: settings.keepRuns.value === undefined ? 'forever' : `${settings.keepRuns.value / 86_400_000}d`,
      }),
    ],
    keepLast: [whole('keepLast', settings.keepLast)],
    logQuota: [
      whole('logQuota', {
        ...settings.logQuota,
        value: settings.logQuota.value === undefined ? 'none' : `${settings.logQuota.value / 1024 ** 2}MB`,
      }),
    ],
    logLevel: [whole('logLevel', settings.logLevel)],
    logFormat: [whole('logFormat', settings.logFormat)],
    source: [whole('source', settings.source)],
    apply: [whole('apply', settings.apply)],
    watch: [whole('watch', settings.watch)],
    git: describeGit(settings.git, environment),
    store: describeStore(settings.store, environment),
    lease: describeLease(settings.lease),
    bus: describeBus(settings.bus, environment),
  };
  return { settings: Object.values(described).flat(), problems };
}

function describeGit({ value, origin }: Settings['git'], environment: Environment): DescribedSetting[] {
  if (value === undefined) return [];
  const username = { value: value.username, origin: setIn(environment, ['SLUICE_GIT_USERNAME']) };
  return [
    whole('git.url', { value: value.url, origin }),
    whole('git.ref', { value: value.ref, origin: setIn(environment, ['SLUICE_GIT_REF']) }),
    whole('git.path', { value: value.path, origin: setIn(environment, ['SLUICE_GIT_PATH']) }),
    whole('git.poll', { value: value.pollMs / 1_000, origin: setIn(environment, ['SLUICE_GIT_POLL']) }),
    whole('git.username', username),
    value.token === undefined
      ? { name: 'git.token', value: null, origin: 'default' }
      : secret('git.token', 'SLUICE_GIT_TOKEN'),
  ];
}

function describeStore({ value, origin }: Settings['store'], environment: Environment): DescribedSetting[] {
  const kind = { name: 'store', value: value.kind, origin };
  if (value.kind === 'sqlite') return [kind, { name: 'store.path', value: value.path, origin }];
  const password = setIn(environment, ['MYSQL_PASSWORD']);
  return [
    kind,
    { name: 'store.host', value: value.host, origin: 'MYSQL_ADDRESS' },
    { name: 'store.port', value: value.port, origin: 'MYSQL_ADDRESS' },
    { name: 'store.database', value: value.database, origin: setIn(environment, ['MYSQL_DATABASE']) },
    { name: 'store.username', value: value.username, origin: setIn(environment, ['MYSQL_USER', 'MYSQL_USERNAME']) },
    password === 'default'
      ? { name: 'store.password', value: null, origin: password }
      : secret('store.password', password),
  ];
}

/** Passwords are told as references, whatever form Redis has. */
const LEASE_SECRETS: ReadonlySet<string> = new Set(['password', 'sentinelPassword']);

/** What has a value without a variable that says so. */
const DEFAULTED: ReadonlySet<string> = new Set(['password', 'fallback']);

function describeLease({ value, origin, origins }: LeaseSetting): DescribedSetting[] {
  const kind = { name: 'lease', value: value.kind, origin };
  if (value.kind === 'store') return [kind];
  const { kind: _kind, tls, fallback = 'none', password, ...rest } = value;
  const parts: Readonly<Record<string, unknown>> = {
    mode: 'standalone',
    ...rest,
    password: password ?? null,
    ...(tls === undefined ? {} : { tls: true, 'tls.caFile': tls.caFile, 'tls.serverName': tls.serverName }),
    fallback,
  };
  const described = Object.entries(parts).filter(([, part]) => part !== undefined);
  return [
    kind,
    ...described.map(([part, what]) => {
      const name = `lease.${part}`;
      const from = origins[part] ?? (DEFAULTED.has(part) ? 'default' : origin);
      if (what === null) return { name, value: null, origin: from };
      return LEASE_SECRETS.has(part) ? secret(name, from) : { name, value: shown(what), origin: from };
    }),
  ];
}

/** A part of an address as one text. */
function shown(part: unknown): string | number {
  if (typeof part === 'number') return part;
  if (!Array.isArray(part)) return String(part);
  return part
    .map(({ host, port }: Address) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`))
    .join(',');
}

function describeBus({ value, origin }: Settings['bus'], environment: Environment): DescribedSetting[] {
  const kind = { name: 'bus', value: value.kind, origin };
  if (value.kind === 'embedded') return [kind, { name: 'bus.dir', value: value.dir, origin }];
  const { login, tls } = value;
  const from = (variable: string): string => setIn(environment, [variable]);
  return [
    kind,
    { name: 'bus.brokers', value: value.brokers.join(','), origin },
    { name: 'bus.username', value: login?.username ?? null, origin: from('KAFKA_SASL_USERNAME') },
    login === undefined
      ? { name: 'bus.password', value: null, origin: 'default' }
      : secret('bus.password', 'KAFKA_SASL_PASSWORD'),
    { name: 'bus.mechanism', value: login?.mechanism ?? null, origin: from('KAFKA_SASL_MECHANISM') },
    { name: 'bus.tls', value: String(tls !== undefined), origin: from('KAFKA_TLS') },
    { name: 'bus.tls.caFile', value: tls?.caFile ?? null, origin: from('KAFKA_TLS_CA_FILE') },
    { name: 'bus.tls.serverName', value: tls?.serverName ?? null, origin: from('KAFKA_TLS_SERVER_NAME') },
  ];
}

function whole(name: string, { value, origin }: Setting<string | number | undefined>): DescribedSetting {
  return { name, value: typeof value === 'string' ? withoutUser(value) : (value ?? null), origin };
}

/** An address without the user and password that may stand in it. */
function withoutUser(text: string): string {
  return text.replace(/:\/\/[^/@\s]*@/, '://***@');
}

function secret(name: string, origin: string): DescribedSetting {
  return { name, value: `\${secret:env/${origin}}`, origin };
}

/** The first of the variables that is set, else `default`. */
function setIn(environment: Environment, names: readonly string[]): string {
  return names.find((name) => (environment[name] ?? '') !== '') ?? 'default';
}
