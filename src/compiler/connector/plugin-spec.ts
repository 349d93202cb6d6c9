import type { Carried } from './carried.ts';
import type { OptionSpec, OptionType } from './connector-spec.ts';

/**
 * One key of a reader's or writer's `parameter`, as the code of one version reads it. A parameter that
 * carries nothing is the author's to give, by this name under `options`.
 */
export interface ParameterSpec extends Omit<OptionSpec, 'members'> {
  /** The common field or the part of the datasource that this key is the engine's name for. */
  readonly carries?: Carried;
  /** The plugin does not start without it. */
  readonly required?: boolean;
  /** The engine's word for each of ours: of `mode`, `file.type`, `start.kind`. */
  readonly words?: Readonly<Record<string, string>>;
  /** Several values in one text, with this between them. */
  readonly separator?: string;
  /** The keys of an `object`, of each element of an `object-list`, or those of a `text-map` that carry something. */
  readonly members?: Readonly<Record<string, ParameterSpec>>;
  /** Other JSON that the version takes for it. */
  readonly alsoTakes?: readonly OptionType[];
  /** Printed when nothing else gives a value: what the engine's own default would get wrong. */
  readonly printed?: string | number | boolean;
}

/** Words for column types that a plugin reads: its database's, or the plain ones. */
export type TypeWords =
  | 'plain'
  | 'mysql'
  | 'oracle'
  | 'postgresql'
  | 'sqlserver'
  | 'db2'
  | 'clickhouse'
  | 'hive'
  | 'string';

/** How a family of JDBC drivers writes its addresses. */
export interface JdbcAddress {
  /** What the driver accepts, for example `jdbc:mysql:`. */
  readonly scheme: string;
  /** Other schemes for the same servers, which the driver does not accept: they are replaced. */
  readonly aliases: readonly string[];
  readonly defaultPort: string;
  /**
   * Host, port and database after the scheme, for example `//{host}:{port}/{database}` (the default) or
   * `//{host}:{port};databaseName={database}`.
   */
  readonly form?: string;
  /** What begins the properties, and what stands between two: `?` and `&` unless said. */
  readonly propertiesStart?: string;
  readonly propertiesSeparator?: string;
}

/**
 * One reader or writer plugin of one generation of FlinkX / ChunJun: pure data, read from the engine's
 * code (its class is named in the docstring of each). Emitting, checking job files where they lie,
 * importing them, the schemas and the support matrix all come from this, so none of them can drift.
 */
export interface PluginSpec {
  /** As a job file names it: `mongodbreader`. */
  readonly name: string;
  /** Other names that this version takes for the same plugin: `mongodbsource`. */
  readonly aliases?: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterSpec>>;
  /** Default `plain`. */
  readonly typeWords?: TypeWords;
  readonly jdbc?: JdbcAddress;
  /** The most channels it runs with; more is refused when the job starts, or reads rows twice. */
  readonly maximumParallelism?: number;
  /** A reader that never ends, so that its pipeline is `continuous`. */
  readonly endless?: boolean;
  /** False where the plugin refuses or ignores `setting.restore`. */
  readonly restores?: boolean;
  /** Column types an incremental column may have; absent = the plugin has no incremental read. */
  readonly incrementalTypes?: readonly string[];
  /** Why the plugin may not load or work as it comes: a warning on every pipeline that uses it. */
  readonly suspect?: string;
}
