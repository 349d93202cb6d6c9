import { pluginConnectorSpec, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import { TYPED_COLUMNS, WRITE_BATCH_1_16, type Parameters } from '../store-parameters.ts';

const MASTERS: ParameterSpec = {
  type: 'string',
  description: 'Masters.',
  carries: 'datasource.hosts',
  separator: ',',
  defaultPort: '7051',
  required: true,
};
const TABLE: ParameterSpec = { type: 'string', description: 'Table.', carries: 'table', required: true };
const HADOOP_CONFIG: ParameterSpec = {
  type: 'text-map',
  description: 'Settings of the Hadoop cluster, for Kerberos.',
  carries: 'datasource.hadoopConfig',
};
const FLUSH_MODE: ParameterSpec = {
  type: 'string',
  description: 'When written rows are sent; in the background their order is not kept.',
  default: 'auto_flush_sync',
  values: ['auto_flush_sync', 'auto_flush_background', 'manual_flush'],
};
const READ_MODE: ParameterSpec = {
  type: 'string',
  description: 'Whether the newest rows are read, or those of one moment.',
  values: ['read_latest', 'read_at_snapshot'],
};
const FILTER: ParameterSpec = {
  type: 'string',
  description: 'Comparisons of columns with values, joined by `and`.',
  carries: 'where',
};

function milliseconds(description: string, milliseconds: number): ParameterSpec {
  return {
    type: 'integer',
    effect: 'resource',
    description: `Milliseconds ${description}.`,
    default: milliseconds,
    minimum: 1,
  };
}

function bytesOfBatch(bytes: number): ParameterSpec {
  return {
    type: 'integer',
    effect: 'resource',
    description: 'Bytes fetched at once.',
    default: bytes,
    minimum: 1,
    maximum: 1_073_741_824,
  };
}

/** FlinkX 1.11, `KuduConfigBuilder`. */
const COMMON_1_11: Parameters = {
  masterAddresses: MASTERS,
  table: TABLE,
  authentication: { type: 'string', description: '`Kerberos` where the cluster asks for it.' },
  principal: { type: 'string', description: 'Principal of Kerberos.' },
  keytabFile: { type: 'string', description: 'Keytab file on the hosts.' },
  workerCount: { type: 'integer', description: 'Threads of the client; left out = two for each core.', minimum: 1 },
  bossCount: { type: 'integer', description: 'Threads that connect.', default: 1, minimum: 1 },
  operationTimeout: milliseconds('for one operation', 30_000),
  adminOperationTimeout: milliseconds('for an operation on the table itself', 15_000),
  hadoopConfig: HADOOP_CONFIG,
  column: TYPED_COLUMNS,
};

const READER_1_11: PluginSpec = {
  name: 'kudureader',
  typeWords: 'kudu-1.11',
  restores: false,
  parameters: {
    ...COMMON_1_11,
    queryTimeout: milliseconds('for one scan', 30_000),
    readMode: { ...READ_MODE, required: true },
    batchSizeBytes: bytesOfBatch(1_048_576),
    where: FILTER,
  },
};

const WRITER_1_11: PluginSpec = {
  name: 'kuduwriter',
  typeWords: 'kudu-1.11',
  restores: false,
  ownKey: true,
  onlyExisting: ['replace'],
  parameters: {
    ...COMMON_1_11,
    writeMode: {
      type: 'string',
      description: 'How rows are written.',
      carries: 'mode',
      words: { append: 'insert', upsert: 'upsert', replace: 'update' },
      required: true,
    },
    flushMode: FLUSH_MODE,
    batchInterval: {
      type: 'integer',
      effect: 'resource',
      description: 'Rows that are sent at once.',
      default: 1,
      minimum: 1,
    },
  },
};

/** ChunJun 1.16, `KuduCommonConfig`. What it reads as `kerberos` is replaced by what `hadoopConfig` says. */
const COMMON_1_16: Parameters = {
  masters: MASTERS,
  table: TABLE,
  hadoopConfig: HADOOP_CONFIG,
  workerCount: { type: 'integer', description: 'Threads of the client.', default: 2, minimum: 1 },
  operationTimeout: milliseconds('for one operation', 30_000),
  adminOperationTimeout: milliseconds('for an operation on the table itself', 30_000),
  queryTimeout: milliseconds('for one scan', 30_000),
  column: TYPED_COLUMNS,
};

const READER_1_16: PluginSpec = {
  name: 'kudureader',
  aliases: ['kudusource'],
  typeWords: 'kudu',
  parameters: { ...COMMON_1_16, readMode: READ_MODE, batchSizeBytes: bytesOfBatch(1024), filter: FILTER },
};

/** Any other word than `insert` and `update` is an upsert: `append`, the default, too. */
const WRITER_1_16: PluginSpec = {
  name: 'kuduwriter',
  aliases: ['kudusink'],
  typeWords: 'kudu',
  ownKey: true,
  onlyExisting: ['replace'],
  parameters: {
    ...COMMON_1_16,
    writeMode: {
      type: 'string',
      description: 'How rows are written.',
      default: 'APPEND',
      carries: 'mode',
      words: { append: 'insert', upsert: 'upsert', replace: 'update' },
    },
    flushMode: FLUSH_MODE,
    maxBufferSize: {
      type: 'integer',
      effect: 'resource',
      description: 'Rows that the client keeps before it sends.',
      default: 1024,
      minimum: 1,
    },
    flushInterval: milliseconds('after which rows are sent', 10_000),
    ...WRITE_BATCH_1_16,
  },
};

export const spec = pluginConnectorSpec({
  name: 'kudu',
  title: 'Kudu',
  description: 'Tables of Kudu; `hosts` of the datasource are its masters.',
  datasourceTypes: ['kudu'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: { flinkx: WRITER_1_11, chunjun: WRITER_1_16 },
});
