import { type BusSetting, readBus } from './bus-settings.ts';
import { readGit, type GitSettings } from './git-settings.ts';
import { readLease, type LeaseSetting } from './lease-settings.ts';
import { SettingReader, type Setting, type SettingProblem } from './setting-reader.ts';

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
  readonly lease: LeaseSetting;
  readonly bus: BusSetting;
  readonly host: Setting<string>;
  readonly port: Setting<number>;
  /** Host names besides the loopback ones that the HTTP server answers to, in small letters. */
  readonly allowedHosts: Setting<readonly string[]>;
  readonly server: Setting<string | undefined>;
  readonly token: Setting<string | undefined>;
  /** What forges sign webhooks with. A secret. */
  readonly webhookSecret: Setting<string | undefined>;
  readonly concurrency: Setting<number>;
  /** That pipelines ask an executor for (`runOn`). */
  readonly labels: Setting<readonly string[]>;
  /** Seconds without a change after which the process that compiles a large project ends. */
  readonly compilerIdle: Setting<number>;
  /** How often the leader looks at what engines really run, in seconds; 0 = never by itself. */
  readonly driftInterval: Setting<number>;
  /** How long the daemon may take to stop; runs that end with it may finish meanwhile. */
  readonly stopSeconds: Setting<number>;
  /** The least important records that the process log has. */
  readonly logLevel: Setting<LogLevelName>;
  /** How the process log is written; `auto`: text on a terminal, JSON elsewhere. */
  readonly logFormat: Setting<LogFormat>;
  /** How long runs are kept after their end, in milliseconds; undefined = for ever. */
  readonly keepRuns: Setting<number | undefined>;
  /** So many of the latest runs of each pipeline are kept whatever their age. */
  readonly keepLast: Setting<number>;
  /** Bytes that the logs of runs may take on a host; undefined = as many as there are. */
  readonly logQuota: Setting<number | undefined>;
  /** Where `serve` takes the desired state from: the project's folder, a repository, or reviewed plans alone. */
  readonly source: Setting<DesiredStateSource>;
  /** What becomes of a revision with errors: what has none is deployed, or nothing. */
  readonly apply: Setting<'pipeline' | 'whole'>;
  /** How changes of a folder are seen: by what the system tells, or by looking, as on network file systems. */
  readonly watch: Setting<'auto' | 'poll'>;
  /** The repository, with the source `git`; undefined with another one. */
  readonly git: Setting<GitSettings | undefined>;
}

/** From the most to the least talkative; `silent` writes nothing. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
/** One of {@link LOG_LEVELS}. */
export type LogLevelName = (typeof LOG_LEVELS)[number];

/** Forms of the process log. */
export const LOG_FORMATS = ['auto', 'json', 'text'] as const;
/** One of {@link LOG_FORMATS}. */
export type LogFormat = (typeof LOG_FORMATS)[number];

/** `folder`: what the files say, always. `git`: what a branch or a tag of a remote says. `apply`: what `sluice apply` was given. */
export type DesiredStateSource = 'folder' | 'git' | 'apply';

/** The command line's flags, as they were written; a flag goes before the environment. */
export interface SettingsFlags {
  readonly stateDir?: string;
  readonly host?: string;
  readonly port?: string;
  readonly server?: string;
  readonly concurrency?: string;
  readonly labels?: string;
  readonly source?: string;
}

/** As schemas/pipeline.schema.json has it of `runOn`. */
export const LABEL_PATTERN = '^[a-z0-9]([a-z0-9._-]{0,48}[a-z0-9])?$';
const LABEL = new RegExp(LABEL_PATTERN, 'u');
/** What the store keeps of a process's labels. */
const LABELS_LENGTH = 2_000;

/** Where the HTTP server listens unless told otherwise. */
export const DEFAULT_PORT = 8470;

/**
 * Reads flags, then environment, then defaults. The names in use at sites that come from xxl-job and
 * FlinkX are taken as they are: MYSQL_ADDRESS, MYSQL_DATABASE, MYSQL_USERNAME (MYSQL_USER goes first),
 * MYSQL_PASSWORD, REDIS_HOST, REDIS_PORT, REDIS_PASSWORD. Other forms of Redis are in lease-settings.ts, Kafka in bus-settings.ts.
 */
export function readSettings(
  flags: SettingsFlags,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly settings: Settings; readonly problems: readonly SettingProblem[] } {
  const reader = new SettingReader(environment);
  const stateDir = reader.text(flags.stateDir, '--state-dir', ['SLUICE_STATE_DIR'], '.sluice/state');
  const source = readSource(reader, flags.source);
  const settings: Settings = {
    stateDir,
    store: readStore(reader, stateDir.value),
    lease: readLease(reader),
    bus: readBus(reader, stateDir.value),
    host: reader.text(flags.host, '--host', ['SLUICE_HOST'], '127.0.0.1'),
    port: reader.number(flags.port, '--port', ['SLUICE_PORT'], DEFAULT_PORT, 0, 65_535),
    allowedHosts: readAllowedHosts(reader),
    server: reader.optional(flags.server, '--server', ['SLUICE_SERVER']),
    token: reader.optional(undefined, '', ['SLUICE_TOKEN']),
    webhookSecret: reader.variable('SLUICE_WEBHOOK_SECRET'),
    concurrency: reader.number(flags.concurrency, '--concurrency', ['SLUICE_CONCURRENCY'], 4, 1, 1000),
    labels: readLabels(reader, flags.labels),
    compilerIdle: reader.number(undefined, '', ['SLUICE_COMPILER_IDLE'], 600, 1, 86_400),
    driftInterval: reader.number(undefined, '', ['SLUICE_DRIFT_INTERVAL'], 300, 0, 86_400),
    stopSeconds: reader.number(undefined, '', ['SLUICE_STOP_SECONDS'], 5, 2, 86_400),
    logLevel: reader.oneOf('SLUICE_LOG_LEVEL', LOG_LEVELS, 'info'),
    logFormat: reader.oneOf('SLUICE_LOG_FORMAT', LOG_FORMATS, 'auto'),
    keepRuns: readKeepRuns(reader),
    keepLast: reader.number(undefined, '', ['SLUICE_KEEP_LAST'], 100, 1, 1_000_000),
    logQuota: readLogQuota(reader),
    source,
    apply: reader.oneOf('SLUICE_APPLY', ['pipeline', 'whole'], 'pipeline'),
    watch: reader.oneOf('SLUICE_WATCH', ['auto', 'poll'], 'auto'),
    git: source.value === 'git' ? readGit(reader, source.origin) : { value: undefined, origin: 'default' },
  };
  return { settings, problems: reader.problems };
}

/** A name, with neither a scheme, a port nor a pattern: what a browser sends as the host. */
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)*$/;

function readAllowedHosts(reader: SettingReader): Settings['allowedHosts'] {
  const { value = '', origin } = reader.variable('SLUICE_ALLOWED_HOSTS');
  const names = value.split(',').flatMap((name) => name.trim().toLowerCase() || []);
  for (const name of names)
    if (!HOST_NAME.test(name))
      reader.problem(
        origin,
        `\`${name}\` is no name of a host`,
        'write names alone, as in `sluice.example.com,sluice`: no scheme, no port, no `*`',
      );
  return { value: names.filter((name) => HOST_NAME.test(name)), origin };
}

const DAY_MS = 86_400_000;
/** What is kept shorter would be missed by who comes back after a weekend. */
const SHORTEST_KEEP_DAYS = 7;

function readKeepRuns(reader: SettingReader): Settings['keepRuns'] {
  const { value = '90d', origin } = reader.variable('SLUICE_KEEP_RUNS');
  if (value === 'forever') return { value: undefined, origin };
  const [, days] = /^(\d{1,5})d$/.exec(value) ?? [];
  if (days !== undefined && Number(days) >= SHORTEST_KEEP_DAYS) return { value: Number(days) * DAY_MS, origin };
  reader.problem(
    origin,
    `\`${value}\` is not how long runs can be kept`,
    `write days, at least \`${SHORTEST_KEEP_DAYS}d\`, as in \`90d\`, or \`forever\``,
  );
  return { value: undefined, origin };
}

/** By 1024, as rates of pipelines are. */
const UNITS: Readonly<Record<string, number>> = { MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 };

function readLogQuota(reader: SettingReader): Settings['logQuota'] {
  const { value = '10GB', origin } = reader.variable('SLUICE_LOG_QUOTA');
  if (value === 'none') return { value: undefined, origin };
  const [, count, unit = ''] = /^([1-9]\d{0,5})(MB|GB|TB)$/.exec(value) ?? [];
  if (count !== undefined) return { value: Number(count) * (UNITS[unit] ?? 1), origin };
  reader.problem(
    origin,
    `\`${value}\` is not how much logs can take`,
    'write a whole number with `MB`, `GB` or `TB`, as in `10GB`, or `none`',
  );
  return { value: undefined, origin };
}

function readStore(reader: SettingReader, stateDir: string): Settings['store'] {
  const chosen = reader.optional(undefined, '', ['SLUICE_STORE']);
  const address = reader.optional(undefined, '', ['MYSQL_ADDRESS']);
  const sqlite = { kind: 'sqlite', path: `${stateDir}/sluice.db` } as const;
  if (chosen.value !== undefined && !['sqlite', 'mysql'].includes(chosen.value)) {
    reader.problems.push({
      origin: 'SLUICE_STORE',
      message: `\`${chosen.value}\` is no store`,
      help: 'use `sqlite` or `mysql`',
    });
  }
  if (chosen.value === 'sqlite') return { value: sqlite, origin: chosen.origin };
  if (address.value === undefined) {
    if (chosen.value !== 'mysql') return { value: sqlite, origin: 'default' };
    reader.problems.push({
      origin: 'SLUICE_STORE',
      message: 'store `mysql` has no address',
      help: 'set MYSQL_ADDRESS to host:port',
    });
    return { value: sqlite, origin: 'SLUICE_STORE' };
  }
  const value = {
    kind: 'mysql' as const,
    ...reader.address(address.value, address.origin, 3306),
    database: reader.text(undefined, '', ['MYSQL_DATABASE'], 'sluice').value,
    username: reader.text(undefined, '', ['MYSQL_USER', 'MYSQL_USERNAME'], 'root').value,
    password: reader.text(undefined, '', ['MYSQL_PASSWORD'], '').value,
  };
  return { value, origin: address.origin };
}

function readSource(reader: SettingReader, flag: string | undefined): Settings['source'] {
  const { value = 'folder', origin } = reader.optional(flag, '--source', ['SLUICE_SOURCE']);
  if (value === 'folder' || value === 'git' || value === 'apply') return { value, origin };
  reader.problems.push({
    origin,
    message: `\`${value}\` is no source of desired state`,
    help: 'use `folder`, `git` or `apply`',
  });
  return { value: 'folder', origin };
}

/** Said once each, in one order. What no pipeline could ask for is a problem: nothing would ever match it. */
function readLabels(reader: SettingReader, flag: string | undefined): Setting<readonly string[]> {
  const { value = '', origin } = reader.optional(flag, '--labels', ['SLUICE_LABELS']);
  const said = value.split(',').flatMap((label) => label.trim() || []);
  const labels = [...new Set(said)].toSorted();
  const strange = labels.filter((label) => !LABEL.test(label));
  if (strange.length > 0)
    reader.problem(
      origin,
      `\`${strange.join(', ')}\` cannot be a label`,
      'write labels of small letters, digits, `.`, `_` and `-`, with a comma between: `dc-a,gpu`',
    );
  else if (labels.join(',').length > LABELS_LENGTH)
    reader.problem(origin, `the labels take more than ${LABELS_LENGTH} characters`, 'leave some out, or shorten them');
  return { value: labels, origin };
}
