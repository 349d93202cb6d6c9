import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import {
  COLUMNS,
  COMPRESS,
  COMPRESSIONS_1_16,
  ENCODING,
  FILE_OPTIONS_1_16,
  FILE_TYPE,
  HADOOP,
  HIVE_DELIMITER,
  TABLE_FILE_OPTIONS,
  WRITE_MODE,
} from '../file-family/file-parameters.ts';
import { FETCH_SIZE_1_16, TYPED_COLUMNS, WRITE_BATCH_1_16, type Parameters } from '../store-parameters.ts';

/** What both sides read of `HdfsConfig` of the connector. */
const TABLE: Parameters = {
  ...HADOOP,
  schema: { type: 'string', description: 'Database of the table.', carries: 'datasource.database' },
  table: { type: 'string', description: 'Table.', carries: 'table' },
  path: {
    type: 'string',
    description: 'Folder of the table, in place of its name or where it is not the usual one.',
    alsoOption: true,
    dynamic: true,
  },
  fileType: FILE_TYPE,
  fieldDelimiter: HIVE_DELIMITER,
  isTransaction: { type: 'boolean', description: 'The table keeps transactions (ACID).', default: false },
};

const READER_1_16: PluginSpec = {
  name: 'hive3reader',
  aliases: ['hive3source'],
  parameters: {
    ...TABLE,
    partitionName: { type: 'string', description: 'Partition that is read, as `pt=20260101`.', dynamic: true },
    filterRegex: { type: 'string', description: 'Pattern of the names of files that are left out.' },
    encoding: ENCODING,
    ...FETCH_SIZE_1_16,
    column: COLUMNS,
  },
  columnsByPlace: 'order',
  needsOneOf: [['table', 'path']],
  typeWords: 'hive',
};

const WRITER_1_16: PluginSpec = {
  name: 'hive3writer',
  aliases: ['hive3sink'],
  parameters: {
    ...TABLE,
    partitionName: { type: 'string', description: 'Partition that is written.', carries: 'partition' },
    encoding: ENCODING,
    compress: COMPRESS,
    writeMode: { ...WRITE_MODE, required: false },
    ...TABLE_FILE_OPTIONS,
    ...FILE_OPTIONS_1_16,
    ...WRITE_BATCH_1_16,
    column: TYPED_COLUMNS,
  },
  compressions: COMPRESSIONS_1_16,
  needsOneOf: [['table', 'path']],
  typeWords: 'hive',
};

export const spec = pluginConnectorSpec({
  name: 'hive3',
  title: 'Hive 3',
  description:
    'Files of a Hive 3 table, transactional ones too. The datasource gives `database` and, by `hadoop`, the cluster with the files.',
  datasourceTypes: ['hive'],
  reader: { chunjun: READER_1_16 },
  writer: { chunjun: WRITER_1_16 },
});
