import { pluginConnectorSpec, type JdbcAddress } from '../../connector/index.ts';
import { chunjunReader, chunjunWriter, type JdbcDatabase } from '../jdbc-family/jdbc-database.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:opengauss:', aliases: [], defaultPort: '5432' };

/** ChunJun 1.16 `OpengaussDialect`: INSERT … ON CONFLICT, no REPLACE. */
const ON_CHUNJUN: JdbcDatabase = {
  plugin: 'opengauss',
  address: ADDRESS,
  typeWords: 'postgresql',
  modes: ['append', 'upsert'],
};

export const spec = pluginConnectorSpec({
  name: 'opengauss',
  title: 'openGauss',
  description:
    'Tables of openGauss. ChunJun alone has it. The jar of ChunJun’s default build holds no driver and no JDBC base, so both have to be put beside it.',
  datasourceTypes: ['opengauss'],
  reader: { chunjun: chunjunReader(ON_CHUNJUN) },
  writer: { chunjun: chunjunWriter(ON_CHUNJUN) },
});
