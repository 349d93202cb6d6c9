import { pluginConnectorSpec, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import { HADOOP, PATH } from '../file-family/file-parameters.ts';
import { TYPED_COLUMNS } from '../store-parameters.ts';

/**
 * `HudiWriter`. It updates rows by their key whatever `writeMode` and `compress` say: it reads both and
 * uses neither.
 */
const WRITER_1_11: PluginSpec = {
  name: 'hudiwriter',
  parameters: {
    tableName: { type: 'string', description: 'Database and table, as `db.table`.', required: true },
    tableType: {
      type: 'string',
      description: 'Whether an update rewrites files or is kept beside them.',
      values: ['COPY_ON_WRITE', 'MERGE_ON_READ'],
      default: 'COPY_ON_WRITE',
    },
    recordKey: { type: 'string', description: 'Column by which a row is found again.', carries: 'key', default: 'id' },
    path: PATH,
    ...HADOOP,
    partitionFields: {
      type: 'string',
      description: 'Columns of the partitions, with commas between.',
      namesColumns: true,
    },
    batchInterval: {
      type: 'integer',
      effect: 'resource',
      description: 'Rows written at once.',
      default: 1,
      minimum: 1,
    },
    hiveJdbcUrl: { type: 'string', description: 'Address of HiveServer2 that learns of the table.' },
    hiveMetastore: { type: 'string', description: 'Address of the metastore that learns of the table.' },
    hiveUser: { type: 'string', description: 'User of HiveServer2.' },
    hivePass: { type: 'string', description: 'Password of that user.', secret: true },
    column: TYPED_COLUMNS,
  },
  modes: ['upsert'],
  typeWords: 'hive',
};

/** Hudi's own settings under Flink, all of them text. */
const SETTINGS: ParameterSpec = {
  type: 'text-map',
  description: 'Settings of the table by Hudi’s own names, such as `hoodie.table.name` and `table.type`.',
  required: true,
};

const READER_1_16: PluginSpec = {
  name: 'hudireader',
  aliases: ['hudisource'],
  parameters: { hudiConfig: { ...SETTINGS, members: { path: PATH } }, column: TYPED_COLUMNS },
  typeWords: 'hive',
};

const WRITER_1_16: PluginSpec = {
  name: 'hudiwriter',
  aliases: ['hudisink'],
  parameters: {
    hudiConfig: {
      ...SETTINGS,
      members: {
        path: PATH,
        'hoodie.datasource.write.recordkey.field': {
          type: 'string',
          description: 'Columns by which a row is found again.',
          carries: 'key',
          separator: ',',
        },
      },
    },
    column: TYPED_COLUMNS,
  },
  modes: ['upsert'],
  typeWords: 'hive',
};

export const spec = pluginConnectorSpec({
  name: 'hudi',
  title: 'Hudi',
  description: 'Tables of Apache Hudi, by the folder that `path` names.',
  datasourceTypes: ['hadoop'],
  datasourceRequired: false,
  reader: { chunjun: READER_1_16 },
  writer: { flinkx: WRITER_1_11, chunjun: WRITER_1_16 },
});
