import { pluginConnectorSpec, type JdbcAddress } from '../../connector/index.ts';
import {
  chunjunReader,
  chunjunWriter,
  flinkxReader,
  flinkxWriter,
  type JdbcDatabase,
} from '../jdbc-family/jdbc-database.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:pivotal:greenplum:',
  aliases: [],
  defaultPort: '5432',
  form: '//{host}:{port};DatabaseName={database}',
  propertiesStart: ';',
  propertiesSeparator: ';',
};

/** FlinkX 1.11 `GreenplumDatabaseMeta`, ChunJun 1.16 `GreenplumDialect`: both refuse update and replace. */
const ON_FLINKX: JdbcDatabase = { plugin: 'greenplum', address: ADDRESS, typeWords: 'greenplum' };
const ON_CHUNJUN: JdbcDatabase = { plugin: 'greenplum', address: ADDRESS, typeWords: 'greenplum' };

export const spec = pluginConnectorSpec({
  name: 'greenplum',
  title: 'Greenplum',
  description: 'Tables of Greenplum, by its own driver (`jdbc:pivotal:greenplum:`). Rows can only be added.',
  datasourceTypes: ['greenplum'],
  reader: { flinkx: flinkxReader(ON_FLINKX), chunjun: chunjunReader(ON_CHUNJUN) },
  writer: { flinkx: flinkxWriter(ON_FLINKX), chunjun: chunjunWriter(ON_CHUNJUN) },
});
