import { pluginConnectorSpec, type JdbcAddress } from '../../connector/index.ts';
import { chunjunWriter, type JdbcDatabase } from '../jdbc-family/jdbc-database.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:vertica:', aliases: [], defaultPort: '5433' };

/** ChunJun 1.16 `Vertica11Dialect` and its output format: MERGE, no REPLACE; it has no reader. */
const ON_CHUNJUN: JdbcDatabase = {
  plugin: 'vertica11',
  address: ADDRESS,
  typeWords: 'vertica',
  modes: ['append', 'upsert'],
};

export const spec = pluginConnectorSpec({
  name: 'vertica11',
  title: 'Vertica 11',
  description:
    'Tables of Vertica 11, written. ChunJun alone has it. The jar of ChunJun’s default build holds no driver and no JDBC base, so both have to be put beside it.',
  datasourceTypes: ['vertica'],
  reader: {},
  writer: { chunjun: chunjunWriter(ON_CHUNJUN) },
});
