import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:pivotal:greenplum:',
  aliases: [],
  defaultPort: '5432',
  form: '//{host}:{port};DatabaseName={database}',
  propertiesStart: ';',
  propertiesSeparator: ';',
};

/** FlinkX 1.11 `GreenplumDatabaseMeta`, ChunJun 1.16 `GreenplumDialect`: both refuse update and replace. */
const DATABASE: JdbcDatabase = { plugin: 'greenplum', address: ADDRESS, typeWords: 'greenplum' };

export const spec = jdbcSpec({
  name: 'greenplum',
  title: 'Greenplum',
  description: 'Tables of Greenplum, by its own driver (`jdbc:pivotal:greenplum:`). Rows can only be added.',
  datasourceTypes: ['greenplum'],
  flinkx: DATABASE,
  chunjun: DATABASE,
});
