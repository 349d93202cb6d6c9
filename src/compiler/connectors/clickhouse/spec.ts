import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:clickhouse:', aliases: [], defaultPort: '8123' };

/** FlinkX 1.11 `ClickhouseDatabaseMeta`, ChunJun 1.16 `ClickhouseDialect`: neither has update or replace. */
const DATABASE: JdbcDatabase = { plugin: 'clickhouse', address: ADDRESS, typeWords: 'clickhouse' };

export const spec = jdbcSpec({
  name: 'clickhouse',
  title: 'ClickHouse',
  description:
    'Tables of ClickHouse. Rows can only be added. The jar of ChunJun’s default build holds no driver and no JDBC base, so both have to be put beside it.',
  datasourceTypes: ['clickhouse'],
  flinkx: DATABASE,
  chunjun: DATABASE,
});
