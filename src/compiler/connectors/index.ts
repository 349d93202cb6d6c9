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
  file: { serves: ['file'], load: async () => (await import('./file/index.ts')).connector },
  kafka: { serves: ['kafka'], load: async () => (await import('./kafka/index.ts')).connector },
  mongodb: { serves: ['mongodb'], load: async () => (await import('./mongodb/index.ts')).connector },
  mysql: { serves: ['mysql', 'mariadb'], load: async () => (await import('./mysql/index.ts')).connector },
  sqlite: { serves: ['sqlite'], load: async () => (await import('./sqlite/index.ts')).connector },
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
