import type { Carried } from './carried.ts';
import type { OptionSpec, OptionType, WriteMode } from './connector-spec.ts';

/**
 * One key of a reader's or writer's `parameter`, as the code of one version reads it. A parameter that
 * carries nothing is the author's to give, by this name under `options`.
 */
export interface ParameterSpec extends Omit<OptionSpec, 'members'> {
  /** The common field or the part of the datasource that this key is the engine's name for. */
  readonly carries?: Carried;
  /** The plugin does not start without it. Of a list of objects: without it no element is printed. */
  readonly required?: boolean;
  /** The engine's word for each of ours: of `mode`, `file.type`, `start.kind`. */
  readonly words?: Readonly<Record<string, string>>;
  /** How many elements of a list the version looks at, where it drops the others: JDBC readers take one table. */
  readonly maximumItems?: number;
  /** Several values in one text, with this between them. */
  readonly separator?: string;
  /** Each element is a regular expression of a whole name, so that `table: { match }` can stand in its place. */
  readonly patterns?: boolean;
  /** Tables are named with their database in front (`shop.orders`), which is put there where the author has not. */
  readonly qualified?: boolean;
  /** A moment is counted in seconds since 1970, not in milliseconds. */
  readonly seconds?: boolean;
  /** Added to a server that is given without a port, where the plugin does not know the usual one itself. */
  readonly defaultPort?: string;
  /** What the value has to begin with: `hdfs://`. */
  readonly startsWith?: string;
  /** The author may give it under `options` in place of the field that it carries, or of another one. */
  readonly alsoOption?: boolean;
  /** The keys of an `object`, of each element of an `object-list`, or those of a `text-map` that carry something. */
  readonly members?: Readonly<Record<string, ParameterSpec>>;
  /** Other names of the key, which the version reads as well. */
  readonly aliases?: readonly string[];
  /** Its keys may have any name; `members` has the one that is printed. */
  readonly anyMember?: boolean;
  /** Other JSON that the version takes for it. */
  readonly alsoTakes?: readonly OptionType[];
  /** Printed when nothing else gives a value: what the engine's own default would get wrong. */
  readonly printed?: string | number | boolean;
}

/** Words for column types that a plugin reads: its database's, or the plain ones. */
export type TypeWords = 'plain' | 'mysql' | 'string' | DatabaseTypeWords | StoreTypeWords;

/** Words of databases with a table of their own. */
export type DatabaseTypeWords =
  | 'oracle'
  | 'postgresql'
  | 'greenplum'
  | 'sqlserver'
  | 'db2'
  | 'clickhouse'
  | 'dm'
  | 'gbase'
  | 'kingbase'
  | 'saphana'
  | 'sybase'
  | 'vertica'
  | 'oceanbase';

/** Words of the stores that are no SQL database, and of the rows that `streamreader` makes up. */
export type StoreTypeWords =
  | 'stream-1.11'
  | 'mongodb'
  | 'hbase-1.11'
  | 'elasticsearch'
  | 'cassandra'
  | 'kudu'
  | 'kudu-1.11'
  | 'starrocks'
  | 'influxdb'
  | 'solr'
  | 'hive'
  | 's3'
  | 'arctic';

/** Two options of which one decides what the other may be. */
export interface OptionPair {
  readonly option: string;
  readonly is: string | boolean;
  readonly other: string;
  readonly values: readonly (string | boolean)[];
  /** What the engine would do with another value, as a clause. */
  readonly otherwise: string;
}

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
  /** What ends them: DB2 reads `:a=1;b=2;`. */
  readonly propertiesEnd?: string;
}

/** Something that a plugin does to the rows without a word. */
export interface Caution {
  readonly message: string;
  readonly notes: readonly string[];
  readonly help: string;
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
  /** Modes of a writer that no parameter spells; `words` of the mode's parameter say them elsewhere. */
  readonly modes?: readonly WriteMode[];
  /** The common field `key` is read of the author and sent to nobody: the store has its own key. */
  readonly ownKey?: boolean;
  /** Of each group of keys one has to have a value. */
  readonly needsOneOf?: readonly (readonly string[])[];
  readonly pairs?: readonly OptionPair[];
  /** Modes in which a row that is not in the store yet is not written. */
  readonly onlyExisting?: readonly WriteMode[];
  /** A reader that never ends, so that its pipeline is `continuous`. */
  readonly endless?: boolean;
  /**
   * Options of which one makes the reader end. An endless reader needs one in a pipeline that is scheduled;
   * of any other reader the author decides.
   */
  readonly endsBy?: readonly string[];
  /** Where a stream begins when no parameter says it; besides these it can begin where its parameters say. */
  readonly startsAt?: readonly string[];
  /**
   * A reader of lines or of ORC files that finds a value by its place: by the column's `index` alone (`index`: without one it
   * fails), or by the place in the list where there is no index (`order`).
   */
  readonly columnsByPlace?: 'index' | 'order';
  /** File types of a plugin without a parameter that says the type. */
  readonly fileTypes?: readonly string[];
  /** The compressions of each file type, by our words. */
  readonly compressions?: Readonly<Record<string, readonly string[]>>;
  /** False where the plugin refuses or ignores `setting.restore`. */
  readonly restores?: boolean;
  /** Column types an incremental column may have; absent = the plugin has no incremental read. */
  readonly incrementalTypes?: readonly string[];
  /** A reader whose rows are one field, a map, where no columns are listed. */
  readonly rowsAreMaps?: boolean;
  /** A writer with a column list that takes such rows all the same. */
  readonly takesMaps?: boolean;
  /** Neither table nor path need be named: all tables are meant, or the address itself. */
  readonly targetOptional?: boolean;
  /** What the plugin was seen to do to the rows, though it works: a warning. */
  readonly caution?: Caution;
  /** The form that names of columns must have: a regular expression, and what becomes of others. */
  readonly columnNames?: { readonly pattern: string; readonly otherwise: string; readonly help: string };
  /** Why the plugin may not load or work as it comes: a warning on every pipeline that uses it. */
  readonly suspect?: string;
}
