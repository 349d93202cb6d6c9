import type { PluginSpec } from '../../connector/index.ts';
import { shardedSpec } from '../jdbc-family/sharded-connector.ts';
import { SHARDED_PARAMETERS } from '../jdbc-family/sharded-parameters.ts';

/** FlinkX 1.11 `DistributedJdbcDataReader`; no other version has it. */
const READER_1_11: PluginSpec = {
  name: 'polardbdreader',
  parameters: SHARDED_PARAMETERS,
  // A channel that takes a second part of the split skips all tables but the last.
  maximumParallelism: 1,
  jdbc: { scheme: 'jdbc:mysql:', aliases: ['jdbc:polardb:', 'jdbc:mariadb:'], defaultPort: '3306' },
  typeWords: 'mysql',
};

export const spec = shardedSpec({
  name: 'polardbd',
  title: 'PolarDB for MySQL in shards',
  description:
    'Tables of several PolarDB databases of one schema, read as one: the datasource lists them under `shards`. FlinkX alone has it; on ChunJun use `mysqld`.',
  datasourceTypes: ['polardb'],
  reader: { flinkx: READER_1_11 },
  writer: {},
});
