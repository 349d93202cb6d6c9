import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:sqlserver:',
  aliases: [],
  defaultPort: '1433',
  form: '//{host}:{port};databaseName={database}',
  propertiesStart: ';',
  propertiesSeparator: ';',
};
const ADDRESS_1_11: JdbcAddress = { ...ADDRESS, scheme: 'jdbc:jtds:sqlserver:', aliases: ['jdbc:sqlserver:'] };

const NO_LOCK = {
  withNoLock: { type: 'boolean', description: 'Reads without locks.', default: false },
} as const;

/** FlinkX 1.11 `SqlServerDatabaseMeta`, ChunJun 1.16 `SqlserverDialect`: MERGE, no REPLACE. */
const ON_CHUNJUN: JdbcDatabase = {
  plugin: 'sqlserver',
  address: ADDRESS,
  typeWords: 'sqlserver',
  modes: ['append', 'upsert'],
};
const ON_FLINKX: JdbcDatabase = {
  ...ON_CHUNJUN,
  address: ADDRESS_1_11,
  readerExtra: NO_LOCK,
  writerExtra: NO_LOCK,
};

export const spec = jdbcSpec({
  name: 'sqlserver',
  title: 'SQL Server',
  description: 'Tables of SQL Server. FlinkX carries the jTDS driver, ChunJun that and Microsoft’s.',
  datasourceTypes: ['sqlserver'],
  flinkx: ON_FLINKX,
  chunjun: ON_CHUNJUN,
});
