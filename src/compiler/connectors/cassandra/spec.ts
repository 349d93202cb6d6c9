import { pluginConnectorSpec, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import { PASSWORD, TYPED_COLUMNS, USERNAME, WRITE_BATCH_1_16, type Parameters } from '../store-parameters.ts';

const HOST: ParameterSpec = {
  type: 'string',
  description: 'Servers that are asked first, with `,` between them.',
  carries: 'datasource.host',
  required: true,
};
const PORT: ParameterSpec = { type: 'integer', description: 'Port of all servers.', carries: 'datasource.port' };
const KEYSPACE: ParameterSpec = {
  type: 'string',
  description: 'Keyspace.',
  carries: 'datasource.database',
  required: true,
};
const TABLE: ParameterSpec = { type: 'string', description: 'Table.', carries: 'table', required: true };
const USE_SSL: ParameterSpec = { type: 'boolean', description: 'Whether the connection is encrypted.', default: false };
const WHERE: ParameterSpec = { type: 'string', description: 'Condition in CQL.', carries: 'where' };
const LEVELS = [
  'ANY',
  'ONE',
  'TWO',
  'THREE',
  'QUORUM',
  'ALL',
  'LOCAL_QUORUM',
  'EACH_QUORUM',
  'SERIAL',
  'LOCAL_SERIAL',
  'LOCAL_ONE',
];
const CONSISTENCY: ParameterSpec = {
  type: 'string',
  description: 'How many copies have to answer.',
  values: LEVELS,
};
const ASYNC_WRITE: ParameterSpec = {
  type: 'boolean',
  description: 'Whether rows are written without waiting for each answer.',
  default: false,
};

/** FlinkX 1.11, `CassandraReader` and `CassandraWriter`; `consistancyLevel` is spelt so. */
const COMMON_1_11: Parameters = {
  host: HOST,
  port: { ...PORT, default: 9042 },
  username: USERNAME,
  password: PASSWORD,
  useSSL: USE_SSL,
  keyspace: KEYSPACE,
  table: TABLE,
  connectionsPerHost: {
    type: 'integer',
    effect: 'resource',
    description: 'Connections to one server.',
    default: 8,
    minimum: 1,
  },
  maxPendingPerConnection: {
    type: 'integer',
    description: 'Requests that wait on one connection.',
    default: 128,
    minimum: 1,
  },
  consistancyLevel: CONSISTENCY,
  cassandraConfig: { type: 'object', description: 'A map into which the keys beside it are copied.' },
  column: TYPED_COLUMNS,
};

const READER_1_11: PluginSpec = {
  name: 'cassandrareader',
  typeWords: 'cassandra',
  restores: false,
  parameters: {
    ...COMMON_1_11,
    where: WHERE,
    allowFiltering: {
      type: 'boolean',
      description: 'Whether a condition may look at columns without an index.',
      default: false,
    },
  },
};

const WRITER_1_11: PluginSpec = {
  name: 'cassandrawriter',
  typeWords: 'cassandra',
  restores: false,
  modes: ['append', 'upsert'],
  ownKey: true,
  parameters: {
    ...COMMON_1_11,
    asyncWrite: ASYNC_WRITE,
    batchSize: { type: 'integer', effect: 'resource', description: 'Rows written at once.', default: 1, minimum: 1 },
  },
};

function milliseconds(description: string): ParameterSpec {
  return {
    type: 'integer',
    effect: 'resource',
    description: `Milliseconds ${description}.`,
    default: 60_000,
    minimum: 0,
  };
}

/** ChunJun 1.16, `CassandraCommonConfig`. */
const COMMON_1_16: Parameters = {
  host: HOST,
  port: { ...PORT, required: true },
  userName: USERNAME,
  password: PASSWORD,
  tableName: TABLE,
  keyspaces: KEYSPACE,
  useSSL: USE_SSL,
  hostDistance: {
    type: 'string',
    description: 'Which servers get connections.',
    default: 'LOCAL',
    values: ['LOCAL', 'REMOTE', 'IGNORED'],
  },
  clusterName: { type: 'string', description: 'Name of the connection.', default: 'chunjun-cluster' },
  consistency: { ...CONSISTENCY, default: 'LOCAL_QUORUM' },
  coreConnectionsPerHost: {
    type: 'integer',
    effect: 'resource',
    description: 'Connections to one server.',
    default: 8,
    minimum: 1,
  },
  maxConnectionsPerHost: {
    type: 'integer',
    effect: 'resource',
    description: 'Connections to one server at most.',
    default: 32_768,
    minimum: 1,
  },
  maxRequestsPerConnection: {
    type: 'integer',
    description: 'Requests on one connection at a time.',
    default: 1,
    minimum: 1,
  },
  maxQueueSize: { type: 'integer', description: 'Requests that wait for a connection.', default: 10_000, minimum: 0 },
  readTimeoutMillis: milliseconds('to wait for an answer'),
  connectTimeoutMillis: milliseconds('to wait for a connection'),
  poolTimeoutMillis: milliseconds('to wait for a connection of the pool'),
  column: TYPED_COLUMNS,
};

/** `CassandraService.session` closes the cluster that it returns a session of. */
const SUSPECT = 'in the code of 1.16 it closes its connection before the first row';

const READER_1_16: PluginSpec = {
  name: 'cassandrareader',
  aliases: ['cassandrasource'],
  typeWords: 'cassandra',
  suspect: SUSPECT,
  parameters: { ...COMMON_1_16, where: WHERE },
};

const WRITER_1_16: PluginSpec = {
  name: 'cassandrawriter',
  aliases: ['cassandrasink'],
  typeWords: 'cassandra',
  modes: ['append', 'upsert'],
  ownKey: true,
  suspect: SUSPECT,
  parameters: { ...COMMON_1_16, asyncWrite: ASYNC_WRITE, ...WRITE_BATCH_1_16 },
};

export const spec = pluginConnectorSpec({
  name: 'cassandra',
  title: 'Cassandra',
  description:
    'Tables of Cassandra; `database` of the datasource is the keyspace. A row whose primary key is there is replaced.',
  datasourceTypes: ['cassandra'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: { flinkx: WRITER_1_11, chunjun: WRITER_1_16 },
});
