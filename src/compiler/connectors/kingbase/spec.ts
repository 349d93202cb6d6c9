import { pluginConnectorSpec, type JdbcAddress } from '../../connector/index.ts';
import {
  chunjunReader,
  chunjunWriter,
  flinkxReader,
  flinkxWriter,
  type JdbcDatabase,
} from '../jdbc-family/jdbc-database.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:kingbase8:', aliases: [], defaultPort: '54321' };

/** FlinkX 1.11 `KingBaseDatabaseMeta`, ChunJun 1.16 `KingbaseDialect`: INSERT … ON CONFLICT, no REPLACE. */
const ON_FLINKX: JdbcDatabase = {
  plugin: 'kingbase',
  address: ADDRESS,
  typeWords: 'kingbase',
  modes: ['append', 'upsert'],
};
const ON_CHUNJUN: JdbcDatabase = {
  plugin: 'kingbase',
  address: ADDRESS,
  typeWords: 'kingbase',
  modes: ['append', 'upsert'],
};

export const spec = pluginConnectorSpec({
  name: 'kingbase',
  title: 'KingbaseES',
  description: 'Tables of KingbaseES.',
  datasourceTypes: ['kingbase'],
  reader: { flinkx: flinkxReader(ON_FLINKX), chunjun: chunjunReader(ON_CHUNJUN) },
  writer: { flinkx: flinkxWriter(ON_FLINKX), chunjun: chunjunWriter(ON_CHUNJUN) },
});
