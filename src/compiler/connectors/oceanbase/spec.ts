import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:oceanbase:', aliases: [], defaultPort: '2881' };

const TENANT = {
  oceanBaseMode: {
    type: 'string',
    description: 'Mode of the tenant.',
    default: 'MYSQL',
    values: ['MYSQL', 'ORACLE'],
  },
} as const;

/** ChunJun 1.16 `OceanbaseDialect` (MySQL mode) and `OceanbaseOracleModeDialect`. */
const ON_CHUNJUN: JdbcDatabase = {
  plugin: 'oceanbase',
  address: ADDRESS,
  typeWords: 'oceanbase',
  modes: ['append', 'upsert', 'replace'],
  readerExtra: TENANT,
  writerExtra: TENANT,
};

export const spec = jdbcSpec({
  name: 'oceanbase',
  title: 'OceanBase',
  description:
    'Tables of OceanBase. ChunJun alone has it. `options: { oceanBaseMode: ORACLE }` for a tenant in Oracle mode, where mode `replace` does not work.',
  datasourceTypes: ['oceanbase'],
  chunjun: ON_CHUNJUN,
});
