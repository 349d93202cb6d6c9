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
import { OBJECT_STORE_KEYS, TYPED_COLUMNS } from '../store-parameters.ts';

/** `OssWriter`. It is made for any store with the protocol of S3; of the formats it has text alone. */
const WRITER_1_11: PluginSpec = {
  name: 'osswriter',
  parameters: {
    endpoint: { type: 'string', description: 'Address of the store.', carries: 'datasource.url', required: true },
    ...OBJECT_STORE_KEYS,
    path: { ...PATH, description: 'Bucket and folder, with `s3a://` or without.' },
    fileName: PARTITION_FOLDER,
    fileType: { ...FILE_TYPE, words: { csv: 'text' } },
    fieldDelimiter: HIVE_DELIMITER,
    encoding: ENCODING,
    compress: COMPRESS,
    writeMode: WRITE_MODE,
    ...TABLE_FILE_OPTIONS,
    ...FLUSH_INTERVAL_1_11,
    column: TYPED_COLUMNS,
  },
  compressions: COMPRESSIONS_1_11,
  typeWords: 'hive',
};

export const spec = pluginConnectorSpec({
  name: 'oss',
  title: 'OSS',
  description: 'Text files in an object store with the protocol of S3; `path` is the bucket and the folder.',
  datasourceTypes: ['oss'],
  reader: {},
  writer: { flinkx: WRITER_1_11 },
});
