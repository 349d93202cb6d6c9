import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:kingbase8:', aliases: [], defaultPort: '54321' };

/** FlinkX 1.11 `KingBaseDatabaseMeta`, ChunJun 1.16 `KingbaseDialect`: INSERT … ON CONFLICT, no REPLACE. */
const DATABASE: JdbcDatabase = {
  plugin: 'kingbase',
  address: ADDRESS,
  typeWords: 'kingbase',
  modes: ['append', 'upsert'],
};

export const spec = jdbcSpec({
  name: 'kingbase',
  title: 'KingbaseES',
  description: 'Tables of KingbaseES.',
  datasourceTypes: ['kingbase'],
  flinkx: DATABASE,
  chunjun: DATABASE,
});
