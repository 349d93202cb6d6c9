/** Fields that a datasource of a type needs at least, with something to begin with. `NAME` is the datasource's. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  file: ['path: data'],
  sqlite: ['path: .sluice/NAME.db'],
  kafka: ['brokers: ["NAME.example:9092"]'],
  hadoop: ['defaultFS: hdfs://NAME.example:8020'],
  http: ['url: https://NAME.example'],
  ftp: ['host: NAME.example', 'protocol: sftp', 'username: sync', 'password: ${secret:env/PREFIX_PASSWORD}'],
  redis: ['host: NAME.example', 'port: 6379', 'password: ${secret:env/PREFIX_PASSWORD}'],
  elasticsearch: ['hosts: ["NAME.example:9200"]'],
  mongodb: ['hosts: ["NAME.example:27017"]', 'database: NAME'],
};

/** Ports of databases that are reached over JDBC. */
const PORTS: Readonly<Record<string, number>> = {
  mysql: 3306,
  mariadb: 3306,
  postgresql: 5432,
  oracle: 1521,
  sqlserver: 1433,
  clickhouse: 8123,
};

/** Names that the daemon reads its own store and lease by (`MYSQL_PASSWORD`): another password must not stand there. */
const OWN_PREFIXES: ReadonlySet<string> = new Set(['MYSQL', 'REDIS', 'KAFKA', 'SLUICE']);

/** A datasource's file: what its type needs at least, secrets as references. */
export function newDatasource(name: string, type: string): string {
  const plain = name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  const prefix = OWN_PREFIXES.has(plain) ? `${plain}_SOURCE` : plain;
  const port = PORTS[type];
  const fields = FIELDS[type] ?? [
    'host: NAME.example',
    ...(port === undefined ? [] : [`port: ${port}`]),
    'database: NAME',
    'username: sync',
    'password: ${secret:env/PREFIX_PASSWORD}',
  ];
  const lines = fields.map((field) => field.replaceAll('NAME', name).replaceAll('PREFIX', prefix));
  return [`name: ${name}`, `type: ${type}`, ...lines, ''].join('\n');
}
