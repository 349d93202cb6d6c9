import type { ParameterSpec } from '../../../compiler/connector/index.ts';
import type { DataxPlugin } from '../datax-plugin.ts';

type Parameters = Readonly<Record<string, ParameterSpec>>;

const COLUMN: ParameterSpec = { type: 'list', description: 'Columns.', carries: 'columns' };
const TABLE: ParameterSpec = { type: 'string', description: 'Table.', carries: 'table' };

const MONGODB: Parameters = {
  address: { type: 'string-list', description: 'Servers as host:port.', carries: 'datasource.hosts' },
  userName: { type: 'string', description: 'User.', carries: 'datasource.username' },
  userPassword: { type: 'string', description: 'Password.', carries: 'datasource.password', secret: true },
  dbName: { type: 'string', description: 'Database.', carries: 'datasource.database' },
  authDb: { type: 'string', description: 'Database that knows the user.' },
  collectionName: { type: 'string', description: 'Collection.', carries: 'table' },
  column: COLUMN,
};

const HBASE: Parameters = {
  hbaseConfig: { type: 'text-map', description: 'Properties of the cluster.', carries: 'datasource.properties' },
  table: TABLE,
  encoding: { type: 'string', description: 'Encoding.', default: 'UTF-8' },
  mode: { type: 'string', description: 'How rows are laid out.' },
  column: COLUMN,
};

const CASSANDRA: Parameters = {
  host: { type: 'string', description: 'Server.', carries: 'datasource.host' },
  port: { type: 'integer', description: 'Port.', carries: 'datasource.port', alsoTakes: ['string'] },
  username: { type: 'string', description: 'User.', carries: 'datasource.username' },
  password: { type: 'string', description: 'Password.', carries: 'datasource.password', secret: true },
  keyspace: { type: 'string', description: 'Keyspace.', carries: 'datasource.database' },
  table: TABLE,
  column: COLUMN,
  useSSL: { type: 'boolean', description: 'Whether the connection is encrypted.', default: false },
  consistancyLevel: { type: 'string', description: 'Consistency level.', default: 'LOCAL_QUORUM' },
};

const ODPS: Parameters = {
  accessId: { type: 'string', description: 'Access id.', carries: 'datasource.accessKey', secret: true },
  accessKey: { type: 'string', description: 'Access key.', carries: 'datasource.secretKey', secret: true },
  project: { type: 'string', description: 'Project.', carries: 'datasource.database' },
  odpsServer: { type: 'string', description: 'Address.', carries: 'datasource.url' },
  tunnelServer: { type: 'string', description: 'Address of the tunnel.' },
  table: TABLE,
  column: COLUMN,
};

const STREAM_LOAD: Parameters = {
  username: { type: 'string', description: 'User.', carries: 'datasource.username' },
  password: { type: 'string', description: 'Password.', carries: 'datasource.password', secret: true },
  loadUrl: { type: 'string-list', description: 'Servers that take loads.', carries: 'datasource.hosts' },
  column: COLUMN,
  connection: {
    type: 'object-list',
    description: 'Database.',
    members: {
      jdbcUrl: { type: 'string', description: 'Address for statements.' },
      selectedDatabase: { type: 'string', description: 'Database.', carries: 'datasource.database' },
      table: { type: 'string-list', description: 'Tables.', carries: 'table' },
    },
  },
  preSql: { type: 'string-list', description: 'Statements before.', carries: 'preSql' },
  postSql: { type: 'string-list', description: 'Statements after.', carries: 'postSql' },
  loadProps: { type: 'object', description: 'Properties of a load.' },
  maxBatchRows: { type: 'integer', description: 'Rows of a load.' },
  flushInterval: { type: 'integer', description: 'Milliseconds between two loads.' },
};

/** Readers and writers of DataX for stores without JDBC, and its stream. */
export const STORE_PLUGINS: readonly DataxPlugin[] = [
  {
    name: 'mongodbreader',
    role: 'source',
    connector: 'mongodb',
    datasourceType: 'mongodb',
    parameters: { ...MONGODB, query: { type: 'string', description: 'Condition in JSON.', carries: 'where' } },
  },
  {
    name: 'mongodbwriter',
    role: 'sink',
    connector: 'mongodb',
    datasourceType: 'mongodb',
    parameters: {
      ...MONGODB,
      writeMode: { type: 'object', description: 'Whether and by which field a document is replaced.' },
    },
  },
  ...['hbase11x', 'hbase094x'].flatMap((plugin): DataxPlugin[] => [
    {
      name: `${plugin}reader`,
      role: 'source',
      connector: 'hbase',
      datasourceType: 'hbase',
      parameters: { ...HBASE, range: { type: 'object', description: 'Row keys to read.' } },
    },
    {
      name: `${plugin}writer`,
      role: 'sink',
      connector: 'hbase',
      datasourceType: 'hbase',
      parameters: {
        ...HBASE,
        rowkeyColumn: { type: 'object-list', description: 'Parts of the row key.' },
        versionColumn: { type: 'object', description: 'Version of a cell.' },
        nullMode: { type: 'string', description: 'What becomes of NULL.' },
        walFlag: { type: 'boolean', description: 'Whether the log is written.', default: false },
        writeBufferSize: { type: 'integer', description: 'Bytes kept before they are sent.' },
      },
    },
  ]),
  {
    name: 'elasticsearchwriter',
    role: 'sink',
    connector: 'elasticsearch',
    datasourceType: 'elasticsearch',
    parameters: {
      endpoint: { type: 'string', description: 'Address.', carries: 'datasource.url' },
      accessId: { type: 'string', description: 'User.', carries: 'datasource.username' },
      accessKey: { type: 'string', description: 'Password.', carries: 'datasource.password', secret: true },
      index: { type: 'string', description: 'Index.', carries: 'table' },
      type: { type: 'string', description: 'Type of documents.' },
      batchSize: { type: 'integer', description: 'Documents sent at once.' },
      cleanup: { type: 'boolean', description: 'Whether the index is emptied first.', default: false },
      column: COLUMN,
    },
  },
  {
    name: 'odpsreader',
    role: 'source',
    connector: 'odps',
    datasourceType: 'odps',
    parameters: { ...ODPS, partition: { type: 'string-list', description: 'Partitions to read.' } },
  },
  {
    name: 'odpswriter',
    role: 'sink',
    connector: 'odps',
    datasourceType: 'odps',
    parameters: {
      ...ODPS,
      partition: { type: 'string', description: 'Partition to write.', carries: 'partition' },
      truncate: { type: 'boolean', description: 'Whether the partition is emptied first.' },
    },
  },
  {
    name: 'cassandrareader',
    role: 'source',
    connector: 'cassandra',
    datasourceType: 'cassandra',
    parameters: { ...CASSANDRA, where: { type: 'string', description: 'Condition.', carries: 'where' } },
  },
  {
    name: 'cassandrawriter',
    role: 'sink',
    connector: 'cassandra',
    datasourceType: 'cassandra',
    parameters: { ...CASSANDRA, batchSize: { type: 'integer', description: 'Rows sent at once.', default: 1 } },
  },
  {
    name: 'doriswriter',
    role: 'sink',
    connector: 'doris',
    datasourceType: 'doris',
    parameters: STREAM_LOAD,
  },
  {
    name: 'starrockswriter',
    role: 'sink',
    connector: 'starrocks',
    datasourceType: 'starrocks',
    parameters: STREAM_LOAD,
  },
  {
    name: 'streamreader',
    role: 'source',
    connector: 'stream',
    parameters: {
      column: COLUMN,
      sliceRecordCount: { type: 'integer', description: 'Rows to make in each channel.', alsoTakes: ['string'] },
    },
  },
  {
    name: 'streamwriter',
    role: 'sink',
    connector: 'stream',
    parameters: {
      print: { type: 'boolean', description: 'Whether rows are shown.', default: true },
      fieldDelimiter: { type: 'string', description: 'Text between two fields.' },
      encoding: { type: 'string', description: 'Encoding.' },
      path: { type: 'string', description: 'Folder in place of the terminal.' },
      fileName: { type: 'string', description: 'File in place of the terminal.' },
    },
  },
];
