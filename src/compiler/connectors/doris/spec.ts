import { pluginConnectorSpec, type JdbcAddress, type PluginSpec } from '../../connector/index.ts';
import { chunjunReader } from '../jdbc-family/jdbc-database.ts';
import { PASSWORD, TYPED_COLUMNS, USERNAME, WRITE_BATCH_1_16 } from '../store-parameters.ts';

const JDBC: JdbcAddress = { scheme: 'jdbc:mysql:', aliases: ['jdbc:mariadb:'], defaultPort: '9030' };

/**
 * ChunJun 1.16, `DorisSinkFactory` and `DorisConfig`: with `feNodes` rows are loaded over HTTP, else
 * written over JDBC. A key `url` is read and used by neither, `loadProperties` is replaced by `loadOptions`.
 */
const WRITER: PluginSpec = {
  name: 'doriswriter',
  aliases: ['dorissink', 'dorisbatchwriter', 'dorisbatchsink'],
  jdbc: JDBC,
  modes: ['append', 'upsert'],
  ownKey: true,
  needsOneOf: [
    ['feNodes', 'connection'],
    ['database', 'nameMapped'],
    ['table', 'nameMapped'],
  ],
  parameters: {
    feNodes: {
      type: 'string-list',
      description: 'HTTP addresses of the front ends, to load over.',
      carries: 'datasource.otherHosts',
      defaultPort: '8030',
    },
    connection: {
      type: 'object-list',
      description: 'Where the table is, for JDBC; its first element is used.',
      members: {
        jdbcUrl: { type: 'string', description: 'Address.', carries: 'datasource.jdbcUrl', required: true },
        table: { type: 'string-list', description: 'Table.', carries: 'table', required: true, maximumItems: 1 },
        schema: { type: 'string', description: 'Database.', carries: 'datasource.database' },
      },
    },
    database: { type: 'string', description: 'Database.', carries: 'datasource.database' },
    table: { type: 'string', description: 'Table.', carries: 'table' },
    username: { ...USERNAME, required: true },
    password: PASSWORD,
    column: TYPED_COLUMNS,
    loadOptions: {
      type: 'text-map',
      description: 'Settings of the load: `requestConnectTimeoutMs`, `requestRetries`, and headers of Doris.',
    },
    nameMapped: {
      type: 'boolean',
      description: 'Whether database and table come from the row, as rows of a change stream have them.',
      default: false,
    },
    enableDelete: { type: 'boolean', description: 'Whether deleted rows are deleted there too.', default: false },
    partialUpdate: { type: 'boolean', description: 'Whether other columns of a row stay as they are.', default: false },
    strictMode: { type: 'boolean', description: 'Whether a value that does not fit refuses its row.', default: false },
    keepOrder: {
      type: 'boolean',
      description: 'Whether loads follow each other, for the order of rows.',
      default: false,
    },
    poolSize: {
      type: 'integer',
      effect: 'resource',
      description: 'Buffers that load at the same time.',
      default: 4,
      minimum: 1,
    },
    memorySizePerPool: { type: 'integer', description: 'Mebibytes of each buffer.', default: 64, minimum: 1 },
    maxRetries: {
      type: 'integer',
      effect: 'resource',
      description: 'How often a load is tried again.',
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
    ...WRITE_BATCH_1_16,
    batchSize: {
      type: 'integer',
      effect: 'resource',
      description: 'Rows written at once over JDBC; a load is as large as its buffer.',
      default: 1024,
      minimum: 1,
    },
  },
};

/** ChunJun 1.16, `DorisSourceFactory`: a JDBC reader with the dialect of MySQL. */
export const READER_1_16: PluginSpec = chunjunReader({
  plugin: 'doris',
  address: JDBC,
  typeWords: 'plain',
  otherNames: ['dorisbatch'],
});

export const spec = pluginConnectorSpec({
  name: 'doris',
  title: 'Doris',
  description:
    'Tables of Doris, on ChunJun alone: `hosts` of the datasource are the HTTP addresses of its front ends, over which rows are loaded; `host` and `port` (or `url`) are for queries.',
  datasourceTypes: ['doris'],
  reader: { chunjun: READER_1_16 },
  writer: { chunjun: WRITER },
});
