import { pluginConnectorSpec, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import { TYPED_COLUMNS, WRITE_BATCH_1_16, type Parameters } from '../store-parameters.ts';

const POOL_SIZE: ParameterSpec = {
  type: 'integer',
  effect: 'resource',
  description: 'Connections to one server.',
  default: 100,
  minimum: 1,
};

/** How both sides of both generations connect (1.11 `MongodbConfig`, 1.16 `MongodbDataSyncConfig`). */
const CONNECTION: Parameters = {
  hostPorts: { type: 'string', description: 'Servers.', carries: 'datasource.hosts', separator: ',' },
  url: { type: 'string', description: 'Address in place of the servers.', carries: 'datasource.url' },
  username: { type: 'string', description: 'User.', carries: 'datasource.username' },
  password: { type: 'string', description: 'Password.', carries: 'datasource.password', secret: true },
  authenticationMechanism: { type: 'string', description: 'How the user is authenticated.', default: 'SCRAM-SHA-1' },
  database: { type: 'string', description: 'Database.', carries: 'datasource.database' },
  collectionName: { type: 'string', description: 'Collection.', carries: 'table', required: true },
  mongodbConfig: {
    type: 'object',
    description: 'Settings of the client.',
    members: {
      connectionsPerHost: POOL_SIZE,
      threadsForConnectionMultiplier: {
        type: 'integer',
        effect: 'resource',
        description: 'Threads that may wait for each connection.',
        default: 100,
        minimum: 1,
      },
      connectionTimeout: {
        type: 'integer',
        effect: 'resource',
        description: 'Milliseconds to wait for a connection to a server.',
        default: 10_000,
        minimum: 0,
      },
      maxWaitTime: {
        type: 'integer',
        description: 'Milliseconds to wait for a connection of the pool.',
        default: 5000,
        minimum: 0,
      },
      socketTimeout: {
        type: 'integer',
        effect: 'resource',
        description: 'Milliseconds to wait for an answer; 0 = without end.',
        default: 0,
        minimum: 0,
      },
    },
  },
};

const FETCH_SIZE: ParameterSpec = {
  type: 'integer',
  effect: 'resource',
  description: 'Documents fetched at once; 0 = as the server likes.',
  default: 0,
  minimum: 0,
};

const READER: Parameters = {
  ...CONNECTION,
  column: { type: 'list', description: 'Fields; `*` = all, on FlinkX alone.', carries: 'columns', required: true },
  filter: { type: 'string', description: 'Condition as the JSON text of a MongoDB query.', carries: 'where' },
  fetchSize: FETCH_SIZE,
};

/** `replaceKey` names one field; a mode that replaces needs it, and it has to be among the columns. */
const WRITER: Parameters = {
  ...CONNECTION,
  column: TYPED_COLUMNS,
  writeMode: {
    type: 'string',
    description: 'How documents are written.',
    carries: 'mode',
    words: { append: 'insert', upsert: 'update', replace: 'replace' },
  },
  replaceKey: { type: 'string', description: 'Field by which a document is found again.', carries: 'key' },
};

/** The servers, or an address that says the database too. */
const ADDRESS: PluginSpec['needsOneOf'] = [
  ['hostPorts', 'url'],
  ['database', 'url'],
];

const COMMON: Pick<PluginSpec, 'typeWords' | 'needsOneOf'> = { typeWords: 'mongodb', needsOneOf: ADDRESS };

/** FlinkX 1.11, `MongodbReader`: it refuses more documents at once. */
export const READER_1_11: PluginSpec = {
  ...COMMON,
  name: 'mongodbreader',
  restores: false,
  parameters: { ...READER, fetchSize: { ...FETCH_SIZE, maximum: 200_000 } },
};

/** FlinkX 1.11, `MongodbWriter`: `update` and `replace` look for a document and leave it where none is. */
export const WRITER_1_11: PluginSpec = {
  ...COMMON,
  name: 'mongodbwriter',
  restores: false,
  onlyExisting: ['upsert', 'replace'],
  parameters: WRITER,
};

/** ChunJun 1.16, `MongodbDataSyncConfig`; each field needs its type. */
export const READER_1_16: PluginSpec = {
  ...COMMON,
  name: 'mongodbreader',
  aliases: ['mongodbsource'],
  parameters: { ...READER, column: TYPED_COLUMNS },
};

/** ChunJun 1.16: several documents at once only where they are inserted. */
export const WRITER_1_16: PluginSpec = {
  ...COMMON,
  name: 'mongodbwriter',
  aliases: ['mongodbsink'],
  parameters: { ...WRITER, ...WRITE_BATCH_1_16 },
};

export const spec = pluginConnectorSpec({
  name: 'mongodb',
  title: 'MongoDB',
  description: 'Collections of MongoDB, named by `table`; `where` is the JSON text of a query.',
  datasourceTypes: ['mongodb'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: { flinkx: WRITER_1_11, chunjun: WRITER_1_16 },
});
