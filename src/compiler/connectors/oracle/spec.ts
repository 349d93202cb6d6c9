import { pluginConnectorSpec, type JdbcAddress } from '../../connector/index.ts';
import {
  chunjunReader,
  chunjunWriter,
  flinkxReader,
  flinkxWriter,
  type JdbcDatabase,
} from '../jdbc-family/jdbc-database.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:oracle:thin:',
  aliases: [],
  defaultPort: '1521',
  form: '@//{host}:{port}/{database}',
};

/** FlinkX 1.11 `OracleDatabaseMeta`, ChunJun 1.16 `OracleDialect`: MERGE, no REPLACE. Thin driver with the name of a service. */
const ON_FLINKX: JdbcDatabase = {
  plugin: 'oracle',
  address: ADDRESS,
  typeWords: 'oracle',
  modes: ['append', 'upsert'],
  queryTimeOut: 3000,
};
const ON_CHUNJUN: JdbcDatabase = {
  plugin: 'oracle',
  address: ADDRESS,
  typeWords: 'oracle',
  modes: ['append', 'upsert'],
};

export const spec = pluginConnectorSpec({
  name: 'oracle',
  title: 'Oracle',
  description:
    'Tables of Oracle, by the name of a service; give a SID (`jdbc:oracle:thin:@host:1521:ORCL`) or a cluster as `url`. Names are taken as they are written, so mostly in capitals. ChunJun’s plugin is not built without Oracle’s driver.',
  datasourceTypes: ['oracle'],
  reader: { flinkx: flinkxReader(ON_FLINKX), chunjun: chunjunReader(ON_CHUNJUN) },
  writer: { flinkx: flinkxWriter(ON_FLINKX), chunjun: chunjunWriter(ON_CHUNJUN) },
});
