import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:dm:', aliases: [], defaultPort: '5236' };

/** FlinkX 1.11 `DmDatabaseMeta`, ChunJun 1.16 `DmDialect`: MERGE, no REPLACE. */
const ON_CHUNJUN: JdbcDatabase = { plugin: 'dm', address: ADDRESS, typeWords: 'dm', modes: ['append', 'upsert'] };
const ON_FLINKX: JdbcDatabase = { ...ON_CHUNJUN, queryTimeOut: 3000 };

export const spec = jdbcSpec({
  name: 'dm',
  title: 'Dameng',
  description: 'Tables of Dameng (DM).',
  datasourceTypes: ['dm'],
  flinkx: ON_FLINKX,
  chunjun: ON_CHUNJUN,
});
