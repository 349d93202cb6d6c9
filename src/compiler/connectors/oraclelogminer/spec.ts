import { pluginConnectorSpec, type JdbcAddress, type PluginSpec } from '../../connector/index.ts';
import { CHANGED_COLUMNS, CHANGES, PAVING_DATA, SPLIT_UPDATE, TIMESTAMP_FORMAT } from '../cdc-parameters.ts';
import { PASSWORD, USERNAME, type Parameters } from '../store-parameters.ts';

/** Oracle's thin driver with the name of a service; a SID or a cluster goes under `url`. */
const ORACLE_URL: JdbcAddress = {
  scheme: 'jdbc:oracle:thin:',
  aliases: [],
  defaultPort: '1521',
  form: '@//{host}:{port}/{database}',
};

const BOTH: Parameters = {
  jdbcUrl: { type: 'string', description: 'Address of the server.', carries: 'datasource.jdbcUrl', required: true },
  username: { ...USERNAME, required: true },
  password: { ...PASSWORD, required: true },
  table: { type: 'string-list', description: 'Tables as SCHEMA.TABLE, or SCHEMA.*.', carries: 'table' },
  cat: { ...CHANGES, required: false, default: 'UPDATE,INSERT,DELETE' },
  readPosition: {
    type: 'string',
    description: 'What decides where the first start begins.',
    carries: 'start.kind',
    words: { earliest: 'all', latest: 'current', now: 'current', time: 'time', scn: 'scn' },
    default: 'current',
  },
  startTime: {
    type: 'integer',
    description: 'Milliseconds since 1970, where readPosition is time.',
    carries: 'start.time',
    default: 0,
  },
  startSCN: { type: 'string', description: 'Number of the change, where readPosition is scn.', carries: 'start.scn' },
  pavingData: { ...PAVING_DATA, default: false },
  fetchSize: { type: 'integer', effect: 'resource', description: 'Rows fetched at once.', default: 1000, minimum: 1 },
  queryTimeout: {
    type: 'integer',
    effect: 'resource',
    description: 'Seconds to wait for an answer.',
    default: 300,
    minimum: 0,
  },
  supportAutoAddLog: { type: 'boolean', description: 'Lets Oracle add log files by itself.', default: false },
  driverName: { type: 'string', description: 'Class of the driver.', default: 'oracle.jdbc.driver.OracleDriver' },
  listenerTables: {
    type: 'string',
    description: 'The same as `table` as one text, of no account beside it.',
  },
};

/** FlinkX 1.11, `LogMinerConfig`, and `OracleLogMinerInputFormatBuilder`, which refuses more than one channel. */
const READER_1_11: PluginSpec = {
  name: 'oraclelogminerreader',
  rowsAreMaps: true,
  endless: true,
  targetOptional: true,
  maximumParallelism: 1,
  startsAt: ['latest', 'now'],
  jdbc: ORACLE_URL,
  parameters: BOTH,
};

/**
 * ChunJun 1.16, the same classes. Flattened and split rows exclude each other there, and it needs two events
 * or more in each of its caches.
 */
const READER_1_16: PluginSpec = {
  ...READER_1_11,
  rowsAreMaps: false,
  pairs: [
    {
      option: 'pavingData',
      is: true,
      other: 'split',
      values: [false],
      otherwise: 'the plugin refuses both together when the job starts',
    },
  ],
  aliases: ['oraclelogminersource'],
  parameters: {
    ...BOTH,
    split: { ...SPLIT_UPDATE, description: 'Makes two rows of an update; not together with pavingData.' },
    ddlSkip: { type: 'boolean', description: 'Leaves out changes of tables themselves.', default: true },
    initialTableStructure: { type: 'boolean', description: 'Sends the tables as they are first.', default: false },
    maxLogFileSize: {
      type: 'integer',
      description: 'Bytes of log files that are loaded at once.',
      default: 5_368_709_120,
      minimum: 1,
    },
    ioThreads: { type: 'integer', effect: 'resource', description: 'Threads that load logs.', default: 1, minimum: 1 },
    retryTimes: {
      type: 'integer',
      effect: 'resource',
      description: 'How often a failed query is tried again.',
      default: 3,
      minimum: 0,
    },
    transactionCacheNumSize: {
      type: 'integer',
      description: 'Transactions that are kept until they end.',
      default: 1000,
      minimum: 2,
    },
    transactionEventSize: {
      type: 'integer',
      description: 'Changes of one transaction that are kept.',
      default: 5000,
      minimum: 2,
    },
    transactionExpireTime: {
      type: 'integer',
      description: 'Minutes after which an open transaction is forgotten.',
      default: 20,
      minimum: 1,
    },
    timestampFormat: TIMESTAMP_FORMAT,
    enableFetchAll: { type: 'boolean', description: 'Copies the tables as they are first.', default: false },
    properties: {
      type: 'text-map',
      description: 'Properties of the connection besides user and password.',
      carries: 'datasource.properties',
      members: {},
    },
    ...CHANGED_COLUMNS,
  },
};

export const spec = pluginConnectorSpec({
  name: 'oraclelogminer',
  title: 'Oracle LogMiner',
  description:
    'Changes of Oracle tables, named by `table` as SCHEMA.TABLE, out of the redo logs. Oracle has to archive its logs with supplemental data.',
  datasourceTypes: ['oracle'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: {},
});
