import { pluginConnectorSpec, type JdbcAddress, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import {
  COMPRESS,
  COMPRESSIONS_1_11,
  COMPRESSIONS_1_16,
  DEFAULT_FS,
  ENCODING,
  FILE_OPTIONS_1_16,
  FILE_TYPE,
  HADOOP,
  HIVE_DELIMITER,
  MAX_FILE_SIZE,
  TABLE_FILE_OPTIONS,
  WRITE_MODE,
} from '../file-family/file-parameters.ts';
import { chunjunReader, STREAMED } from '../jdbc-family/jdbc-database.ts';
import { PASSWORD, USERNAME, WRITE_BATCH_1_16, type Parameters } from '../store-parameters.ts';

/** HiveServer2; properties stand after semicolons. */
const HIVE_ADDRESS: JdbcAddress = {
  scheme: 'jdbc:hive2:',
  aliases: ['jdbc:hive:'],
  defaultPort: '10000',
  propertiesStart: ';',
  propertiesSeparator: ';',
};

/** Of each column the engine reads `key` and `type`; it makes the types of other databases Hive's. */
const TABLES_COLUMN: ParameterSpec = {
  type: 'object',
  description: 'Columns of each table, `{ table: [{ key, type }] }`, where rows go to many tables.',
  carries: 'table.columns',
  alsoOption: true,
  jsonText: true,
  required: true,
};

/** What the writers of both generations read (1.11 `HiveWriter`, 1.16 `HiveConfig`). */
const WRITER: Parameters = {
  jdbcUrl: { type: 'string', description: 'HiveServer2.', carries: 'datasource.jdbcUrl', required: true },
  username: USERNAME,
  password: PASSWORD,
  ...HADOOP,
  fileType: FILE_TYPE,
  tablesColumn: TABLES_COLUMN,
  partition: {
    type: 'string',
    description: 'Name of the partition column that the writer fills by its own clock.',
    carries: 'partition',
    default: 'pt',
  },
  partitionType: {
    type: 'string',
    description: 'How fine the partitions are that the writer makes by its own clock.',
    values: ['DAY', 'HOUR', 'MINUTE'],
    default: 'DAY',
  },
  writeMode: { ...WRITE_MODE, required: false },
  fieldDelimiter: HIVE_DELIMITER,
  compress: COMPRESS,
  schema: { type: 'string', description: 'Schema of the tables, where it is not that of the address.' },
  distributeTable: {
    type: 'object',
    description: 'Tables of the source that share one target: `{ target: [table] }`.',
    jsonText: true,
  },
  analyticalRules: {
    type: 'string',
    description: 'Name of the target of each row, with the row’s own values; makes tables that are not there.',
    engineNames: ['schema', 'table', 'type', 'database'],
  },
};

const WRITER_1_11: PluginSpec = {
  name: 'hivewriter',
  parameters: {
    ...WRITER,
    charsetName: ENCODING,
    maxFileSize: MAX_FILE_SIZE,
    rowGroupSize: {
      type: 'integer',
      description: 'Bytes of a row group of a Parquet file.',
      default: 134_217_728,
      minimum: 1,
    },
    bufferSize: {
      type: 'integer',
      effect: 'resource',
      description: 'Bytes that may wait before they are written.',
      default: 134_217_728,
      minimum: 1,
    },
  },
  jdbc: HIVE_ADDRESS,
  compressions: COMPRESSIONS_1_11,
  typeWords: 'hive',
};

/** `charsetName` of 1.11 is ignored here. */
const WRITER_1_16: PluginSpec = {
  name: 'hivewriter',
  aliases: ['hivesink'],
  parameters: {
    ...WRITER,
    defaultFS: { ...DEFAULT_FS, startsWith: 'hdfs://' },
    encoding: ENCODING,
    ...TABLE_FILE_OPTIONS,
    ...FILE_OPTIONS_1_16,
    ...WRITE_BATCH_1_16,
  },
  jdbc: HIVE_ADDRESS,
  compressions: COMPRESSIONS_1_16,
  typeWords: 'hive',
};

/** ChunJun 1.16 reads by SQL of HiveServer2, where FlinkX has no reader of Hive. */
export const READER_1_16: PluginSpec = chunjunReader({
  plugin: 'hive',
  address: HIVE_ADDRESS,
  typeWords: 'hive',
  fetchSize: STREAMED,
});

export const spec = pluginConnectorSpec({
  name: 'hive',
  title: 'Hive',
  description:
    'Tables of Hive: a source reads them by SQL, a sink writes their files and adds a partition for each day, hour or minute by its own clock. The datasource names HiveServer2, and by `hadoop` the cluster with the files.',
  datasourceTypes: ['hive'],
  reader: { chunjun: READER_1_16 },
  writer: { flinkx: WRITER_1_11, chunjun: WRITER_1_16 },
});
