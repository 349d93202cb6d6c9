import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import {
  COMPRESS,
  COMPRESSIONS_1_11,
  ENCODING,
  FILE_TYPE,
  FLUSH_INTERVAL_1_11,
  HIVE_DELIMITER,
  PARTITION_FOLDER,
  PATH,
  TABLE_FILE_OPTIONS,
  WRITE_MODE,
} from '../file-family/file-parameters.ts';
import { TYPED_COLUMNS } from '../store-parameters.ts';

/** `AlluxioWriter`. */
const WRITER_1_11: PluginSpec = {
  name: 'alluxiowriter',
  parameters: {
    path: { ...PATH, startsWith: 'alluxio://' },
    fileName: PARTITION_FOLDER,
    fileType: FILE_TYPE,
    fieldDelimiter: HIVE_DELIMITER,
    encoding: ENCODING,
    compress: COMPRESS,
    writeMode: WRITE_MODE,
    ...TABLE_FILE_OPTIONS,
    ...FLUSH_INTERVAL_1_11,
    writeType: {
      type: 'string',
      description: 'Where the files go: into the cache, through it, or past it.',
      values: ['MUST_CACHE', 'CACHE_THROUGH', 'THROUGH', 'ASYNC_THROUGH'],
      default: 'THROUGH',
    },
    column: TYPED_COLUMNS,
  },
  compressions: COMPRESSIONS_1_11,
  typeWords: 'hive',
};

export const spec = pluginConnectorSpec({
  name: 'alluxio',
  title: 'Alluxio',
  description: 'Text, ORC and Parquet files in Alluxio; `path` is the whole address.',
  datasourceTypes: [],
  reader: {},
  writer: { flinkx: WRITER_1_11 },
});
