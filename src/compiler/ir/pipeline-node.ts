import type { Freeze, Schedule, Text } from '../../time/index.ts';
import type { TargetName } from '../connector/index.ts';
import type { Location } from '../text/index.ts';
import type { AlertsNode } from './alerts-node.ts';
import type { ColumnType } from './column-type.ts';
import type { TableSnapshot } from './schema-snapshot.ts';

/** A pipeline, names resolved and defaults applied: what checks look at and targets print. */
export interface PipelineNode {
  readonly kind: 'pipeline';
  readonly name: string;
  /** The definition's name, where it made one pipeline for each of several tables. */
  readonly family?: string;
  readonly owner?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly state: 'running' | 'suspended';
  readonly schedule: ScheduleNode;
  /** Those that concern it; absent = none. */
  readonly freezes?: readonly Freeze[];
  readonly dependsOn: readonly DependencyNode[];
  /** Absent = it waits for all of them, until it is known what becomes of them. */
  readonly upstreamPolicy?: UpstreamPolicyNode;
  readonly retry: RetryNode;
  /** A run is stopped after this long; absent = never. */
  readonly timeoutMs?: number;
  /** An attempt that its engine does not run this long after its start is stopped; absent = it may start for as long as it takes. */
  readonly startTimeoutMs?: number;
  readonly priority: number;
  /** The pool whose slots its runs take, as sluice.yaml has it; absent = none. */
  readonly pool?: PoolNode;
  /** Labels that an executor has to have, sorted; absent = any executor runs it. */
  readonly runOn?: readonly string[];
  /** Who is told when something is amiss; absent = nobody. */
  readonly alerts?: AlertsNode;
  readonly parameters: readonly ParameterNode[];
  readonly engine: EngineNode;
  readonly work: MovementNode | CommandNode;
  /** Its rows are chosen by the fire time and not by a cursor: a fire that does not run is data that is not loaded. */
  readonly loadsPeriods?: true;
  readonly settings: SettingsNode;
  /** What has to be so after a run, or it has failed; absent = nothing. */
  readonly expectation?: ExpectationNode;
  readonly at: Location;
}

/** One of its members is there at least. */
export interface ExpectationNode {
  readonly kind: 'expectation';
  /** How many rows a run writes; absent = any number. */
  readonly rows?: { readonly min?: number; readonly max?: number };
  /** How old the newest row may be that was read when a run ends; absent = any age. */
  readonly freshnessMs?: number;
  /** Source and sink hold the same rows after it; absent = nobody asks them. */
  readonly sameRows?: SameRowsNode;
  /** A run that does not meet it has failed for good, may be tried again, or succeeds with a warning. */
  readonly onFailure: 'fail' | 'retry' | 'warn';
  readonly at: Location;
}

/** What is compared of source and sink, beside how many rows they have. */
export interface SameRowsNode {
  readonly kind: 'same-rows';
  /** So many rows may be the difference. */
  readonly tolerance: number;
  /** Columns of the source whose sums have to be the same. */
  readonly sums: readonly string[];
  /** Which rows of the sink are those of the run; absent = all, or those in its range of the incremental column. */
  readonly sinkWhere?: Text;
  readonly at: Location;
}

export interface ScheduleNode {
  readonly kind: 'schedule';
  readonly schedule: Schedule;
  readonly misfire: MisfireNode;
  /** A run that nobody has claimed this long after its fire is ended; absent = it waits. */
  readonly startingDeadlineMs?: number;
  readonly overlap: 'skip' | 'queue-one' | 'queue-all' | 'cancel-running' | 'allow';
  /** What is written cannot be read, and has its error: `schedule` only stands in for it. */
  readonly unreadable?: true;
  readonly at: Location;
}

/** What becomes of fires that were missed, and when a fire is one of them. */
export interface MisfireNode {
  readonly policy: 'skip' | 'fire-once' | 'catch-up';
  /** With `catch-up`: how many of the newest are made up for. */
  readonly limit: number;
  /** A fire later than this was missed; absent = `MISFIRE_AFTER_MS`. */
  readonly afterMs?: number;
}

/** How a pipeline waits for its upstreams. */
export interface UpstreamPolicyNode {
  /** One that succeeds is enough; absent = all have to. */
  readonly any?: true;
  /** How long it waits, and what becomes of a run then; absent = until it is known what becomes of them. */
  readonly timeout?: { readonly ms: number; readonly outcome: 'fail' | 'skip' | 'run' };
}

export interface DependencyNode {
  readonly kind: 'dependency';
  readonly pipeline: string;
  readonly at: Location;
}

/** How many runs of all pipelines that name it are under way at once. */
export interface PoolNode {
  readonly name: string;
  readonly slots: number;
}

export interface RetryNode {
  readonly kind: 'retry';
  /** How often a run is started at most, the first start included. */
  readonly attempts: number;
  readonly backoff: 'exponential' | 'fixed';
  readonly initialMs: number;
  readonly maxMs: number;
  /** Failures after which there is no further attempt; absent = those that last alone. */
  readonly never?: readonly (number | string)[];
  /** Failures after which there is one though they last. */
  readonly always?: readonly (number | string)[];
}

export interface ParameterNode {
  readonly kind: 'parameter';
  readonly name: string;
  readonly default?: string;
  /** A regular expression that a value must match as a whole. */
  readonly pattern: string;
  readonly at: Location;
}

/** A configured engine, environment overlay applied. Texts may hold `${env:}` and `${secret:}`. */
export interface EngineNode {
  readonly kind: 'engine';
  readonly name: string;
  readonly type: TargetName;
  /** As written, for example `1.11`; absent for `local` and `command`. */
  readonly version?: string;
  readonly mode?: string;
  /** JobManager REST address. */
  readonly url?: Text;
  /** Where a session cluster on YARN is found. */
  readonly yarn?: { readonly resourceManagers: readonly Text[]; readonly application?: Text };
  /** The service of a session cluster on Kubernetes. */
  readonly kubernetes?: { readonly cluster: Text; readonly namespace: Text; readonly port: number };
  /** Flink SQL gateway address. */
  readonly gateway?: Text;
  /** Installation folder of FlinkX or ChunJun on the executor. */
  readonly home?: Text;
  /** A jar of FlinkX or ChunJun for a session cluster, core and plugins in one. */
  readonly jar?: Text;
  readonly script?: { readonly path: Text; readonly args: readonly Text[]; readonly waits: boolean };
  /** Labels that an executor has to have; absent = none. */
  readonly runOn?: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly at: Location;
}

export interface CommandNode {
  readonly kind: 'command';
  readonly argv: readonly Text[];
  readonly at: Location;
}

export interface MovementNode {
  readonly kind: 'movement';
  readonly source: SourceNode;
  readonly transform?: { readonly sql: Text; readonly at: Location };
  readonly sink: SinkNode;
}

/** Connection details by name, environment overlay applied. No secret is in it, only references. */
export interface DatasourceNode {
  readonly kind: 'datasource';
  readonly name: string;
  /** For example `mysql`, `mariadb`, `sqlite`, `file`, `kafka`. */
  readonly type: string;
  readonly host?: Text;
  readonly port?: Text;
  readonly database?: string;
  readonly url?: Text;
  /** File of an embedded database, or the folder of a `file` datasource; relative to the project root. */
  readonly path?: string;
  readonly username?: Text;
  readonly password?: Text;
  readonly brokers: readonly Text[];
  /** Several servers as `host:port`: Elasticsearch, MongoDB, Cassandra, HBase's ZooKeeper. */
  readonly hosts?: readonly Text[];
  /** For example `sftp`; absent = the connector's default. */
  readonly protocol?: string;
  readonly accessKey?: Text;
  readonly secretKey?: Text;
  readonly token?: Text;
  readonly region?: string;
  readonly bucket?: string;
  /** A file on the executor. */
  readonly privateKeyPath?: string;
  /** HTTP headers; values may be references to secrets. */
  readonly headers?: Readonly<Record<string, Text>>;
  /** Address of a Hadoop file system, for example `hdfs://ns1`. */
  readonly defaultFS?: Text;
  /** The Hadoop cluster that this one works on. */
  readonly hadoop?: DatasourceNode;
  /** Several databases of one schema, read as one. */
  readonly shards?: readonly ShardNode[];
  readonly timeZone?: string;
  /** How many runs of all pipelines read or write it at once; absent = any number. */
  readonly limit?: number;
  readonly properties: Readonly<Record<string, string>>;
  /** Its tables as the schema snapshot of the repository has them; absent = no snapshot. Never part of an artefact. */
  readonly tables?: Readonly<Record<string, TableSnapshot>>;
  readonly at: Location;
}

/** One database of a sharded datasource; what it leaves out is the datasource's own. */
export interface ShardNode {
  readonly host?: Text;
  readonly port?: Text;
  readonly database?: string;
  readonly url?: Text;
  readonly username?: Text;
  readonly password?: Text;
  /** Tables of this database; empty = the source's `table`. */
  readonly tables: readonly string[];
}

/** A column of a source, or of a sink. */
export interface ColumnNode {
  readonly kind: 'column';
  /** Unique in its list; of a column that is known by its place alone, `c` and the place. */
  readonly name: string;
  /** True where the author gave an `index` and no name: the name is ours and is not printed. */
  readonly unnamed?: true;
  readonly type?: ColumnType;
  /**
   * Its type in the table, as the schema snapshot has it, where the author gave none. It stands in where an
   * engine needs a type; never part of an artefact.
   */
  readonly tableType?: ColumnType;
  /** The engine's own type, passed on as it is. */
  readonly nativeType?: string;
  readonly index?: number;
  readonly format?: string;
  /** Source only: the value is a part of the file's partition folder, not of its lines. */
  readonly partition?: true;
  /** Source only: text between the elements of a value. */
  readonly splitter?: string;
  /** A constant in place of a column of the source. */
  readonly value?: Text;
  /** Sink only: the source column that feeds it. Absent for a constant. */
  readonly from?: string;
  readonly comment?: string;
  readonly at: Location;
}

export interface FileFormatNode {
  /** `csv` is any text with a delimiter. */
  readonly type: 'csv' | 'json' | 'jsonl' | 'parquet' | 'orc' | 'excel';
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly header?: boolean;
  readonly compression?: string;
}

/** Where rows come from. */
export interface SourceNode {
  readonly kind: 'source';
  readonly connector: string;
  readonly datasource?: DatasourceNode;
  /** Table, topic, index or collection names; empty with `query` or `path`. */
  readonly tables: readonly Text[];
  /** A regular expression that table names match as a whole, in place of `tables`. */
  readonly tableMatch?: string;
  readonly query?: Text;
  readonly path?: Text;
  /** Further files or folders that are read besides `path`. */
  readonly otherPaths?: readonly Text[];
  readonly file?: FileFormatNode;
  readonly columns: '*' | readonly ColumnNode[];
  readonly where?: Text;
  readonly splitBy?: string;
  readonly incremental?: IncrementalNode;
  /** Streams only: where the first start begins; absent = as the connector's spec says. */
  readonly start?: StartNode;
  /** The engine's own options, by the engine's own names; checked against the connector's spec. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly at: Location;
}

export interface IncrementalNode {
  readonly kind: 'incremental';
  readonly column: string;
  readonly type: ColumnType;
  /** Position to begin after when there is no cursor yet (exclusive); absent = read everything. */
  readonly from?: string;
  readonly at: Location;
}

/** A point in a stream. Only the first start looks at it; later ones go on from the engine's own state. */
export interface StartNode {
  readonly kind: 'start';
  readonly point: 'earliest' | 'latest' | 'committed' | 'now' | 'time' | 'offsets' | 'file' | 'scn' | 'lsn';
  /** Of `time`: milliseconds since 1970. */
  readonly timeMs?: number;
  /** Of `offsets`: the first to read of each partition. */
  readonly offsets?: Readonly<Record<string, number>>;
  /** Of `file`: a binlog file, and a position in it. */
  readonly file?: string;
  readonly position?: number;
  /** Of `scn` and `lsn`: Oracle's, SQL Server's or PostgreSQL's own number. */
  readonly scn?: string;
  readonly lsn?: string;
  readonly at: Location;
}

/** Where rows go to. */
export interface SinkNode {
  readonly kind: 'sink';
  readonly connector: string;
  readonly datasource?: DatasourceNode;
  readonly table?: Text;
  readonly path?: Text;
  readonly file?: FileFormatNode;
  /** Resolved against the source: every column says where its value comes from. */
  readonly columns: '*' | readonly ColumnNode[];
  readonly mode: 'append' | 'upsert' | 'replace' | 'overwrite';
  readonly key: readonly string[];
  /** The partition that is written, for example `pt=20260101`. */
  readonly partition?: Text;
  readonly preSql: readonly Text[];
  readonly postSql: readonly Text[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly at: Location;
}

export interface SettingsNode {
  readonly kind: 'settings';
  readonly parallelism: { readonly source: number; readonly sink: number };
  /** Bytes per second; absent = unlimited. */
  readonly bytesPerSecond?: number;
  /** A run fails when more rows than this were refused; absent = only the share counts (`errorPercent`). */
  readonly errorRows?: number;
  readonly errorPercent?: number;
  readonly checkpointMs?: number;
  readonly resumeColumn?: string;
  /** Where refused rows are kept. */
  readonly dirty?: { readonly datasource: DatasourceNode; readonly path: Text; readonly at: Location };
  readonly options: Readonly<Record<string, unknown>>;
  readonly at: Location;
}

/** A freeze of sluice.yaml. */
export interface FreezeNode {
  readonly freeze: Freeze;
  /** Names, globs, `tag:x`; absent = it concerns all pipelines. */
  readonly select?: readonly string[];
  readonly at: Location;
}
