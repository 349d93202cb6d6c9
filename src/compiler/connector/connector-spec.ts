import type { PluginSpec } from './plugin-spec.ts';
import type { TargetName } from './target-name.ts';

/** What kind of value an engine's own option takes. `text-map` takes any scalars and emits text. */
export type OptionType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'string-list'
  | 'integer-list'
  | 'object-list'
  | 'list'
  | 'text-map'
  | 'object'
  | 'any';

/** One of the engine's own options: name, type, meaning; read from the engine's code, never guessed. */
export interface OptionSpec {
  readonly type: OptionType;
  readonly description: string;
  /** The engine does not start without it. */
  readonly required?: boolean;
  readonly default?: string | number | boolean;
  readonly values?: readonly string[];
  /** Smallest and largest number allowed. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** A regular expression that the whole text matches, case ignored. */
  readonly pattern?: string;
  /** True where only 1, 2, 4, 8 and so on are taken. */
  readonly powerOfTwo?: boolean;
  /** True where the text is a date format of Java, such as `yyyy-MM-dd`. */
  readonly dateFormat?: boolean;
  /** True where the value names columns of its side: one, a list, or several in a text with `,` or `;` between. */
  readonly namesColumns?: boolean;
  /** True where run-time values are allowed inside the value. */
  readonly dynamic?: boolean;
  /** True where the value must be a `${secret:…}` reference. */
  readonly secret?: boolean;
  /** Names that stand in `${…}` as the engine's own, left for the engine to fill; `param.*` is every name after `param.`. */
  readonly engineNames?: readonly string[];
  /**
   * What a change of it means to whoever reads a plan: `resource` where it costs or saves time and memory alone, `cosmetic` where
   * it changes nothing of what a run does. Absent = which rows are moved, or what is in them, may be others.
   */
  readonly effect?: 'resource' | 'cosmetic';
  /** True where the engine reads the mapping as JSON in a text. */
  readonly jsonText?: boolean;
  /** The keys of an `object` option, checked like options; absent = any. */
  readonly members?: Readonly<Record<string, OptionSpec>>;
}

/** Common fields of a source or sink that a connector understands. */
export type CommonField =
  | 'table'
  | 'query'
  | 'path'
  | 'file'
  | 'columns'
  | 'where'
  | 'splitBy'
  | 'incremental'
  | 'start'
  | 'mode'
  | 'key'
  | 'partition'
  | 'preSql'
  | 'postSql';

/** What a datasource may say of a connection. */
export type DatasourceField =
  | 'host'
  | 'port'
  | 'database'
  | 'url'
  | 'path'
  | 'username'
  | 'password'
  | 'brokers'
  | 'hosts'
  | 'protocol'
  | 'accessKey'
  | 'secretKey'
  | 'token'
  | 'region'
  | 'bucket'
  | 'privateKeyPath'
  | 'headers'
  | 'hadoop'
  | 'defaultFS'
  | 'shards'
  | 'timeZone'
  | 'properties';

export type WriteMode = 'append' | 'upsert' | 'replace' | 'overwrite';

/** One side of a connector on one engine: what it can do there. */
export interface SideSpec {
  readonly fields: readonly CommonField[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Names of the engine's own that are no options, because a common field or the datasource says them. */
  readonly saidBy?: Readonly<Record<string, CommonField | 'datasource'>>;
  /** Sinks only. */
  readonly modes?: readonly WriteMode[];
  /** Sources only: column types an incremental column may have, by name. */
  readonly incrementalTypes?: readonly string[];
  /** Versions of the engine that have it; absent = all. */
  readonly versions?: readonly string[];
  /** Names in `${…}` that are the engine's own in a common field, by what a parameter carries: `where`, `path`. */
  readonly engineNames?: Readonly<Record<string, readonly string[]>>;
  /**
   * Flink SQL: what a savepoint keeps of it. `positions` of a source go by topic and partition and carry on whatever topic is
   * named, `position` is that of a source without a name; `writes` are those of a sink that are not confirmed. Absent = nothing.
   */
  readonly keeps?: 'positions' | 'position' | 'writes';
  /** FlinkX and ChunJun: the plugin behind it, from which fields and options are taken. */
  readonly plugin?: PluginSpec;
}

/**
 * A connector, declared: documentation, schema, completion, support matrix and checks all come from
 * this, so none of them can drift. What an emitter prints for it lies beside it, one file a target.
 */
export interface ConnectorSpec {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Datasource types that this connector serves; empty = needs no datasource. */
  readonly datasourceTypes: readonly string[];
  readonly datasourceRequired: boolean;
  /** What is read of the datasource on each engine; the rest of it is reported. */
  readonly datasourceFields: Partial<Readonly<Record<TargetName, readonly DatasourceField[]>>>;
  readonly source: Partial<Readonly<Record<TargetName, SideSpec>>>;
  readonly sink: Partial<Readonly<Record<TargetName, SideSpec>>>;
  /** Sluice itself can count its rows, whatever engine moves them; absent = it cannot. */
  readonly comparable?: {
    /** Types of columns, by name, whose sums it tells exactly. */
    readonly sums: readonly string[];
    /** Types of an incremental column, by name, of which its rows in a range are those that any other database has in it. */
    readonly bounds: readonly string[];
    /** The property of a connection that wants it encrypted; absent = none can. Sluice's own questions are not encrypted. */
    readonly encryptedBy?: (connection: WrittenConnection) => string | undefined;
  };
}

/** What a datasource says of a connection beside where it goes and who makes it. */
export interface WrittenConnection {
  readonly properties: Readonly<Record<string, string>>;
  /** Undefined where there is none, or where it is known at launch only. */
  readonly url: string | undefined;
}
