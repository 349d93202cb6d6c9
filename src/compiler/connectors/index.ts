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
  cassandra: { serves: ['cassandra'], load: async () => (await import('./cassandra/index.ts')).connector },
  doris: { serves: ['doris'], load: async () => (await import('./doris/index.ts')).connector },
  elasticsearch: { serves: ['elasticsearch'], load: async () => (await import('./elasticsearch/index.ts')).connector },
  elasticsearch6: {
    serves: ['elasticsearch'],
    load: async () => (await import('./elasticsearch6/index.ts')).connector,
  },
  file: { serves: ['file'], load: async () => (await import('./file/index.ts')).connector },
  hbase: { serves: ['hbase'], load: async () => (await import('./hbase/index.ts')).connector },
  hbase2: { serves: ['hbase'], load: async () => (await import('./hbase2/index.ts')).connector },
  influxdb: { serves: ['influxdb'], load: async () => (await import('./influxdb/index.ts')).connector },
  kafka: { serves: ['kafka'], load: async () => (await import('./kafka/index.ts')).connector },
  kudu: { serves: ['kudu'], load: async () => (await import('./kudu/index.ts')).connector },
  mongodb: { serves: ['mongodb'], load: async () => (await import('./mongodb/index.ts')).connector },
  mysql: { serves: ['mysql', 'mariadb'], load: async () => (await import('./mysql/index.ts')).connector },
  odps: { serves: ['odps'], load: async () => (await import('./odps/index.ts')).connector },
  redis: { serves: ['redis'], load: async () => (await import('./redis/index.ts')).connector },
  selectdbcloud: { serves: ['selectdbcloud'], load: async () => (await import('./selectdbcloud/index.ts')).connector },
  solr: { serves: ['solr'], load: async () => (await import('./solr/index.ts')).connector },
  sqlite: { serves: ['sqlite'], load: async () => (await import('./sqlite/index.ts')).connector },
  starrocks: { serves: ['starrocks'], load: async () => (await import('./starrocks/index.ts')).connector },
  stream: { serves: [], load: async () => (await import('./stream/index.ts')).connector },
};

export const CONNECTOR_NAMES: readonly string[] = Object.keys(CONNECTORS).sort();

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
