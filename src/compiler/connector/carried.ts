/** Common fields of a source or sink, or parts of them, that an engine's parameter can stand for. */
export const CARRIED_FIELDS = [
  /** Table, topic, index or collection. A `string` takes one (several with a `separator`), a list all. */
  'table',
  /** A pattern of table names, in place of `table`: whole names, as a regular expression. */
  'table.match',
  /** The columns with their types, listed under the table's name: `{ table: [{ key, type }] }`. */
  'table.columns',
  'query',
  'where',
  'path',
  'splitBy',
  /** The column list: objects or names (`list`), names (`string-list`), or names in one text (`separator`). */
  'columns',
  'mode',
  'key',
  /** Places of the key's columns in the column list, from 0: numbers, or objects with `index` and `type`. */
  'key.index',
  'partition',
  'preSql',
  'postSql',
  'file.type',
  'file.delimiter',
  'file.encoding',
  'file.header',
  'file.compression',
  'incremental.column',
  /** The cursor as text; "" where there is none. */
  'incremental.start',
  /** Where the first start of a stream begins; `words` spells the kinds. */
  'start.kind',
  'start.time',
  'start.offsets',
  'start.file',
  'start.position',
  'start.scn',
  'start.lsn',
] as const;

/** Parts of a datasource that an engine's parameter can stand for. */
export const CARRIED_CONNECTION = [
  /** A JDBC address, built of host, port, database and properties, or the `url` as it is. */
  'datasource.jdbcUrl',
  'datasource.url',
  /** The same with the `path` of source or sink behind it. */
  'datasource.urlAndPath',
  'datasource.host',
  'datasource.port',
  /** `host:port` in one text. */
  'datasource.hostPort',
  'datasource.database',
  'datasource.username',
  'datasource.password',
  'datasource.brokers',
  /** Several `host:port`: a list, or one text with a `separator`. */
  'datasource.hosts',
  /** `hosts` alone, where host and port are another server of the same store. */
  'datasource.otherHosts',
  'datasource.protocol',
  'datasource.accessKey',
  'datasource.secretKey',
  'datasource.token',
  'datasource.region',
  'datasource.bucket',
  'datasource.privateKeyPath',
  'datasource.headers',
  /** A map of text of the driver's or client's own names. */
  'datasource.properties',
  /** The same over those of the Hadoop cluster that the datasource refers to by `hadoop`. */
  'datasource.propertiesOnHadoop',
  /** File system of the Hadoop cluster, the datasource's own or that of the one it refers to by `hadoop`. */
  'datasource.defaultFS',
  /** Properties of the Hadoop cluster: the datasource's own where its type is `hadoop`, else those of `hadoop`. */
  'datasource.hadoopConfig',
] as const;

/** What a parameter can stand for. */
export type Carried = (typeof CARRIED_FIELDS)[number] | (typeof CARRIED_CONNECTION)[number];
