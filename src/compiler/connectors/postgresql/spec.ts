import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:postgresql:', aliases: [], defaultPort: '5432' };

/** FlinkX 1.11 `PostgresqlDatabaseMeta`, ChunJun 1.16 `PostgresqlDialect`: INSERT … ON CONFLICT, no REPLACE. */
const ON_FLINKX: JdbcDatabase = {
  plugin: 'postgresql',
  address: ADDRESS,
  typeWords: 'postgresql',
  modes: ['append', 'upsert'],
};
const ON_CHUNJUN: JdbcDatabase = { ...ON_FLINKX, otherNames: ['adbpostgresql'] };

export const spec = jdbcSpec({
  name: 'postgresql',
  title: 'PostgreSQL',
  description:
    'Tables of PostgreSQL; a schema goes before the table (`sales.orders`) or under `options: { connection: [{ schema }] }`. The jar of ChunJun’s default build holds no driver and no JDBC base, so both have to be put beside it.',
  datasourceTypes: ['postgresql'],
  flinkx: ON_FLINKX,
  chunjun: ON_CHUNJUN,
});
