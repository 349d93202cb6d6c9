import { pluginConnectorSpec, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import {
  FETCH_SIZE_1_16,
  PASSWORD,
  TYPED_COLUMNS,
  USERNAME,
  WRITE_BATCH_1_16,
  type Parameters,
} from '../store-parameters.ts';

const QUERY: ParameterSpec = {
  type: 'object',
  description: 'Query of Elasticsearch; left out = all documents.',
  carries: 'where',
};

const COMMON_1_11: Parameters = {
  address: {
    type: 'string',
    description: 'Servers, over http.',
    carries: 'datasource.hosts',
    separator: ',',
    defaultPort: '9200',
    required: true,
  },
  username: USERNAME,
  password: PASSWORD,
  timeout: {
    type: 'integer',
    effect: 'resource',
    description: 'Seconds for which a request is tried again.',
    minimum: 1,
  },
  pathPrefix: { type: 'string', description: 'Path before those of all requests.' },
};

/** FlinkX 1.11, `EsReader`, with the client 6.1. */
const READER_1_11: PluginSpec = {
  name: 'esreader',
  restores: false,
  parameters: {
    ...COMMON_1_11,
    index: { type: 'string-list', description: 'Indexes.', carries: 'table', required: true, alsoTakes: ['string'] },
    type: { type: 'string-list', description: 'Types of documents.', alsoTakes: ['string'] },
    query: QUERY,
    batchSize: {
      type: 'integer',
      effect: 'resource',
      description: 'Documents fetched at once.',
      default: 10,
      minimum: 1,
    },
    column: {
      type: 'list',
      description: 'Fields, with `.` into objects; `*` = all.',
      carries: 'columns',
      required: true,
    },
  },
};

/** FlinkX 1.11, `EsWriter`: a document whose id is there is replaced. */
const WRITER_1_11: PluginSpec = {
  name: 'eswriter',
  restores: false,
  modes: ['append', 'upsert'],
  parameters: {
    ...COMMON_1_11,
    index: { type: 'string', description: 'Index.', carries: 'table', required: true },
    type: { type: 'string', description: 'Type of the documents.', required: true },
    bulkAction: { type: 'integer', description: 'Documents written at once.', default: 100, minimum: 1 },
    idColumn: {
      type: 'object-list',
      description: 'Columns whose values, one after the other, are the id of a document.',
      carries: 'key.index',
    },
    column: TYPED_COLUMNS,
  },
};

/** `sslConfig` of ChunJun 1.16, `SslConfig`: a key store by file. */
const SSL_CONFIG: ParameterSpec = {
  type: 'object',
  description: 'Key store for https.',
  members: {
    useLocalFile: { type: 'boolean', description: 'Whether the file lies on every host.', default: false },
    fileName: { type: 'string', description: 'Name of the file.' },
    filePath: { type: 'string', description: 'Folder of the file.' },
    keyStorePass: {
      type: 'string',
      description: 'Password of the key store: `secretKey` of the datasource.',
      carries: 'datasource.secretKey',
      secret: true,
    },
    type: { type: 'string', description: 'Kind of the key store.', default: 'pkcs12' },
    sftpConfig: { type: 'object', description: 'Server from which the file is fetched.' },
  },
};

function milliseconds(description: string, milliseconds: number): ParameterSpec {
  return {
    type: 'integer',
    effect: 'resource',
    description: `Milliseconds ${description}.`,
    default: milliseconds,
    minimum: 0,
  };
}

/** ChunJun 1.16, `ElasticsearchConfig`, with the client 7. */
const COMMON_1_16: Parameters = {
  hosts: {
    type: 'string-list',
    description: 'Servers.',
    carries: 'datasource.hosts',
    defaultPort: '9200',
    required: true,
  },
  index: { type: 'string', description: 'Index.', carries: 'table', required: true },
  type: { type: 'string', description: 'Type of the documents, of servers before 7.' },
  username: USERNAME,
  password: PASSWORD,
  socketTimeout: milliseconds('to wait for an answer', 1_800_000),
  connectTimeout: milliseconds('to wait for a connection', 5000),
  requestTimeout: milliseconds('to wait for a connection of the pool', 2000),
  keepAliveTime: milliseconds('for which a connection is kept', 5000),
  maxConnPerRoute: { type: 'integer', description: 'Connections to one server.', default: 10, minimum: 1 },
  sslConfig: SSL_CONFIG,
  column: TYPED_COLUMNS,
};

const READER_1_16: PluginSpec = {
  name: 'elasticsearch7reader',
  aliases: ['elasticsearch7source', 'esreader', 'essource'],
  typeWords: 'elasticsearch',
  parameters: { ...COMMON_1_16, query: QUERY, ...FETCH_SIZE_1_16 },
};

/** With `ids` a document is updated or added. The index may hold `{field}`, filled from the row. */
const WRITER_1_16: PluginSpec = {
  name: 'elasticsearch7writer',
  aliases: ['elasticsearch7sink', 'eswriter', 'essink'],
  typeWords: 'elasticsearch',
  parameters: {
    ...COMMON_1_16,
    ids: { type: 'string-list', description: 'Columns whose values make the id of a document.', carries: 'key' },
    keyDelimiter: { type: 'string', description: 'Text between the values of an id.', default: '_' },
    writeMode: {
      type: 'string',
      description: 'Whether the index is emptied first.',
      default: 'APPEND',
      carries: 'mode',
      words: { append: 'append', upsert: 'append', overwrite: 'overwrite' },
    },
    ...WRITE_BATCH_1_16,
  },
};

export const spec = pluginConnectorSpec({
  name: 'elasticsearch',
  title: 'Elasticsearch',
  description:
    'Indexes of Elasticsearch, named by `table`; `where` is the JSON text of a query, `key` names the columns of a document’s id. FlinkX has the client of version 6, ChunJun that of version 7.',
  datasourceTypes: ['elasticsearch'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: { flinkx: WRITER_1_11, chunjun: WRITER_1_16 },
});
