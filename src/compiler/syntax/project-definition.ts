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
  mode?: 'local' | 'session';
  url?: string;
  gateway?: string;
  home?: string;
  script?: { path: string; args?: string[]; waits?: boolean };
  options?: Record<string, unknown>;
}

/** What differs in one environment; merged over the base, key by key. */
export interface EnvironmentDefinition {
  datasources?: Record<string, Partial<Omit<DatasourceDefinition, 'name'>>>;
  engines?: Record<string, Partial<EngineDefinition>>;
  params?: Record<string, string | number | boolean>;
}
