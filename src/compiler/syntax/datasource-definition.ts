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
  /** Zone of times that carry none. */
  timeZone?: string;
  properties?: Record<string, string | number | boolean>;
  description?: string;
}
