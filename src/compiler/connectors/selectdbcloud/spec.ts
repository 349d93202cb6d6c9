import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { PASSWORD, TYPED_COLUMNS, USERNAME, WRITE_BATCH_1_16 } from '../store-parameters.ts';

/** ChunJun 1.16, `SelectdbcloudConfig`. */
const WRITER: PluginSpec = {
  name: 'selectdbcloudwriter',
  aliases: ['selectdbcloudsink'],
  suspect: 'its jar is built into the folder selectdb-cloud and looked for in selectdbcloud: rename the folder',
  modes: ['append', 'upsert'],
  ownKey: true,
  parameters: {
    host: { type: 'string', description: 'Server.', carries: 'datasource.host', required: true },
    httpPort: {
      type: 'string',
      description: 'Port for loading.',
      carries: 'datasource.port',
      required: true,
      alsoTakes: ['integer'],
    },
    queryPort: { type: 'string', description: 'Port for queries.', required: true, alsoTakes: ['integer'] },
    cluster: { type: 'string', description: 'Cluster that loads.', required: true },
    username: { ...USERNAME, required: true },
    password: { ...PASSWORD, required: true },
    tableIdentifier: { type: 'string', description: 'Table, as `database.table`.', carries: 'table', required: true },
    loadProperties: { type: 'text-map', description: 'Settings of the load, as in `file.type: json`.' },
    maxRetries: {
      type: 'integer',
      effect: 'resource',
      description: 'How often a load is tried again.',
      default: 3,
      minimum: 0,
    },
    enableDelete: { type: 'boolean', description: 'Whether deleted rows are deleted there too.', default: true },
    column: TYPED_COLUMNS,
    ...WRITE_BATCH_1_16,
  },
};

export const spec = pluginConnectorSpec({
  name: 'selectdbcloud',
  title: 'SelectDB Cloud',
  description: 'Tables of SelectDB Cloud, named `database.table`, written by ChunJun.',
  datasourceTypes: ['selectdbcloud'],
  reader: {},
  writer: { chunjun: WRITER },
});
