import type { Connector } from './connector.ts';

export type { Connector } from './connector.ts';

interface ConnectorEntry {
  /** Datasource types for which a pipeline may leave `connector` out: the spec's own, known without loading it. */
  readonly serves: readonly string[];
  /** True where a pipeline has to name it, because another one serves these types by itself. */
  readonly onlyByName?: boolean;
  readonly load: () => Promise<Connector>;
}

/** Every connector by name, loaded when a pipeline names it. A new one is a folder and a line here. */
export const CONNECTORS: Readonly<Record<string, ConnectorEntry>> = {
  alluxio: { serves: [], load: async () => (await import('./alluxio/index.ts')).connector },
  arctic: { serves: ['arctic'], load: async () => (await import('./arctic/index.ts')).connector },
  binlog: {
    serves: ['mysql', 'mariadb'],
    onlyByName: true,
    load: async () => (await import('./binlog/index.ts')).connector,
  },
  carbondata: {
    serves: ['hadoop'],
    onlyByName: true,
    load: async () => (await import('./carbondata/index.ts')).connector,
  },
  cassandra: { serves: ['cassandra'], load: async () => (await import('./cassandra/index.ts')).connector },
  clickhouse: { serves: ['clickhouse'], load: async () => (await import('./clickhouse/index.ts')).connector },
  db2: { serves: ['db2'], load: async () => (await import('./db2/index.ts')).connector },
  dm: { serves: ['dm'], load: async () => (await import('./dm/index.ts')).connector },
  doris: { serves: ['doris'], load: async () => (await import('./doris/index.ts')).connector },
  elasticsearch: { serves: ['elasticsearch'], load: async () => (await import('./elasticsearch/index.ts')).connector },
  elasticsearch6: {
    serves: ['elasticsearch'],
    load: async () => (await import('./elasticsearch6/index.ts')).connector,
  },
  emqx: { serves: ['emqx'], load: async () => (await import('./emqx/index.ts')).connector },
  file: { serves: ['file'], load: async () => (await import('./file/index.ts')).connector },
  ftp: { serves: ['ftp'], load: async () => (await import('./ftp/index.ts')).connector },
  gbase: { serves: ['gbase'], load: async () => (await import('./gbase/index.ts')).connector },
  greenplum: { serves: ['greenplum'], load: async () => (await import('./greenplum/index.ts')).connector },
  hbase: { serves: ['hbase'], load: async () => (await import('./hbase/index.ts')).connector },
  hbase2: { serves: ['hbase'], load: async () => (await import('./hbase2/index.ts')).connector },
  hdfs: { serves: ['hadoop', 'hdfs'], load: async () => (await import('./hdfs/index.ts')).connector },
  hive: { serves: ['hive'], load: async () => (await import('./hive/index.ts')).connector },
  hive3: {
    serves: ['hive'],
    onlyByName: true,
    load: async () => (await import('./hive3/index.ts')).connector,
  },
  hudi: {
    serves: ['hadoop'],
    onlyByName: true,
    load: async () => (await import('./hudi/index.ts')).connector,
  },
  iceberg: { serves: ['iceberg'], load: async () => (await import('./iceberg/index.ts')).connector },
  influxdb: { serves: ['influxdb'], load: async () => (await import('./influxdb/index.ts')).connector },
  kafka: { serves: ['kafka'], load: async () => (await import('./kafka/index.ts')).connector },
  kafka10: { serves: ['kafka'], onlyByName: true, load: async () => (await import('./kafka10/index.ts')).connector },
  kafka11: { serves: ['kafka'], onlyByName: true, load: async () => (await import('./kafka11/index.ts')).connector },
  kingbase: { serves: ['kingbase'], load: async () => (await import('./kingbase/index.ts')).connector },
  kudu: { serves: ['kudu'], load: async () => (await import('./kudu/index.ts')).connector },
  mongodb: { serves: ['mongodb'], load: async () => (await import('./mongodb/index.ts')).connector },
  mongodboplog: {
    serves: ['mongodb'],
    onlyByName: true,
    load: async () => (await import('./mongodboplog/index.ts')).connector,
  },
  mysql: { serves: ['mysql', 'mariadb'], load: async () => (await import('./mysql/index.ts')).connector },
  mysqlcdc: {
    serves: ['mysql', 'mariadb'],
    onlyByName: true,
    load: async () => (await import('./mysqlcdc/index.ts')).connector,
  },
  mysqld: {
    serves: ['mysql', 'mariadb'],
    onlyByName: true,
    load: async () => (await import('./mysqld/index.ts')).connector,
  },
  oceanbase: { serves: ['oceanbase'], load: async () => (await import('./oceanbase/index.ts')).connector },
  oceanbasecdc: {
    serves: ['oceanbase'],
    onlyByName: true,
    load: async () => (await import('./oceanbasecdc/index.ts')).connector,
  },
  odps: { serves: ['odps'], load: async () => (await import('./odps/index.ts')).connector },
  opengauss: { serves: ['opengauss'], load: async () => (await import('./opengauss/index.ts')).connector },
  oracle: { serves: ['oracle'], load: async () => (await import('./oracle/index.ts')).connector },
  oraclelogminer: {
    serves: ['oracle'],
    onlyByName: true,
    load: async () => (await import('./oraclelogminer/index.ts')).connector,
  },
  oss: { serves: ['oss'], load: async () => (await import('./oss/index.ts')).connector },
  pgwal: { serves: ['postgresql'], onlyByName: true, load: async () => (await import('./pgwal/index.ts')).connector },
  phoenix5: { serves: ['phoenix5'], load: async () => (await import('./phoenix5/index.ts')).connector },
  polardb: { serves: ['polardb'], load: async () => (await import('./polardb/index.ts')).connector },
  polardbd: {
    serves: ['polardb'],
    onlyByName: true,
    load: async () => (await import('./polardbd/index.ts')).connector,
  },
  postgresql: { serves: ['postgresql'], load: async () => (await import('./postgresql/index.ts')).connector },
  pulsar: { serves: ['pulsar'], load: async () => (await import('./pulsar/index.ts')).connector },
  redis: { serves: ['redis'], load: async () => (await import('./redis/index.ts')).connector },
  restapi: { serves: ['http'], load: async () => (await import('./restapi/index.ts')).connector },
  s3: { serves: ['s3'], load: async () => (await import('./s3/index.ts')).connector },
  saphana: { serves: ['saphana'], load: async () => (await import('./saphana/index.ts')).connector },
  selectdbcloud: { serves: ['selectdbcloud'], load: async () => (await import('./selectdbcloud/index.ts')).connector },
  socket: { serves: ['socket'], load: async () => (await import('./socket/index.ts')).connector },
  solr: { serves: ['solr'], load: async () => (await import('./solr/index.ts')).connector },
  sqlite: { serves: ['sqlite'], load: async () => (await import('./sqlite/index.ts')).connector },
  sqlserver: { serves: ['sqlserver'], load: async () => (await import('./sqlserver/index.ts')).connector },
  sqlservercdc: {
    serves: ['sqlserver'],
    onlyByName: true,
    load: async () => (await import('./sqlservercdc/index.ts')).connector,
  },
  starrocks: { serves: ['starrocks'], load: async () => (await import('./starrocks/index.ts')).connector },
  stream: { serves: [], load: async () => (await import('./stream/index.ts')).connector },
  sybase: { serves: ['sybase'], load: async () => (await import('./sybase/index.ts')).connector },
  teradata: { serves: ['teradata'], load: async () => (await import('./teradata/index.ts')).connector },
  vertica11: { serves: ['vertica'], load: async () => (await import('./vertica11/index.ts')).connector },
};

/** Names of all connectors, sorted. */
export const CONNECTOR_NAMES: readonly string[] = Object.keys(CONNECTORS).sort();

/** Every type that a datasource may have, sorted. */
export const DATASOURCE_TYPES: readonly string[] = [
  ...new Set(Object.values(CONNECTORS).flatMap(({ serves }) => serves)),
].sort();

/** The connector that serves a datasource type. */
export function connectorOfDatasource(type: string): string | undefined {
  return CONNECTOR_NAMES.find(
    (name) => CONNECTORS[name]?.onlyByName !== true && CONNECTORS[name]?.serves.includes(type) === true,
  );
}

/** Loads the named connectors; names that do not exist are left out (a rule reports them). */
export async function loadConnectors(names: Iterable<string>): Promise<ReadonlyMap<string, Connector>> {
  const loaded = await Promise.all(
    [...names].flatMap((name) => {
      const entry = Object.hasOwn(CONNECTORS, name) ? CONNECTORS[name] : undefined;
      return entry ? [entry.load().then((connector) => [name, connector] as const)] : [];
    }),
  );
  return new Map(loaded);
}
