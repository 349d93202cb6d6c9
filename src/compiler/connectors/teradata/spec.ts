import { pluginConnectorSpec, type JdbcAddress } from '../../connector/index.ts';
import { flinkxReader, flinkxWriter, type JdbcDatabase } from '../jdbc-family/jdbc-database.ts';

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

export const spec = pluginConnectorSpec({
  name: 'teradata',
  title: 'Teradata',
  description: 'Tables of Teradata. FlinkX alone has it. Rows can only be added.',
  datasourceTypes: ['teradata'],
  reader: { flinkx: flinkxReader(ON_FLINKX) },
  writer: { flinkx: flinkxWriter(ON_FLINKX) },
});
