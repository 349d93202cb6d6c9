import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:teradata:',
  aliases: [],
  defaultPort: '1025',
  form: '//{host}/DBS_PORT={port},DATABASE={database}',
  propertiesStart: '/',
  propertiesSeparator: ',',
};

/** FlinkX 1.11 `TeradataDatabaseMeta`: neither update nor replace. */
const ON_FLINKX: JdbcDatabase = { plugin: 'teradata', address: ADDRESS, typeWords: 'plain' };

export const spec = jdbcSpec({
  name: 'teradata',
  title: 'Teradata',
  description: 'Tables of Teradata. FlinkX alone has it. Rows can only be added.',
  datasourceTypes: ['teradata'],
  flinkx: ON_FLINKX,
});
