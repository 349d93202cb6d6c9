import type { ParameterSpec, PluginSpec } from '../../connector/index.ts';
import { MYSQL_URL } from '../mysql/family.ts';
import { STREAMED } from '../jdbc-family/jdbc-database.ts';
import { TIMEOUTS_1_16 } from '../jdbc-family/jdbc-parameters.ts';
import { shardedSpec } from '../jdbc-family/sharded-connector.ts';
import { SHARDED_PARAMETERS } from '../jdbc-family/sharded-parameters.ts';

const FETCH_SIZE: ParameterSpec = {
  type: 'integer',
  effect: 'resource',
  description: 'Rows that the driver fetches at once.',
  default: STREAMED,
};

/** FlinkX 1.11 `DistributedJdbcDataReader`. */
const READER_1_11: PluginSpec = {
  name: 'mysqldreader',
  parameters: SHARDED_PARAMETERS,
  // A channel that takes a second part of 1.11's split skips all tables but the last; on 1.16 each reads a part of its part.
  maximumParallelism: 1,
  jdbc: MYSQL_URL,
  typeWords: 'mysql',
};

/** ChunJun 1.16 `DistributedJdbcSourceFactory`; what it takes over from other readers it does not look at. */
const READER_1_16: PluginSpec = {
  ...READER_1_11,
  aliases: ['mysqldsource'],
  parameters: {
    ...SHARDED_PARAMETERS,
    fetchSize: FETCH_SIZE,
    ...TIMEOUTS_1_16,
    properties: { type: 'text-map', description: 'Connection properties handed to the JDBC driver.' },
  },
};

export const spec = shardedSpec({
  name: 'mysqld',
  title: 'MySQL in shards',
  description:
    'Tables of several MySQL databases of one schema, read as one: the datasource lists them under `shards`. The jar of ChunJun’s default build holds no driver and no JDBC base, so both have to be put beside it.',
  datasourceTypes: ['mysql', 'mariadb'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: {},
});
