import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { TYPED_COLUMNS, WRITE_BATCH_1_16 } from '../store-parameters.ts';

/** `ArcticWriterConfig`; a `KEYED` table is never emptied, whatever the mode. */
const WRITER_1_16: PluginSpec = {
  name: 'arcticwriter',
  aliases: ['arcticsink'],
  parameters: {
    amsUrl: {
      type: 'string',
      description: 'Address of the management service, with the catalogue.',
      carries: 'datasource.url',
      required: true,
    },
    databaseName: { type: 'string', description: 'Database.', carries: 'datasource.database', required: true },
    tableName: { type: 'string', description: 'Table.', carries: 'table', required: true },
    tableMode: {
      type: 'string',
      description: 'Whether the table has a key.',
      values: ['KEYED', 'UNKEYED'],
      required: true,
    },
    isOverwrite: {
      type: 'boolean',
      description: 'The rows that are there do not stay.',
      carries: 'mode',
      words: { append: 'false', overwrite: 'true' },
    },
    ...WRITE_BATCH_1_16,
    column: TYPED_COLUMNS,
  },
  typeWords: 'arctic',
};

export const spec = pluginConnectorSpec({
  name: 'arctic',
  title: 'Arctic',
  description: 'Tables of Arctic: the datasource’s `url` is the management service with the catalogue.',
  datasourceTypes: ['arctic'],
  reader: {},
  writer: { chunjun: WRITER_1_16 },
});
