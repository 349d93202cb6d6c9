import { pluginConnectorSpec, type JdbcAddress } from '../../connector/index.ts';
import { chunjunReader, type JdbcDatabase } from '../jdbc-family/jdbc-database.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:jtds:sybase:',
  aliases: [],
  defaultPort: '5000',
  propertiesStart: ';',
  propertiesSeparator: ';',
};

/** ChunJun 1.16 `SybaseDialect`; it has no writer. */
const ON_CHUNJUN: JdbcDatabase = { plugin: 'sybase', address: ADDRESS, typeWords: 'sybase' };

export const spec = pluginConnectorSpec({
  name: 'sybase',
  title: 'Sybase ASE',
  description:
    'Tables of Sybase ASE, read by the jTDS driver. ChunJun alone has it. The jar of ChunJun’s default build holds no driver and no JDBC base, so both have to be put beside it.',
  datasourceTypes: ['sybase'],
  reader: { chunjun: chunjunReader(ON_CHUNJUN) },
  writer: {},
});
