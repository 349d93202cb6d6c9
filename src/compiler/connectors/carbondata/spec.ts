import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { HADOOP_CONFIG } from '../file-family/file-parameters.ts';
import { TYPED_COLUMNS, type Parameters } from '../store-parameters.ts';

/** How both sides find the table (`CarbondataReader`, `CarbondataWriter`); without one of them neither starts. */
const TABLE: Parameters = {
  path: { type: 'string', description: 'Folder of the table.', required: true, dynamic: true },
  database: { type: 'string', description: 'Database of the table.', required: true },
  table: { type: 'string', description: 'Table.', carries: 'table', required: true },
  defaultFS: { type: 'string', description: 'Address of the file system.', carries: 'datasource.defaultFS' },
  hadoopConfig: { ...HADOOP_CONFIG, required: true },
};

const READER_1_11: PluginSpec = {
  name: 'carbondatareader',
  parameters: {
    ...TABLE,
    filter: { type: 'string', description: 'Condition, as `id > 3 and name = x`.', carries: 'where' },
    column: TYPED_COLUMNS,
  },
  typeWords: 'hive',
  restores: false,
};

const WRITER_1_11: PluginSpec = {
  name: 'carbondatawriter',
  parameters: {
    ...TABLE,
    writeMode: {
      type: 'string',
      description: 'Whether the rows that are there stay.',
      carries: 'mode',
      words: { append: 'append', overwrite: 'overwrite' },
    },
    partition: { type: 'string', description: 'Partition that is written, as `a=1/b=2`.', carries: 'partition' },
    batchSize: {
      type: 'integer',
      effect: 'resource',
      description: 'Rows written at once.',
      default: 204_800,
      minimum: 1,
    },
    column: { type: 'string-list', description: 'Columns by their names.', carries: 'columns', required: true },
  },
  restores: false,
};

export const spec = pluginConnectorSpec({
  name: 'carbondata',
  title: 'CarbonData',
  description: 'Tables of Apache CarbonData in a Hadoop file system.',
  datasourceTypes: ['hadoop'],
  reader: { flinkx: READER_1_11 },
  writer: { flinkx: WRITER_1_11 },
});
