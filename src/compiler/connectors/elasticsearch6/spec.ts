import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import {
  FETCH_SIZE_1_16,
  PASSWORD,
  TYPED_COLUMNS,
  USERNAME,
  WRITE_BATCH_1_16,
  type Parameters,
} from '../store-parameters.ts';

/** ChunJun 1.16, `Elasticsearch6Config`. */
const COMMON: Parameters = {
  hosts: {
    type: 'string-list',
    description: 'Servers.',
    carries: 'datasource.hosts',
    defaultPort: '9200',
    required: true,
  },
  index: { type: 'string', description: 'Index.', carries: 'table', required: true },
  type: { type: 'string', description: 'Type of the documents.', required: true },
  authMesh: { type: 'boolean', description: 'Read, but without effect in 1.16.', default: false },
  username: USERNAME,
  password: PASSWORD,
  column: TYPED_COLUMNS,
};

/** The builder of the reader's format keeps a second field of that name, which nothing fills. */
const READER: PluginSpec = {
  name: 'elasticsearch6reader',
  aliases: ['elasticsearch6source'],
  typeWords: 'elasticsearch',
  suspect: 'its format is never set up in the code of 1.16, so it fails with a null pointer before it reads',
  parameters: { ...COMMON, ...FETCH_SIZE_1_16 },
};

const WRITER: PluginSpec = {
  name: 'elasticsearch6writer',
  aliases: ['elasticsearch6sink'],
  typeWords: 'elasticsearch',
  modes: ['append', 'upsert'],
  parameters: {
    ...COMMON,
    ids: { type: 'string-list', description: 'Columns whose values make the id of a document.', carries: 'key' },
    keyDelimiter: { type: 'string', description: 'Text between the values of an id.', default: '_' },
    ...WRITE_BATCH_1_16,
  },
};

export const spec = pluginConnectorSpec({
  name: 'elasticsearch6',
  title: 'Elasticsearch 6 (ChunJun)',
  description: 'Indexes of Elasticsearch 6 on ChunJun; `elasticsearch` is the connector of FlinkX and of version 7.',
  datasourceTypes: ['elasticsearch'],
  reader: { chunjun: READER },
  writer: { chunjun: WRITER },
});
