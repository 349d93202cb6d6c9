import { pluginConnectorSpec, type JdbcAddress, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import { PASSWORD, TYPED_COLUMNS, USERNAME, WRITE_BATCH_1_16, type Parameters } from '../store-parameters.ts';

/** The address for queries; its database is said beside it. */
const JDBC: JdbcAddress = {
  scheme: 'jdbc:mysql:',
  aliases: ['jdbc:mariadb:'],
  defaultPort: '9030',
  form: '//{host}:{port}',
};

const DATABASE: ParameterSpec = {
  type: 'string',
  description: 'Database.',
  carries: 'datasource.database',
  required: true,
};
const TABLE: ParameterSpec = { type: 'string', description: 'Table.', carries: 'table', required: true };

/** ChunJun 1.16, `StarRocksConfig`: queries go to `url`, loads and plans to `feNodes`. */
const COMMON: Parameters = {
  url: { type: 'string', description: 'Address for queries.', carries: 'datasource.jdbcUrl', required: true },
  feNodes: {
    type: 'string-list',
    description: 'HTTP addresses of the front ends.',
    carries: 'datasource.otherHosts',
    defaultPort: '8030',
    required: true,
  },
  database: DATABASE,
  table: TABLE,
  username: { ...USERNAME, required: true },
  password: { ...PASSWORD, required: true },
  column: TYPED_COLUMNS,
  maxRetries: {
    type: 'integer',
    effect: 'resource',
    description: 'How often a request is tried again.',
    default: 3,
    minimum: 0,
  },
  waitRetryMills: {
    type: 'integer',
    effect: 'resource',
    description: 'Milliseconds before it is tried again.',
    default: 18_000,
    minimum: 0,
  },
};

function limit(description: string, value: number): ParameterSpec {
  return { type: 'integer', effect: 'resource', description, default: value, minimum: 1 };
}

const READER: PluginSpec = {
  name: 'starrocksreader',
  aliases: ['starrockssource'],
  typeWords: 'starrocks',
  jdbc: JDBC,
  parameters: {
    ...COMMON,
    filterStatement: { type: 'string', description: 'Condition.', carries: 'where' },
    beClientKeepLiveMin: limit('Minutes for which a connection to a back end is kept.', 10),
    beQueryTimeoutSecond: limit('Seconds for a query on a back end.', 600),
    beClientTimeout: limit('Milliseconds to wait for a back end.', 3000),
    beFetchRows: limit('Rows fetched at once.', 1024),
    beFetchMaxBytes: limit('Bytes fetched at once.', 1_073_741_824),
    beSocketProperties: { type: 'text-map', description: 'Settings of the connection to a back end.' },
  },
};

const WRITER: PluginSpec = {
  name: 'starrockswriter',
  aliases: ['starrockssink'],
  typeWords: 'starrocks',
  jdbc: JDBC,
  modes: ['append', 'upsert'],
  ownKey: true,
  needsOneOf: [
    ['database', 'nameMapped'],
    ['table', 'nameMapped'],
  ],
  parameters: {
    ...COMMON,
    database: { ...DATABASE, required: false },
    table: { ...TABLE, required: false },
    nameMapped: {
      type: 'boolean',
      description: 'Whether database and table come from the row, as rows of a change stream have them.',
      default: false,
    },
    isCacheTableStruct: {
      type: 'boolean',
      description: 'Whether tables of such rows are looked up once.',
      default: true,
    },
    checkStructFirstTime: {
      type: 'boolean',
      description: 'Whether their columns are compared with the first row.',
      default: true,
    },
    loadConfig: {
      type: 'object',
      description: 'How rows are loaded.',
      members: {
        httpCheckTimeoutMs: limit('Milliseconds to look for a front end.', 10_000),
        queueOfferTimeoutMs: limit('Milliseconds to wait for room in the queue.', 60_000),
        queuePollTimeoutMs: limit('Milliseconds to wait for rows of the queue.', 60_000),
        batchMaxSize: limit('Bytes of one load at most.', 52_428_800),
        batchMaxRows: limit('Rows of one load at most.', 204_800),
        headProperties: { type: 'text-map', description: 'Headers of the load.' },
      },
    },
    preSql: { type: 'string-list', description: 'Run before the first row.', carries: 'preSql' },
    postSql: { type: 'string-list', description: 'Run after the last row.', carries: 'postSql' },
    ...WRITE_BATCH_1_16,
    batchSize: limit('Rows written at once.', 1024),
  },
};

export const spec = pluginConnectorSpec({
  name: 'starrocks',
  title: 'StarRocks',
  description:
    'Tables of StarRocks, on ChunJun alone: `host` and `port` (or `url`) of the datasource are for queries, `hosts` the HTTP addresses of the front ends.',
  datasourceTypes: ['starrocks'],
  reader: { chunjun: READER },
  writer: { chunjun: WRITER },
});
