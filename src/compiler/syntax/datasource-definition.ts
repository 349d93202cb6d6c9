/** Connection details by name. Secrets are references: `${secret:env/NAME}` or `${secret:file/PATH}`. */
export interface DatasourceDefinition {
  name: string;
  type: string;
  host?: string;
  port?: number | string;
  database?: string;
  /** In place of host, port and database; without credentials. */
  url?: string;
  /** File of an embedded database, or folder of a `file` datasource, from the project root. */
  path?: string;
  username?: string;
  password?: string;
  brokers?: string[];
  /** Several servers as `host:port`. */
  hosts?: string[];
  /** For example `sftp`. */
  protocol?: string;
  accessKey?: string;
  secretKey?: string;
  token?: string;
  region?: string;
  bucket?: string;
  /** A file on the executor. */
  privateKeyPath?: string;
  headers?: Record<string, string>;
  /** Address of a Hadoop file system, for example `hdfs://ns1`. */
  defaultFS?: string;
  /** Name of the datasource of type `hadoop` that this one works on. */
  hadoop?: string;
  /** Several databases of one schema, read as one; what a shard leaves out is the datasource's own. */
  shards?: ShardDefinition[];
  /** Zone of times that carry none. */
  timeZone?: string;
  /** How many runs of all pipelines read or write it at once. */
  limit?: number;
  properties?: Record<string, string | number | boolean>;
  description?: string;
}

export interface ShardDefinition {
  host?: string;
  port?: number | string;
  database?: string;
  url?: string;
  username?: string;
  password?: string;
  /** Tables of this database; left out: the source's `table`. */
  tables?: string[];
}
