import { pluginConnectorSpec, type JdbcAddress } from '../../connector/index.ts';
import {
  chunjunReader,
  chunjunWriter,
  flinkxReader,
  flinkxWriter,
  type JdbcDatabase,
} from '../jdbc-family/jdbc-database.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:sap:',
  aliases: [],
  defaultPort: '39015',
  form: '//{host}:{port}/?databaseName={database}',
};

/** FlinkX 1.11 `SaphanaDatabaseMeta` writes MySQL’s ON DUPLICATE KEY and REPLACE, which HANA does not know; ChunJun 1.16 `SaphanaDialect`: MERGE. */
const ON_FLINKX: JdbcDatabase = { plugin: 'saphana', address: ADDRESS, typeWords: 'saphana' };
const ON_CHUNJUN: JdbcDatabase = {
  plugin: 'saphana',
  address: ADDRESS,
  typeWords: 'saphana',
  modes: ['append', 'upsert'],
};

export const spec = pluginConnectorSpec({
  name: 'saphana',
  title: 'SAP HANA',
  description:
    'Tables of SAP HANA. FlinkX can only add rows: its statements for update and replace are MySQL’s. The jar of ChunJun’s default build holds no driver and no JDBC base, so both have to be put beside it.',
  datasourceTypes: ['saphana'],
  reader: { flinkx: flinkxReader(ON_FLINKX), chunjun: chunjunReader(ON_CHUNJUN) },
  writer: { flinkx: flinkxWriter(ON_FLINKX), chunjun: chunjunWriter(ON_CHUNJUN) },
});
