import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { COLUMNS, ENCODING, HEADER } from '../file-family/file-parameters.ts';
import {
  FETCH_SIZE_1_16,
  OBJECT_STORE_KEYS,
  TYPED_COLUMNS,
  WRITE_BATCH_1_16,
  type Parameters,
} from '../store-parameters.ts';

/** What both sides read of `S3Config`. The capital of `Protocol` is the engine's own. */
const BUCKET: Parameters = {
  ...OBJECT_STORE_KEYS,
  endpoint: { type: 'string', description: 'Address of the store.', carries: 'datasource.url' },
  region: { type: 'string', description: 'Region.', carries: 'datasource.region', default: 'cn-north-1' },
  bucket: { type: 'string', description: 'Bucket.', carries: 'datasource.bucket', required: true },
  Protocol: {
    type: 'string',
    description: 'Protocol of the store.',
    carries: 'datasource.protocol',
    values: ['HTTP', 'HTTPS'],
    default: 'HTTP',
  },
  fieldDelimiter: {
    type: 'string',
    description: 'One character between two fields.',
    carries: 'file.delimiter',
    default: ',',
  },
  encoding: ENCODING,
  compress: {
    type: 'string',
    description: 'How the objects are compressed.',
    carries: 'file.compression',
    words: { gzip: 'GZIP', bzip2: 'BZIP2', zip: 'ZIP' },
  },
  isFirstLineHeader: HEADER,
  useV2: { type: 'boolean', description: 'Objects are listed by the second version of the protocol.', default: true },
  disableBucketNameInEndpoint: {
    type: 'boolean',
    description: 'The bucket stands in the path of an address and not in its host.',
    default: false,
  },
};

const READER_1_16: PluginSpec = {
  name: 's3reader',
  aliases: ['s3source'],
  parameters: {
    ...BUCKET,
    objects: { type: 'string-list', description: 'Objects and prefixes.', carries: 'path', required: true },
    objectsRegex: { type: 'string', description: 'Pattern of the names of objects that are read.' },
    fetchSize: {
      type: 'integer',
      effect: 'resource',
      description: 'Objects listed at once.',
      default: 512,
      minimum: 1,
    },
    safetySwitch: { type: 'boolean', description: 'Lines that are too long are refused.', default: false },
    useTextQualifier: { type: 'boolean', description: 'Fields may stand in quotes.', default: true },
    tikaReadConfig: {
      type: 'object',
      description: 'How text is taken out of documents of other kinds.',
      members: {
        useExtract: { type: 'boolean', description: 'Text is taken out of documents.', default: false },
        overlapRatio: { type: 'integer', description: 'Percent that two pieces share.', default: 0, minimum: 0 },
        enableChunk: { type: 'boolean', description: 'The text is cut in pieces.', default: false },
        chunkSize: { type: 'integer', description: 'Characters of a piece.', default: -1 },
      },
    },
    excelFormatConfig: { type: 'object', description: 'How Excel files are read.' },
    ...FETCH_SIZE_1_16,
    column: COLUMNS,
  },
  fileTypes: ['csv'],
  columnsByPlace: 'order',
  typeWords: 's3',
};

/** Refuses more than one channel when it starts. */
const WRITER_1_16: PluginSpec = {
  name: 's3writer',
  aliases: ['s3sink'],
  parameters: {
    ...BUCKET,
    object: { type: 'string', description: 'Object that is written.', carries: 'path', required: true },
    writeMode: {
      type: 'string',
      description: 'Whether the objects that are there stay.',
      carries: 'mode',
      words: { append: 'append', overwrite: 'overwrite' },
    },
    maxFileSize: {
      type: 'integer',
      description: 'Bytes after which a new object is begun.',
      default: 1_048_576,
      minimum: 1,
    },
    writeSingleObject: { type: 'boolean', description: 'All rows go into one object.', default: true },
    suffix: { type: 'string', description: 'Ending of the names of several objects.' },
    enableWriteSingleRecordAsFile: { type: 'boolean', description: 'Each row is an object.', default: false },
    keepOriginalFilename: { type: 'boolean', description: 'Objects keep the names of files read.', default: false },
    ...WRITE_BATCH_1_16,
    column: TYPED_COLUMNS,
  },
  fileTypes: ['csv'],
  maximumParallelism: 1,
  typeWords: 's3',
};

export const spec = pluginConnectorSpec({
  name: 's3',
  title: 'S3',
  description: 'Text objects in an S3 bucket, named by `path`.',
  datasourceTypes: ['s3'],
  reader: { chunjun: READER_1_16 },
  writer: { chunjun: WRITER_1_16 },
});
