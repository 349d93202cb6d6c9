/** A value with where it came from, for `config show --origin` and for error texts. */
export interface Setting<T> {
  readonly value: T;
  /** For example `--port`, `MYSQL_ADDRESS`, `default`. */
  readonly origin: string;
}

/** The process's settings, read once at start and passed down. */
export interface Settings {
  readonly stateDir: Setting<string>;
  readonly store: Setting<
    | { readonly kind: 'sqlite'; readonly path: string }
    | {
        readonly kind: 'mysql';
        readonly host: string;
        readonly port: number;
        readonly database: string;
        readonly username: string;
        readonly password: string;
      }
  >;
  readonly lease: Setting<
    | { readonly kind: 'store' }
    | { readonly kind: 'redis'; readonly host: string; readonly port: number; readonly password?: string }
  >;
  readonly bus: Setting<
    | { readonly kind: 'embedded'; readonly dir: string }
    | { readonly kind: 'kafka'; readonly brokers: readonly string[] }
  >;
  readonly host: Setting<string>;
  readonly port: Setting<number>;
  readonly server: Setting<string | undefined>;
  readonly token: Setting<string | undefined>;
  readonly concurrency: Setting<number>;
  /** Where `serve` takes the desired state from: the project's folder, or reviewed plans alone. */
  readonly source: Setting<DesiredStateSource>;
}

/** `folder`: what the files say, always. `apply`: what `sluice apply` was given. */
export type DesiredStateSource = 'folder' | 'apply';

/** The command line's flags, as they were written; a flag goes before the environment. */
export interface SettingsFlags {
  readonly stateDir?: string;
  readonly host?: string;
  readonly port?: string;
  readonly server?: string;
  readonly concurrency?: string;
  readonly source?: string;
}

/** A setting that cannot be used: a user's mistake, told with its origin. */
export interface SettingProblem {
  readonly origin: string;
  readonly message: string;
  readonly help: string;
}

/** Where the HTTP server listens unless told otherwise. */
export const DEFAULT_PORT = 8470;

/**
 * Reads flags, then environment, then defaults. The names in use at sites that come from xxl-job and
 * FlinkX are taken as they are: MYSQL_ADDRESS, MYSQL_DATABASE, MYSQL_USERNAME (MYSQL_USER goes first),
 * MYSQL_PASSWORD, REDIS_HOST, REDIS_PORT, REDIS_PASSWORD.
 */
export function readSettings(
  flags: SettingsFlags,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly settings: Settings; readonly problems: readonly SettingProblem[] } {
  const reader = new Reader(environment);
  const stateDir = reader.text(flags.stateDir, '--state-dir', ['SLUICE_STATE_DIR'], '.sluice/state');
  const settings: Settings = {
    stateDir,
    store: reader.store(stateDir.value),
    lease: reader.lease(),
    bus: reader.bus(stateDir.value),
    host: reader.text(flags.host, '--host', ['SLUICE_HOST'], '127.0.0.1'),
    port: reader.number(flags.port, '--port', ['SLUICE_PORT'], DEFAULT_PORT, 0, 65_535),
    server: reader.optional(flags.server, '--server', ['SLUICE_SERVER']),
    token: reader.optional(undefined, '', ['SLUICE_TOKEN']),
    concurrency: reader.number(flags.concurrency, '--concurrency', ['SLUICE_CONCURRENCY'], 4, 1, 1000),
    source: reader.source(flags.source),
  };
  return { settings, problems: reader.problems };
}

class Reader {
  readonly problems: SettingProblem[] = [];
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  optional(flag: string | undefined, flagName: string, variables: readonly string[]): Setting<string | undefined> {
    if (flag !== undefined) return { value: flag, origin: flagName };
    for (const name of variables) {
      const value = this.#environment[name];
      if (value !== undefined && value !== '') return { value, origin: name };
    }
    return { value: undefined, origin: 'default' };
  }

  text(flag: string | undefined, flagName: string, variables: readonly string[], fallback: string): Setting<string> {
    const { value, origin } = this.optional(flag, flagName, variables);
    return { value: value ?? fallback, origin };
  }

  number(
    flag: string | undefined,
    flagName: string,
    variables: readonly string[],
    fallback: number,
    minimum: number,
    maximum: number,
  ): Setting<number> {
    const { value, origin } = this.optional(flag, flagName, variables);
    if (value === undefined) return { value: fallback, origin };
    const number = Number(value);
    if (Number.isInteger(number) && number >= minimum && number <= maximum) return { value: number, origin };
    this.problems.push({
      origin,
      message: `\`${value}\` is not a whole number from ${minimum} to ${maximum}`,
      help: `leave it out for ${fallback}`,
    });
    return { value: fallback, origin };
  }

  /** `host:port` or `host`; an IPv6 host in brackets. */
  address(value: string, origin: string, defaultPort: number): { host: string; port: number } {
    const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(value.trim());
    const port = Number(match?.[3] ?? defaultPort);
    if (!match || port > 65_535) {
      this.problems.push({
        origin,
        message: `\`${value}\` is not an address`,
        help: `write host:port, as in \`127.0.0.1:${defaultPort}\``,
      });
      return { host: '127.0.0.1', port: defaultPort };
    }
    return { host: match[1] ?? match[2] ?? '127.0.0.1', port };
  }

  store(stateDir: string): Settings['store'] {
    const chosen = this.optional(undefined, '', ['SLUICE_STORE']);
    const address = this.optional(undefined, '', ['MYSQL_ADDRESS']);
    const sqlite = { kind: 'sqlite', path: `${stateDir}/sluice.db` } as const;
    if (chosen.value !== undefined && !['sqlite', 'mysql'].includes(chosen.value)) {
      this.problems.push({
        origin: 'SLUICE_STORE',
        message: `\`${chosen.value}\` is no store`,
        help: 'use `sqlite` or `mysql`',
      });
    }
    if (chosen.value === 'sqlite') return { value: sqlite, origin: chosen.origin };
    if (address.value === undefined) {
      if (chosen.value !== 'mysql') return { value: sqlite, origin: 'default' };
      this.problems.push({
        origin: 'SLUICE_STORE',
        message: 'store `mysql` has no address',
        help: 'set MYSQL_ADDRESS to host:port',
      });
      return { value: sqlite, origin: 'SLUICE_STORE' };
    }
    const value = {
      kind: 'mysql' as const,
      ...this.address(address.value, address.origin, 3306),
      database: this.text(undefined, '', ['MYSQL_DATABASE'], 'sluice').value,
      username: this.text(undefined, '', ['MYSQL_USER', 'MYSQL_USERNAME'], 'root').value,
      password: this.text(undefined, '', ['MYSQL_PASSWORD'], '').value,
    };
    return { value, origin: address.origin };
  }

  source(flag: string | undefined): Settings['source'] {
    const { value = 'folder', origin } = this.optional(flag, '--source', ['SLUICE_SOURCE']);
    if (value === 'folder' || value === 'apply') return { value, origin };
    this.problems.push(
      value === 'git'
        ? {
            origin,
            message: 'the source `git` is not there yet: Sluice does not fetch a repository by itself',
            help: 'use `folder` on a clone that is kept up to date, or `apply` with plans that CI makes',
          }
        : { origin, message: `\`${value}\` is no source of desired state`, help: 'use `folder` or `apply`' },
    );
    return { value: 'folder', origin };
  }

  lease(): Settings['lease'] {
    const host = this.optional(undefined, '', ['REDIS_HOST']);
    if (host.value === undefined) return { value: { kind: 'store' }, origin: 'default' };
    const port = this.number(undefined, '', ['REDIS_PORT'], 6379, 1, 65_535).value;
    const password = this.optional(undefined, '', ['REDIS_PASSWORD']).value;
    return {
      value: { kind: 'redis', host: host.value, port, ...(password === undefined ? {} : { password }) },
      origin: host.origin,
    };
  }

  bus(stateDir: string): Settings['bus'] {
    const brokers = this.optional(undefined, '', ['SLUICE_KAFKA_BROKERS', 'KAFKA_BROKERS']);
    if (brokers.value === undefined)
      return { value: { kind: 'embedded', dir: `${stateDir}/events` }, origin: 'default' };
    return {
      value: {
        kind: 'kafka',
        brokers: brokers.value
          .split(',')
          .map((broker) => broker.trim())
          .filter(Boolean),
      },
      origin: brokers.origin,
    };
  }
}
