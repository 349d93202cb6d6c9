import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { HADOOP_CONFIG } from '../file-family/file-parameters.ts';
import { TYPED_COLUMNS } from '../store-parameters.ts';

/** `IcebergConfig`. All columns together are its key, so a row that is there already is not doubled. */
const WRITER_1_16: PluginSpec = {
  name: 'icebergwriter',
  aliases: ['icebergsink'],
  parameters: {
    warehouse: { type: 'string', description: 'Folder of the warehouse, with its file system.', required: true },
    uri: { type: 'string', description: 'Address of the metastore.', carries: 'datasource.url', required: true },
    database: { type: 'string', description: 'Database.', carries: 'datasource.database', required: true },
    table: { type: 'string', description: 'Table.', carries: 'table', required: true },
    hadoopConfig: HADOOP_CONFIG,
    writeMode: {
      type: 'string',
      description: 'Whether the rows that are there stay.',
      carries: 'mode',
      words: { append: 'append', overwrite: 'overwrite' },
    },
    column: TYPED_COLUMNS,
  },
  typeWords: 'hive',
};

export const spec = pluginConnectorSpec({
  name: 'iceberg',
  title: 'Iceberg',
  description:
    'Tables of Apache Iceberg in a Hive metastore: the datasource’s `url` is the metastore, `hadoop` the cluster with the files.',
  datasourceTypes: ['iceberg'],
  reader: {},
  writer: { chunjun: WRITER_1_16 },
});
