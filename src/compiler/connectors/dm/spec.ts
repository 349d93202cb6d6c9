import { pluginConnectorSpec, type JdbcAddress } from '../../connector/index.ts';
import {
  chunjunReader,
  chunjunWriter,
  flinkxReader,
  flinkxWriter,
  type JdbcDatabase,
} from '../jdbc-family/jdbc-database.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:dm:', aliases: [], defaultPort: '5236' };

/** FlinkX 1.11 `DmDatabaseMeta`, ChunJun 1.16 `DmDialect`: MERGE, no REPLACE. */
const ON_FLINKX: JdbcDatabase = {
  plugin: 'dm',
  address: ADDRESS,
  typeWords: 'dm',
  modes: ['append', 'upsert'],
  queryTimeOut: 3000,
};
const ON_CHUNJUN: JdbcDatabase = { plugin: 'dm', address: ADDRESS, typeWords: 'dm', modes: ['append', 'upsert'] };

export const spec = pluginConnectorSpec({
  name: 'dm',
  title: 'Dameng',
  description: 'Tables of Dameng (DM).',
  datasourceTypes: ['dm'],
  reader: { flinkx: flinkxReader(ON_FLINKX), chunjun: chunjunReader(ON_CHUNJUN) },
  writer: { flinkx: flinkxWriter(ON_FLINKX), chunjun: chunjunWriter(ON_CHUNJUN) },
});
