import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:db2:',
  aliases: [],
  defaultPort: '50000',
  propertiesStart: ':',
  propertiesSeparator: ';',
  propertiesEnd: ';',
};

/** FlinkX 1.11 `Db2DatabaseMeta`, ChunJun 1.16 `Db2Dialect`: MERGE, no REPLACE. */
const DATABASE: JdbcDatabase = { plugin: 'db2', address: ADDRESS, typeWords: 'db2', modes: ['append', 'upsert'] };

export const spec = jdbcSpec({
  name: 'db2',
  title: 'Db2',
  description:
    'Tables of Db2. The jar of ChunJun’s default build holds no driver and no JDBC base, so both have to be put beside it.',
  datasourceTypes: ['db2'],
  flinkx: DATABASE,
  chunjun: DATABASE,
});
