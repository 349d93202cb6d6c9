import { pluginConnectorSpec, type JdbcAddress } from '../../connector/index.ts';
import {
  chunjunReader,
  chunjunWriter,
  flinkxReader,
  flinkxWriter,
  type JdbcDatabase,
} from '../jdbc-family/jdbc-database.ts';

const ADDRESS_1_11: JdbcAddress = {
  scheme: 'jdbc:jtds:sqlserver:',
  aliases: ['jdbc:sqlserver:'],
  defaultPort: '1433',
  form: '//{host}:{port};databaseName={database}',
  propertiesStart: ';',
  propertiesSeparator: ';',
};
const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:sqlserver:',
  aliases: [],
  defaultPort: '1433',
  form: '//{host}:{port};databaseName={database}',
  propertiesStart: ';',
  propertiesSeparator: ';',
};

const NO_LOCK = {
  withNoLock: { type: 'boolean', description: 'Reads without locks.', default: false },
} as const;

/** FlinkX 1.11 `SqlServerDatabaseMeta`, ChunJun 1.16 `SqlserverDialect`: MERGE, no REPLACE. */
const ON_FLINKX: JdbcDatabase = {
  plugin: 'sqlserver',
  address: ADDRESS_1_11,
  typeWords: 'sqlserver',
  modes: ['append', 'upsert'],
  readerExtra: NO_LOCK,
  writerExtra: NO_LOCK,
};
const ON_CHUNJUN: JdbcDatabase = {
  plugin: 'sqlserver',
  address: ADDRESS,
  typeWords: 'sqlserver',
  modes: ['append', 'upsert'],
};

export const spec = pluginConnectorSpec({
  name: 'sqlserver',
  title: 'SQL Server',
  description: 'Tables of SQL Server. FlinkX carries the jTDS driver, ChunJun that and Microsoft’s.',
  datasourceTypes: ['sqlserver'],
  reader: { flinkx: flinkxReader(ON_FLINKX), chunjun: chunjunReader(ON_CHUNJUN) },
  writer: { flinkx: flinkxWriter(ON_FLINKX), chunjun: chunjunWriter(ON_CHUNJUN) },
});
