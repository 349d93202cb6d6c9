import { pluginConnectorSpec, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';

type Parameters = Readonly<Record<string, ParameterSpec>>;

const POOL_SIZE: ParameterSpec = {
  type: 'integer',
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
        description: 'Threads that may wait for each connection.',
        default: 100,
        minimum: 1,
      },
      connectionTimeout: {
        type: 'integer',
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
        description: 'Milliseconds to wait for an answer; 0 = without end.',
        default: 0,
        minimum: 0,
      },
    },
  },
  column: { type: 'list', description: 'Columns.', carries: 'columns', required: true },
};

const READER: Parameters = {
  ...CONNECTION,
  filter: { type: 'string', description: 'Condition as the JSON text of a MongoDB query.', carries: 'where' },
  fetchSize: {
    type: 'integer',
    description: 'Documents fetched at once; 0 = as the server likes.',
    default: 0,
    minimum: 0,
  },
};

/** `replaceKey` names one field; a mode that replaces needs it, and it has to be among the columns. */
const WRITER: Parameters = {
  ...CONNECTION,
  writeMode: {
    type: 'string',
    description: 'How documents are written.',
    carries: 'mode',
    words: { append: 'insert', upsert: 'update', replace: 'replace' },
  },
  replaceKey: { type: 'string', description: 'Field by which a document is found again.', carries: 'key' },
};

const READER_1_11: PluginSpec = { name: 'mongodbreader', parameters: READER, restores: false };
const WRITER_1_11: PluginSpec = { name: 'mongodbwriter', parameters: WRITER, restores: false };

export const spec = pluginConnectorSpec({
  name: 'mongodb',
  title: 'MongoDB',
  description: 'Collections of MongoDB, named by `table`; `where` is the JSON text of a query.',
  datasourceTypes: ['mongodb'],
  reader: { flinkx: READER_1_11, chunjun: { name: 'mongodbreader', aliases: ['mongodbsource'], parameters: READER } },
  writer: { flinkx: WRITER_1_11, chunjun: { name: 'mongodbwriter', aliases: ['mongodbsink'], parameters: WRITER } },
});
