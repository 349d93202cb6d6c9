import { pluginConnectorSpec, type JdbcAddress, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import { CHANGED_COLUMNS, CHANGES, PAVING_DATA, SPLIT_UPDATE, TIMESTAMP_FORMAT } from '../cdc-parameters.ts';
import { PASSWORD, USERNAME, type Parameters } from '../store-parameters.ts';

/** The plugins carry MySQL's own driver, for MariaDB too. */
const MYSQL_URL: JdbcAddress = { scheme: 'jdbc:mysql:', aliases: ['jdbc:mariadb:'], defaultPort: '3306' };

/** Both generations have `BinlogConfig`; the file of the first position has another name in each. */
function startIn(fileKey: string): ParameterSpec {
  return {
    type: 'object',
    description: 'Where the first start begins; left out = at the newest change.',
    members: {
      timestamp: { type: 'integer', description: 'Milliseconds since 1970.', carries: 'start.time', minimum: 0 },
      [fileKey]: { type: 'string', description: 'Binlog file.', carries: 'start.file' },
      position: { type: 'integer', description: 'Position in the file.', carries: 'start.position', minimum: 0 },
    },
  };
}

const BOTH: Parameters = {
  jdbcUrl: { type: 'string', description: 'Address of the server.', carries: 'datasource.jdbcUrl', required: true },
  host: { type: 'string', description: 'Server.', carries: 'datasource.host', required: true },
  port: { type: 'integer', description: 'Port of the server.', carries: 'datasource.port', default: 3306 },
  username: { ...USERNAME, required: true },
  password: PASSWORD,
  table: { type: 'string-list', description: 'Tables of the database, or database.table.', carries: 'table' },
  filter: {
    type: 'string',
    description: 'Pattern of database.table, several with commas between them; of no account beside `table`.',
    carries: 'table.match',
    qualified: true,
    separator: ',',
  },
  cat: CHANGES,
  pavingData: { ...PAVING_DATA, default: true },
  bufferSize: {
    type: 'integer',
    effect: 'resource',
    description: 'Events that may wait in memory, a power of two.',
    default: 256,
    minimum: 1,
    powerOfTwo: true,
  },
  period: {
    type: 'integer',
    description: 'Milliseconds between two looks at the position.',
    default: 1000,
    minimum: 1,
  },
  slaveId: { type: 'integer', description: 'Server id of the reader, unlike any other of the cluster.', minimum: 1 },
  connectionCharset: { type: 'string', description: 'Character set of the connection.', default: 'UTF-8' },
  detectingEnable: { type: 'boolean', description: 'Sends a heartbeat query.', default: true },
  detectingSQL: { type: 'string', description: 'The heartbeat query.', default: 'SELECT CURRENT_DATE' },
  enableTsdb: { type: 'boolean', description: 'Keeps how the tables looked at each time.', default: true },
  parallel: { type: 'boolean', description: 'Parses events on several threads.', default: true },
  parallelThreadSize: {
    type: 'integer',
    effect: 'resource',
    description: 'Threads that parse.',
    default: 2,
    minimum: 1,
  },
  isGTIDMode: { type: 'boolean', description: 'Follows GTIDs in place of file and position.', default: false },
};

/** `BinlogInputFormatBuilder` refuses more than one channel; no position given = the server's newest. */
const READS = {
  endless: true,
  targetOptional: true,
  maximumParallelism: 1,
  startsAt: ['latest', 'now'],
  jdbc: MYSQL_URL,
} as const;

/** FlinkX 1.11, `BinlogConfig` and `BinlogInputFormat`. */
const READER_1_11: PluginSpec = {
  name: 'binlogreader',
  ...READS,
  rowsAreMaps: true,
  parameters: { ...BOTH, start: startIn('journalName') },
};

/** Seen with ChunJun 1.16 reading MariaDB 10.11, server and Java in UTC. */
const CAUTION: PluginSpec['caution'] = {
  message: '`binlogreader` of ChunJun 1.16 gives other rows than the table has',
  notes: [
    'values of type DATETIME were seen eight hours early: 01:02:03 came out as 17:02:03 of the day before, with server and engine in UTC',
    'updates and deletes come as inserts, which the column `type` alone tells apart, so a sink that goes by the kind of row inserts them all',
  ],
  help: 'compare one row on both sides before you rely on times, and write `type` along',
};

/** ChunJun 1.16, the same classes. */
const READER_1_16: PluginSpec = {
  name: 'binlogreader',
  aliases: ['binlogsource'],
  caution: CAUTION,
  ...READS,
  parameters: {
    ...BOTH,
    start: startIn('journal-name'),
    split: SPLIT_UPDATE,
    ddlSkip: { type: 'boolean', description: 'Leaves out changes of tables themselves.', default: true },
    initialTableStructure: { type: 'boolean', description: 'Sends the tables as they are first.', default: false },
    offsetLength: { type: 'integer', description: 'Digits of a position in its text.', default: 18, minimum: 1 },
    transactionSize: { type: 'integer', description: 'Events taken together.', default: 1024, minimum: 1 },
    timestampFormat: TIMESTAMP_FORMAT,
    queryTimeOut: {
      type: 'integer',
      effect: 'resource',
      description: 'Milliseconds to wait for an answer.',
      default: 300_000,
      minimum: 1,
    },
    connectTimeOut: {
      type: 'integer',
      effect: 'resource',
      description: 'Milliseconds to wait for a connection.',
      default: 60_000,
      minimum: 1,
    },
    ...CHANGED_COLUMNS,
  },
};

export const spec = pluginConnectorSpec({
  name: 'binlog',
  title: 'MySQL binlog',
  description:
    'Changes of MySQL and MariaDB tables as their binlog has them. `table` is a name, a list or a pattern; without it all tables of the database are read.',
  datasourceTypes: ['mysql', 'mariadb'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: {},
});
