import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:opengauss:', aliases: [], defaultPort: '5432' };

/** ChunJun 1.16 `OpengaussDialect`: INSERT … ON CONFLICT, no REPLACE. */
const ON_CHUNJUN: JdbcDatabase = {
  plugin: 'opengauss',
  address: ADDRESS,
  typeWords: 'postgresql',
  modes: ['append', 'upsert'],
};

export const spec = jdbcSpec({
  name: 'opengauss',
  title: 'openGauss',
  description:
    'Tables of openGauss. ChunJun alone has it. The jar of ChunJun’s default build holds no driver and no JDBC base, so both have to be put beside it.',
  datasourceTypes: ['opengauss'],
  chunjun: ON_CHUNJUN,
});
