import type { ParameterSpec } from '../connector/index.ts';

/** Parameters of a plugin by their keys. */
export type Parameters = Readonly<Record<string, ParameterSpec>>;

/** What every reader of ChunJun 1.16 takes that fetches in batches (`CommonConfig`). */
export const FETCH_SIZE_1_16: Parameters = {
  batchSize: { type: 'integer', effect: 'resource', description: 'Rows fetched at once.', default: 1, minimum: 1 },
};

/** What every writer of ChunJun 1.16 takes (`CommonConfig`). */
export const WRITE_BATCH_1_16: Parameters = {
  batchSize: { type: 'integer', effect: 'resource', description: 'Rows written at once.', default: 1, minimum: 1 },
  flushIntervalMills: {
    type: 'integer',
    effect: 'resource',
    description: 'Milliseconds after which rows that wait are written though the batch is not full.',
    default: 10_000,
    minimum: 1,
  },
};

/** The columns of a store, each an object with name and type. */
export const TYPED_COLUMNS: ParameterSpec = {
  type: 'object-list',
  description: 'Columns with their types.',
  carries: 'columns',
  required: true,
};

export const USERNAME: ParameterSpec = { type: 'string', description: 'User.', carries: 'datasource.username' };

export const PASSWORD: ParameterSpec = {
  type: 'string',
  description: 'Password.',
  carries: 'datasource.password',
  secret: true,
};

/** The keys of an object store with the protocol of S3. */
export const OBJECT_STORE_KEYS: Parameters = {
  accessKey: {
    type: 'string',
    description: 'Access key.',
    carries: 'datasource.accessKey',
    required: true,
    secret: true,
  },
  secretKey: {
    type: 'string',
    description: 'Secret key.',
    carries: 'datasource.secretKey',
    required: true,
    secret: true,
  },
};
