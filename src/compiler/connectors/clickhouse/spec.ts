import { pluginConnectorSpec, type JdbcAddress } from '../../connector/index.ts';
import {
  chunjunReader,
  chunjunWriter,
  flinkxReader,
  flinkxWriter,
  type JdbcDatabase,
} from '../jdbc-family/jdbc-database.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:clickhouse:', aliases: [], defaultPort: '8123' };

/** FlinkX 1.11 `ClickhouseDatabaseMeta`, ChunJun 1.16 `ClickhouseDialect`: neither has update or replace. */
const ON_FLINKX: JdbcDatabase = { plugin: 'clickhouse', address: ADDRESS, typeWords: 'clickhouse' };
const ON_CHUNJUN: JdbcDatabase = { plugin: 'clickhouse', address: ADDRESS, typeWords: 'clickhouse' };

export const spec = pluginConnectorSpec({
  name: 'clickhouse',
  title: 'ClickHouse',
  description:
    'Tables of ClickHouse. Rows can only be added. The jar of ChunJun’s default build holds no driver and no JDBC base, so both have to be put beside it.',
  datasourceTypes: ['clickhouse'],
  reader: { flinkx: flinkxReader(ON_FLINKX), chunjun: chunjunReader(ON_CHUNJUN) },
  writer: { flinkx: flinkxWriter(ON_FLINKX), chunjun: chunjunWriter(ON_CHUNJUN) },
});
