import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import {
  COLUMNS,
  COMPRESS,
  COMPRESSIONS_1_11,
  COMPRESSIONS_1_16,
  DEFAULT_FS,
  ENCODING,
  FILE_OPTIONS_1_16,
  FILE_TYPE,
  FLUSH_INTERVAL_1_11,
  HADOOP,
  HIVE_DELIMITER,
  PARTITION_FOLDER,
  PATH,
  PATHS,
  TABLE_FILE_OPTIONS,
  WRITE_MODE,
} from '../file-family/file-parameters.ts';
import { FETCH_SIZE_1_16, TYPED_COLUMNS, WRITE_BATCH_1_16, type Parameters } from '../store-parameters.ts';

/** What the readers of both generations read (1.11 `HdfsReader`, 1.16 `HdfsConfig`). */
const READER: Parameters = {
  ...HADOOP,
  path: PATHS,
  fileName: { type: 'string', description: 'Folder under the path, for example a partition.', dynamic: true },
  fileType: FILE_TYPE,
  fieldDelimiter: HIVE_DELIMITER,
  filterRegex: { type: 'string', description: 'Pattern of the names of files that are left out.' },
  column: COLUMNS,
};

/** What the writers of both generations read (1.11 `HdfsWriter`, 1.16 `HdfsConfig`). */
const WRITER: Parameters = {
  ...HADOOP,
  path: PATH,
  fileName: PARTITION_FOLDER,
  fileType: FILE_TYPE,
  fieldDelimiter: HIVE_DELIMITER,
  encoding: ENCODING,
  compress: COMPRESS,
  writeMode: WRITE_MODE,
  ...TABLE_FILE_OPTIONS,
  column: TYPED_COLUMNS,
};

/** 1.11 makes a message of a restore that it does not have and throws it away: the setting does nothing. */
const READER_1_11: PluginSpec = {
  name: 'hdfsreader',
  parameters: READER,
  columnsByPlace: 'index',
  typeWords: 'hive',
  restores: false,
};

const WRITER_1_11: PluginSpec = {
  name: 'hdfswriter',
  parameters: { ...WRITER, ...FLUSH_INTERVAL_1_11 },
  compressions: COMPRESSIONS_1_11,
  typeWords: 'hive',
};

const READER_1_16: PluginSpec = {
  name: 'hdfsreader',
  aliases: ['hdfssource'],
  parameters: { ...READER, encoding: ENCODING, ...FETCH_SIZE_1_16 },
  columnsByPlace: 'order',
  typeWords: 'hive',
};

const WRITER_1_16: PluginSpec = {
  name: 'hdfswriter',
  aliases: ['hdfssink'],
  parameters: {
    ...WRITER,
    defaultFS: { ...DEFAULT_FS, startsWith: 'hdfs://' },
    ...FILE_OPTIONS_1_16,
    finishedFileName: { type: 'string', description: 'Name of the folder that marks a finished write.' },
    ...WRITE_BATCH_1_16,
  },
  compressions: COMPRESSIONS_1_16,
  typeWords: 'hive',
};

export const spec = pluginConnectorSpec({
  name: 'hdfs',
  title: 'HDFS',
  description:
    'Text, ORC and Parquet files in a Hadoop file system, named by `path`; a sink’s `partition` is the folder under it.',
  datasourceTypes: ['hadoop', 'hdfs'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: { flinkx: WRITER_1_11, chunjun: WRITER_1_16 },
});
