import type { EngineType } from './create-engines.ts';
import type { RedisAddress } from './leader/index.ts';
import type { Outside } from './outside.ts';
import type { Clock, CompileFolder, Log, Random } from './ports/index.ts';
import type { KeepRuns } from './retain/index.ts';
import type { GitPlace } from './sources/index.ts';

/** Where the truth is. */
export type StoreSettings =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'mysql';
      readonly host: string;
      readonly port: number;
      readonly database: string;
      readonly username: string;
      readonly password: string;
    };

/** How one leader is chosen. */
export type LeaseSettings =
  | { readonly kind: 'store' }
  /** `fallback`: what leads on while Redis is away; `none` stands still, and is the default. */
  | ({ readonly kind: 'redis'; readonly fallback?: 'none' | 'store' } & RedisAddress);

/** Where Kafka is and who logs in. The password is in no message and no log. */
export interface KafkaSettings {
  /** `host:port`, at least one. */
  readonly brokers: readonly string[];
  readonly login?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** Undefined = no TLS. `caFile` is a PEM file of authorities, the system's by default. */
  readonly tls?: { readonly caFile?: string; readonly serverName?: string };
}

/** Where committed events go. */
export type BusSettings =
  | { readonly kind: 'embedded'; readonly dir: string }
  | ({ readonly kind: 'kafka' } & KafkaSettings);

/** Where the desired state comes from. */
export type SourceSettings =
  | { readonly kind: 'folder' }
  /** A remote; `projectRoot` is then the folder of this host that relative paths of data start from. */
  | ({ readonly kind: 'git'; readonly pollMs: number } & GitPlace)
  /** Reviewed plans only: no folder is read. */
  | { readonly kind: 'apply' };

/** What a process does. `watch` goes with `reconcile`. */
export const RUNTIME_ROLES = ['reconcile', 'schedule', 'execute', 'relay'] as const;
/** One of {@link RUNTIME_ROLES}. */
export type RuntimeRole = (typeof RUNTIME_ROLES)[number];

/** What a process is to do, for which project, and with what. */
export interface RuntimeOptions {
  /** Absolute path of the repository with sluice.yaml. */
  readonly projectRoot: string;
  /** The project whose environment is served, for as long as the process lives: one of another name is not deployed. */
  readonly project: string;
  readonly environment: string;
  /** Private folder of this host: job logs, attempts, the register of processes. */
  readonly stateDir: string;
  readonly store: StoreSettings;
  readonly lease: LeaseSettings;
  readonly bus: BusSettings;
  readonly roles: ReadonlySet<RuntimeRole>;
  /** Default the folder at `projectRoot`. */
  readonly source?: SourceSettings;
  /** What becomes of a revision with errors: `pipeline`, the default, deploys what has none; `whole` nothing of it. */
  readonly apply?: 'pipeline' | 'whole';
  /** Looks at the files of a folder again and again in place of being told by the system, as on network file systems. */
  readonly pollFiles?: boolean;
  /** Compiles the project at a root for the environment. */
  readonly compile: CompileFolder;
  readonly log: Log;
  /** Engine types that this process runs; default all. */
  readonly engineTypes?: readonly EngineType[];
  /** That runs may ask an executor for (`runOn`); default none. */
  readonly labels?: readonly string[];
  /** Runs at once; default 4. */
  readonly concurrency?: number;
  /** How long this process may take to stop, in milliseconds; what runs in it may finish meanwhile. Default 5,000. */
  readonly stopMs?: number;
  /** How long runs, their events and logs are kept; default for ever. */
  readonly keepRuns?: KeepRuns;
  /** Bytes that the logs of runs may take here: the oldest of those that are over go first. Default as many as there are. */
  readonly logQuota?: number;
  /** Of the build, as other processes are told; default empty. */
  readonly version?: string;
  /** Roles that the process has beside {@link roles}, as other processes are told: `http`. */
  readonly otherRoles?: readonly string[];
  /** How long a store that cannot be reached at the start is waited for; default 0: it throws. */
  readonly waitForStoreMs?: number;
  /** How often the leader looks for drift, in milliseconds; absent or 0 = never by itself. */
  readonly driftIntervalMs?: number;
  /** How long a dead leader is waited for, in milliseconds; default 3,000. */
  readonly leaseTtlMs?: number;
  /** Where secrets come from; default the environment of the process. */
  readonly processEnvironment?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Name of this process in claims; default host, process id and start. */
  readonly executor?: string;
  /** A world in place of the one that the settings name. */
  readonly outside?: Outside;
}
