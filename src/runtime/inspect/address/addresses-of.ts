/** Where something is to be tried: a web address, or a port of a server. */
export type Address =
  | { readonly kind: 'http'; readonly url: string }
  | { readonly kind: 'port'; readonly host: string; readonly port: number };

/** Ports that servers have where nobody says another one. */
const PORTS: Readonly<Record<string, number>> = {
  postgresql: 5432,
  greenplum: 5432,
  opengauss: 5432,
  kingbase: 54321,
  oracle: 1521,
  sqlserver: 1433,
  db2: 50000,
  dm: 5236,
  oceanbase: 2881,
  clickhouse: 8123,
  redis: 6379,
  mongodb: 27017,
  cassandra: 9042,
  elasticsearch: 9200,
  doris: 9030,
  starrocks: 9030,
  hive: 10000,
  pulsar: 6650,
  polardb: 3306,
  saphana: 30015,
  vertica: 5433,
  teradata: 1025,
  influxdb: 8086,
  kudu: 7051,
  hbase: 2181,
  mqtt: 1883,
};

/** Ports of addresses that name none, by their scheme. */
const SCHEMES: Readonly<Record<string, number>> = {
  hdfs: 8020,
  tcp: 1883,
  ssl: 8883,
  pulsar: 6650,
  mongodb: 27017,
  redis: 6379,
  thrift: 9083,
};

/**
 * Reads an address in any of the forms that datasources have: `host`, `host:port`, `[::1]:9092`, `http://…`,
 * `jdbc:oracle:thin:@host:1521:sid`, `hdfs://namenode:8020`. Undefined where no host and port is in it (a name
 * service of Hadoop, an Oracle service name). Credentials in front of a host are left out.
 */
export function addressOf(text: string, type: string): Address | undefined {
  if (/^https?:\/\//i.test(text)) return webAddress(text);
  const rest = text.replace(/^jdbc:/i, '');
  const [, scheme = '', body = rest] =
    /^([a-z][a-z0-9+.:-]*?):(?:\/\/|@\/?\/?|[a-z0-9]+:@\/?\/?)(.*)$/i.exec(rest) ?? [];
  const server = body.replace(/^[^@/]*@/, '');
  const [, host, port] = /^(\[[^\]]+\]|[^:/,;?\s]+)(?::(\d+))?/.exec(server) ?? [];
  const known = port === undefined ? (PORTS[type] ?? SCHEMES[scheme.toLowerCase()]) : Number(port);
  if (host === undefined || known === undefined || known < 1 || known > 65_535) return undefined;
  return { kind: 'port', host: host.replaceAll(/^\[|\]$/g, ''), port: known };
}

function webAddress(text: string): Address | undefined {
  try {
    const url = new URL(text);
    url.username = '';
    url.password = '';
    return { kind: 'http', url: url.href };
  } catch {
    return undefined;
  }
}
