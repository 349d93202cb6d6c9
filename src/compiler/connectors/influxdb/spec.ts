import { pluginConnectorSpec, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import { PASSWORD, USERNAME, WRITE_BATCH_1_16, type Parameters } from '../store-parameters.ts';

/** ChunJun 1.16, `InfluxdbConfig`: of each list the first element is used. */
const COMMON: Parameters = {
  username: { ...USERNAME, required: true },
  password: { ...PASSWORD, required: true },
  connection: {
    type: 'object-list',
    description: 'Where the measurement is.',
    required: true,
    members: {
      url: { type: 'string-list', description: 'Address.', carries: 'datasource.url', required: true },
      measurement: {
        type: 'string-list',
        description: 'Measurement.',
        carries: 'table',
        required: true,
        maximumItems: 1,
      },
      database: { type: 'string', description: 'Database.', carries: 'datasource.database', required: true },
    },
  },
  column: { type: 'list', description: 'Fields and tags.', carries: 'columns', required: true },
};

const UNITS = ['N', 'NS', 'U', 'MS', 'S', 'M', 'H', 'n', 'ns', 'u', 'ms', 's', 'm', 'h'];

function unit(description: string, standard: string): ParameterSpec {
  return { type: 'string', description, default: standard, values: UNITS };
}

const READER: PluginSpec = {
  name: 'influxdbreader',
  aliases: ['influxdbsource'],
  typeWords: 'influxdb',
  parameters: {
    ...COMMON,
    where: { type: 'string', description: 'Condition.', carries: 'where' },
    customSql: { type: 'string', description: 'Query in place of the measurement.', carries: 'query' },
    splitPk: { type: 'string', description: 'Field by which several channels share the rows.', carries: 'splitBy' },
    queryTimeOut: {
      type: 'integer',
      effect: 'resource',
      description: 'Seconds to wait for an answer.',
      default: 3,
      minimum: 0,
    },
    fetchSize: { type: 'integer', effect: 'resource', description: 'Rows fetched at once.', default: 1000, minimum: 1 },
    epoch: unit('Unit of times that are read; `n` and `ns` are nanoseconds.', 'N'),
    format: {
      type: 'string',
      description: 'Format of the answers.',
      default: 'MSGPACK',
      values: ['MSGPACK', 'JSON'],
    },
  },
};

/** Without `writeMode` it takes `append`, which it then refuses. */
const WRITER: PluginSpec = {
  name: 'influxdbwriter',
  aliases: ['influxdbsink'],
  typeWords: 'influxdb',
  parameters: {
    ...COMMON,
    rp: { type: 'string', description: 'Retention policy.' },
    writeMode: {
      type: 'string',
      description: 'How points are written.',
      carries: 'mode',
      words: { append: 'insert' },
      required: true,
    },
    tags: { type: 'string-list', description: 'Columns that are tags.', namesColumns: true },
    timestamp: { type: 'string', description: 'Column that holds the time of a point.', namesColumns: true },
    precision: unit('Unit of that time.', 'ns'),
    enableBatch: { type: 'boolean', description: 'Whether points are sent in batches.', default: true },
    bufferLimit: {
      type: 'integer',
      effect: 'resource',
      description: 'Points that wait to be sent.',
      default: 10_000,
      minimum: 1,
    },
    flushDuration: {
      type: 'integer',
      effect: 'resource',
      description: 'Milliseconds after which they are sent.',
      default: 1000,
      minimum: 1,
    },
    writeTimeout: {
      type: 'integer',
      effect: 'resource',
      description: 'Seconds to wait for an answer.',
      default: 5,
      minimum: 0,
    },
    ...WRITE_BATCH_1_16,
  },
};

export const spec = pluginConnectorSpec({
  name: 'influxdb',
  title: 'InfluxDB',
  description:
    'Measurements of InfluxDB 1, on ChunJun alone; `url` of the datasource is the address of its HTTP interface.',
  datasourceTypes: ['influxdb'],
  reader: { chunjun: READER },
  writer: { chunjun: WRITER },
});
