import { pluginConnectorSpec, type ConnectorSpec, type DatasourceField } from '../../connector/index.ts';
import type { Connector } from '../connector.ts';
import type { JdbcFamily } from './jdbc-database.ts';
import { shardedReader } from './sharded-reader.ts';

/** The spec of a connector that reads sharded databases: `shards` of the datasource is read too. */
export function shardedSpec(connector: Parameters<typeof pluginConnectorSpec>[0]): ConnectorSpec {
  const spec = pluginConnectorSpec(connector);
  const withShards = Object.entries(spec.datasourceFields).map(([target, fields]): [string, DatasourceField[]] => [
    target,
    [...fields, 'shards'],
  ]);
  return { ...spec, datasourceFields: Object.fromEntries(withShards) };
}

/** A connector of FlinkX and ChunJun that reads sharded databases. */
export function shardedConnector(spec: ConnectorSpec, family: JdbcFamily): Connector {
  const { flinkx, chunjun } = spec.source;
  const onFlinkx = flinkx?.plugin;
  const onChunjun = chunjun?.plugin;
  return {
    spec,
    ...(onFlinkx === undefined
      ? {}
      : { flinkx: { reader: (source, context) => shardedReader(family, onFlinkx, source, context) } }),
    ...(onChunjun === undefined
      ? {}
      : { chunjun: { reader: (source, context) => shardedReader(family, onChunjun, source, context) } }),
  };
}
