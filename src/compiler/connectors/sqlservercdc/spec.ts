import { pluginConnectorSpec, type JdbcAddress, type PluginSpec } from '../../connector/index.ts';
import { CHANGED_COLUMNS, CHANGES, PAVING_DATA, SPLIT_UPDATE, TIMESTAMP_FORMAT } from '../cdc-parameters.ts';
import { PASSWORD, USERNAME, type Parameters } from '../store-parameters.ts';

/** Microsoft's driver: what follows the server are its properties. */
const SQLSERVER_URL: JdbcAddress = {
  scheme: 'jdbc:sqlserver:',
  aliases: [],
  defaultPort: '1433',
  form: '//{host}:{port};databaseName={database}',
  propertiesStart: ';',
  propertiesSeparator: ';',
};

const BOTH: Parameters = {
  url: { type: 'string', description: 'Address of the server.', carries: 'datasource.jdbcUrl', required: true },
  username: { ...USERNAME, required: true },
  password: { ...PASSWORD, required: true },
  databaseName: { type: 'string', description: 'Database.', carries: 'datasource.database', required: true },
  tableList: { type: 'string-list', description: 'Tables as schema.table.', carries: 'table', required: true },
  cat: CHANGES,
  pavingData: { ...PAVING_DATA, default: false },
  lsn: {
    type: 'string',
    description: 'Log sequence number to begin at; left out = the newest.',
    carries: 'start.lsn',
  },
};

/**
 * FlinkX 1.11, `SqlservercdcReader`. It looks for `pollInterval` beside `parameter` and not in it, so that
 * a job cannot change the second that it waits.
 */
const READER_1_11: PluginSpec = {
  name: 'sqlservercdcreader',
  rowsAreMaps: true,
  endless: true,
  maximumParallelism: 1,
  startsAt: ['latest', 'now'],
  jdbc: SQLSERVER_URL,
  parameters: BOTH,
};

/** ChunJun 1.16, `SqlServerCdcConfig`: without tables its check of them fails with a NullPointerException. */
const READER_1_16: PluginSpec = {
  ...READER_1_11,
  rowsAreMaps: false,
  aliases: ['sqlservercdcsource'],
  parameters: {
    ...BOTH,
    pollInterval: {
      type: 'integer',
      effect: 'resource',
      description: 'Milliseconds between two queries.',
      default: 1000,
      minimum: 1,
    },
    splitUpdate: SPLIT_UPDATE,
    timestampFormat: TIMESTAMP_FORMAT,
    autoCommit: { type: 'boolean', description: 'Commits after each query.', default: false },
    autoResetConnection: { type: 'boolean', description: 'Connects anew after each query.', default: false },
    ...CHANGED_COLUMNS,
  },
};

export const spec = pluginConnectorSpec({
  name: 'sqlservercdc',
  title: 'SQL Server CDC',
  description:
    'Changes of SQL Server tables, named by `table` as schema.table. CDC has to be switched on for the database and each table.',
  datasourceTypes: ['sqlserver'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: {},
});
