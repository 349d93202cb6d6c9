import type { AlertsDefinition, AlertsOverlayDefinition } from './alerts-definition.ts';
import type { DatasourceDefinition } from './datasource-definition.ts';

/** sluice.yaml. */
export interface ProjectDefinition {
  name: string;
  /** The year of the format that the project is written in. */
  edition?: number;
  defaults?: { timeZone?: string; engine?: string; owner?: string };
  engines?: Record<string, EngineDefinition>;
  /** How many runs of the pipelines that name a pool are under way at once. */
  pools?: Record<string, { slots: number }>;
  /** For `calendar` of a schedule. */
  calendars?: Record<string, CalendarDefinition>;
  /** Windows of time in which no run starts, or out of which none does. */
  freezes?: Record<string, FreezeDefinition>;
  /** Who is told when something is amiss. */
  alerts?: AlertsDefinition;
  environments?: Record<string, EnvironmentDefinition>;
  policies?: {
    prune?: 'never' | 'confirm' | 'auto';
    maxChangedShare?: number;
    /** A duration: `7d`. */
    restoreWindow?: string;
    selfHeal?: 'off' | 'record';
    approval?: ApprovalDefinition[];
    rules?: string[];
  };
}

/** Whose approval changes of some meanings need. */
export interface ApprovalDefinition {
  meaning?: ('destructive' | 'state-breaking' | 'data-affecting' | 'schedule' | 'resource' | 'cosmetic')[];
  by: string | string[];
  /** All when left out. */
  environments?: string[];
}

export interface EngineDefinition {
  type: 'flinkx' | 'chunjun' | 'flink-sql' | 'local' | 'command';
  /** Quoted, for example `"1.11"`. */
  version?: string;
  /** The two that make a cluster for each job are known, and refused. */
  mode?: 'local' | 'session' | 'yarn-session' | 'yarn-per-job' | 'kubernetes-session' | 'kubernetes-application';
  url?: string;
  yarn?: { resourceManagers: string[]; application?: string };
  kubernetes?: { cluster: string; namespace?: string; port?: number };
  gateway?: string;
  home?: string;
  jar?: string;
  script?: { path: string; args?: string[]; waits?: boolean };
  /** Labels that an executor has to have. */
  runOn?: string[];
  options?: Record<string, unknown>;
}

/** What differs in one environment; merged over the base, key by key. */
export interface EnvironmentDefinition {
  datasources?: Record<string, Partial<Omit<DatasourceDefinition, 'name'>>>;
  engines?: Record<string, Partial<EngineDefinition>>;
  params?: Record<string, string | number | boolean>;
  alerts?: AlertsOverlayDefinition;
}

/** Once, by `from` and `to`; or again and again, by `cron` and `for`. */
export interface FreezeDefinition {
  /** No start within it, or none but within it and others that allow. Default `deny`. */
  policy?: 'deny' | 'allow';
  /** What becomes of fires that are due while nothing may start. Default `hold`. */
  fires?: 'hold' | 'skip';
  /** ISO 8601, in `timeZone` where it has no offset. */
  from?: string;
  /** The first moment after it. */
  to?: string;
  /** Quartz with 6 or 7 fields, Unix with 5. */
  cron?: string;
  /** A duration: `8h`. */
  for?: string;
  /** IANA name; default `defaults.timeZone`, else UTC. */
  timeZone?: string;
  /** Names, globs, `tag:x`. Default: all pipelines. */
  select?: string[];
  /** Default: all environments. */
  environments?: string[];
}

/** Dates as `2026-12-24`. */
export interface CalendarDefinition {
  /** Default `weekdays`. */
  base?: 'weekdays' | 'cn-workdays' | 'every-day';
  /** Dates that are no working days. */
  exclude?: string[];
  /** Dates that are, whatever the base says. */
  include?: string[];
  /** The first date that it does not know. */
  until?: string;
}
