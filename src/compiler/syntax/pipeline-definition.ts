import type { AlertRoutesDefinition } from './alerts-definition.ts';

/** A duration as text: `30s`, `5m`, `1h30m`, `2d`. */
export type DurationText = string;

/** What an author writes: one YAML document, or one TypeScript default export. */
export interface PipelineDefinition {
  /** Lower-case letters, digits and `-`; unique in the repository. */
  name: string;
  /** Its name before: clock, cursor and runs go on under the new one. */
  moved?: { from: string };
  owner?: string;
  description?: string;
  tags?: string[];
  /** `suspended` keeps the pipeline deployed but never fires it. Default `running`. */
  state?: 'running' | 'suspended';
  /** From 0 (last) to 100 (first) when runs wait for an executor. Default 50. */
  priority?: number;
  /** Labels that an executor has to have, beside those of the engine. */
  runOn?: string[];
  /** Name of a pool in sluice.yaml: its runs take a slot of it. */
  pool?: string;
  /** Channels of sluice.yaml that are told when something is amiss; default: `alerts.default` there. */
  alerts?: AlertRoutesDefinition;
  schedule?: 'manual' | 'continuous' | ScheduleDefinition;
  /** Names of pipelines whose run for the same fire time must have succeeded: all of them, or as it says. */
  dependsOn?: string[] | DependsOnDefinition;
  retry?: RetryDefinition;
  /** A run is stopped after this long. */
  timeout?: DurationText;
  /** An attempt that its engine does not run this long after its start is stopped. */
  startTimeout?: DurationText;
  /** Name of an engine in sluice.yaml; default: `defaults.engine` there. */
  engine?: string;
  /** Values that a run may override: `${name}` in texts. */
  params?: Record<string, string | number | boolean | ParameterDefinition>;
  source?: SourceDefinition;
  transform?: TransformDefinition;
  sink?: SinkDefinition;
  /** A program and its arguments, run without a shell, in place of source and sink. */
  command?: string[];
  settings?: SettingsDefinition;
  /** What has to be so after a run, or it has failed. */
  expect?: ExpectationDefinition;
}

export interface ExpectationDefinition {
  /** How many rows a run writes. */
  rows?: { min?: number; max?: number };
  /** How old the newest row may be that was read, by the incremental column, when a run ends. */
  freshness?: DurationText;
  /** Source and sink are asked how many rows they have, and say the same. */
  sameRows?: boolean | SameRowsDefinition;
  /** What becomes of a run that does not meet it. Default `fail`. */
  onFailure?: 'fail' | 'retry' | 'warn';
}

export interface SameRowsDefinition {
  /** So many rows may be the difference. Default 0. */
  tolerance?: number;
  /** Columns of the source whose sums are compared too. */
  sums?: string[];
  /** SQL condition: which rows of the sink are those of the run. Default: all, or those in its range of the incremental column. */
  sinkWhere?: string;
}

/** Exactly one of `all`, `any`. */
export interface DependsOnDefinition {
  /** All of these have to succeed. */
  all?: string[];
  /** One of these has to succeed. */
  any?: string[];
  /** A run waits this long: from its fire, or without a schedule from the first success of an upstream. Default: until it is known. */
  timeout?: DurationText;
  /** What becomes of a run that waited that long. Default `fail`. */
  onTimeout?: 'fail' | 'skip' | 'run';
}

/** Exactly one of `cron`, `every`, `after`, `at`. */
export interface ScheduleDefinition {
  /** Quartz with 6 or 7 fields, Unix with 5. */
  cron?: string;
  /** How `cron` is read; default by its number of fields. */
  dialect?: 'quartz-2.5' | 'quartz-2.3' | 'unix';
  /** What becomes of a fire of `cron` whose time a change of the clock skips or repeats. Default `wall-clock`. */
  dst?: 'wall-clock' | 'quartz';
  /** Fixed rate. */
  every?: DurationText;
  /** Fixed delay: this long after the previous run has ended. */
  after?: DurationText;
  /** Once, at an ISO 8601 time. */
  at?: string;
  /** IANA name; default: `defaults.timeZone` in sluice.yaml, else UTC. */
  timeZone?: string;
  /** The first moment at which `cron` or `every` may fire: ISO 8601, in `timeZone` where it has no offset. */
  start?: string;
  /** From this moment on it fires no more. */
  end?: string;
  /** `cron` and `every` fire on the days of this calendar alone: `weekdays`, `cn-workdays`, or one of sluice.yaml. */
  calendar?: string | { name: string; on?: 'working-days' | 'holidays' };
  /** Each fire of `cron` or `every` starts by less than this later, by a time drawn from the name; its fire time stays. */
  jitter?: DurationText;
  /** What becomes of fires that were due while nothing ran. */
  misfire?: 'skip' | 'fire-once' | 'catch-up' | { policy: 'skip' | 'fire-once' | 'catch-up'; limit?: number };
  /** A fire that is late by more than this was missed. Default 60s. */
  misfireAfter?: DurationText;
  /** A run that nobody has started this long after its fire is skipped. Default: it waits. */
  startingDeadline?: DurationText;
  /** What becomes of a fire while the run before it is still open. Default `skip`. */
  overlap?: 'skip' | 'queue-one' | 'queue-all' | 'cancel-running' | 'allow';
}

export interface RetryDefinition {
  /** How often a run is started at most, the first start included. Default 1. */
  attempts?: number;
  backoff?: 'exponential' | 'fixed';
  initial?: DurationText;
  max?: DurationText;
  /** Failures after which it is not tried again: exit codes, codes of reasons, parts of their messages. */
  never?: (number | string)[];
  /** Failures after which it is, though they are taken for lasting. */
  always?: (number | string)[];
}

export interface ParameterDefinition {
  default?: string | number | boolean;
  /** A regular expression that the whole value must match. Default `[A-Za-z0-9_.:/ -]*`. */
  pattern?: string;
  description?: string;
}

/** `"*"`, or a list; a column is its name, `"name type"`, or an object. */
export type ColumnsDefinition = '*' | (string | ColumnDefinition)[];

export interface ColumnDefinition {
  /** May be left out where `index` says the column. */
  name?: string;
  /** For example `bigint`, `decimal(18,2)`, `string(64)`, `timestamp(3)`. */
  type?: string;
  /** The engine's own type, passed on as it is. */
  nativeType?: string;
  index?: number;
  format?: string;
  /** Source only: the value is in the name of the partition folder. */
  partition?: boolean;
  /** Source only: text between the elements of a value. */
  splitter?: string;
  /** A constant in place of a source column. */
  value?: string | number | boolean;
  /** Sink only: the source column that feeds this one. */
  from?: string;
  comment?: string;
}

export interface FileDefinition {
  type?: 'csv' | 'json' | 'jsonl' | 'parquet' | 'orc' | 'excel';
  delimiter?: string;
  encoding?: string;
  header?: boolean;
  compression?: string;
}

export interface SourceDefinition {
  /** May be left out where the datasource's type says it. */
  connector?: string;
  datasource?: string;
  /** A name, several, or a pattern that whole names match. Topic, index or collection elsewhere. */
  table?: string | string[] | { match: string };
  /** A query in place of a table. */
  query?: string;
  /** A file or folder, or several where the connector reads several. */
  path?: string | string[];
  file?: FileDefinition;
  columns?: ColumnsDefinition;
  where?: string;
  /** Column by which a parallel read is split. */
  splitBy?: string;
  incremental?: IncrementalDefinition;
  /** Streams: where the first start begins. */
  start?: StartDefinition;
  /** The engine's own options, by its own names. */
  options?: Record<string, unknown>;
}

export interface IncrementalDefinition {
  column: string;
  /** Where to begin when there is no cursor yet (exclusive). */
  from?: string | number;
}

/** `earliest`, `latest`, `committed` and `now` by their names; else exactly one of time, offsets, file, scn, lsn. */
export type StartDefinition = 'earliest' | 'latest' | 'committed' | 'now' | StartPointDefinition;

export interface StartPointDefinition {
  /** ISO 8601, or milliseconds since 1970. */
  time?: string | number;
  /** Kafka: the first offset of each partition. */
  offsets?: Record<string, number>;
  /** A binlog file; `position` is a position in it. */
  file?: string;
  position?: number;
  scn?: string | number;
  lsn?: string;
}

export interface TransformDefinition {
  /** SQL over the source, which it names `source`. */
  sql: string;
}

export interface SinkDefinition {
  connector?: string;
  datasource?: string;
  table?: string;
  path?: string;
  file?: FileDefinition;
  /** Left out: the source's columns in order. */
  columns?: ColumnsDefinition;
  /** Default `append`. */
  mode?: 'append' | 'upsert' | 'replace' | 'overwrite';
  key?: string[];
  /** Partition that is written, for example `pt=${bizdate}`. */
  partition?: string;
  preSql?: string[];
  postSql?: string[];
  options?: Record<string, unknown>;
}

export interface SettingsDefinition {
  parallelism?: number | { source?: number; sink?: number };
  /** For example `10MB/s`. */
  rateLimit?: string;
  errorLimit?: { rows?: number; percent?: number };
  checkpoint?: DurationText;
  /** Column by which a failed batch is taken up again where the engine can. */
  resume?: string;
  /** Where refused rows are kept. */
  dirty?: { datasource: string; path: string };
  options?: Record<string, unknown>;
}
