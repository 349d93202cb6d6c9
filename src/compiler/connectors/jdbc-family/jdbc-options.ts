import type { OptionSpec } from '../../connector/index.ts';

type Options = Readonly<Record<string, OptionSpec>>;

const PROPERTIES: OptionSpec = { type: 'text-map', description: 'Connection properties handed to the JDBC driver.' };
const USE_MAX_FUNC: OptionSpec = {
  type: 'boolean',
  description:
    'Incremental: asks for the greatest value first and reads from the cursor up to, not including, it. Rows with the greatest value then wait for the next run.',
  default: false,
};
const POLLING: Options = {
  polling: { type: 'boolean', description: 'Incremental: never ends, asks again for new rows.', default: false },
  pollingInterval: {
    type: 'integer',
    description: 'Milliseconds between two rounds of polling.',
    default: 5000,
    minimum: 1,
  },
};
const BATCH_SIZE: OptionSpec = {
  type: 'integer',
  description: 'Rows sent to the database at once; more than 1 when the job restores.',
  default: 1024,
  minimum: 1,
};

/** Options of every JDBC reader of FlinkX 1.11 (JdbcDataReader, JdbcConfigKeys). */
export const FLINKX_READER_OPTIONS: Options = {
  fetchSize: { type: 'integer', description: 'Rows that the driver fetches at once.', maximum: 200_000 },
  queryTimeOut: { type: 'integer', description: 'Seconds that a query may take.', default: 1000, minimum: 0 },
  properties: PROPERTIES,
  useMaxFunc: USE_MAX_FUNC,
  ...POLLING,
  requestAccumulatorInterval: {
    type: 'integer',
    description: 'Seconds between two looks for the greatest value, with `useMaxFunc` and several channels.',
    default: 2,
    minimum: 1,
  },
};

/** Options of every JDBC writer of FlinkX 1.11 (JdbcDataWriter, JdbcConfigKeys). */
export const FLINKX_WRITER_OPTIONS: Options = {
  batchSize: BATCH_SIZE,
  fullColumn: {
    type: 'string-list',
    description: 'All columns of the table, in order; looked up when left out. Used by mode replace.',
  },
  properties: PROPERTIES,
};

/** Options of every JDBC reader of ChunJun 1.16 (JdbcConfig). */
export const CHUNJUN_READER_OPTIONS: Options = {
  fetchSize: { type: 'integer', description: 'Rows that the driver fetches at once.' },
  queryTimeOut: { type: 'integer', description: 'Seconds that a query may take.', default: 300, minimum: 0 },
  connectTimeOut: { type: 'integer', description: 'Seconds to wait for a connection.', default: 600, minimum: 0 },
  splitStrategy: {
    type: 'string',
    description: 'How a parallel read is split: by ranges of the column, or by its remainder.',
    default: 'range',
    values: ['range', 'mod'],
  },
  orderByColumn: { type: 'string', description: 'Column by which the read is ordered.' },
  isOrderBy: { type: 'boolean', description: 'Whether an incremental read is ordered.', default: true },
  properties: PROPERTIES,
  useMaxFunc: USE_MAX_FUNC,
  ...POLLING,
  pollingFromMax: {
    type: 'boolean',
    description: 'Polling begins at the greatest value that is there when the job starts.',
    default: false,
  },
  initReporter: {
    type: 'boolean',
    description:
      'Incremental: loads the metrics plugin, which must then be installed. Sluice reads the position without it.',
    default: false,
  },
  defineColumnTypeForStatement: {
    type: 'boolean',
    description: 'Declares the column types on the statement.',
    default: false,
  },
};

/** Options of every JDBC writer of ChunJun 1.16 (JdbcConfig). */
export const CHUNJUN_WRITER_OPTIONS: Options = {
  batchSize: BATCH_SIZE,
  flushIntervalMills: {
    type: 'integer',
    description: 'Milliseconds after which a batch is sent though it is not full; 0 breaks the job.',
    default: 10_000,
    minimum: 1,
  },
  allReplace: {
    type: 'boolean',
    description: 'Upsert: a NULL overwrites the old value. Sluice says true unless told otherwise.',
    default: true,
  },
  semantic: {
    type: 'string',
    description: 'Whether rows are committed with the checkpoint.',
    default: 'at-least-once',
    values: ['at-least-once', 'exactly-once'],
  },
  fullColumn: { type: 'string-list', description: 'All columns of the table, in order; looked up when left out.' },
  properties: PROPERTIES,
  executeDdlAble: { type: 'boolean', description: 'Runs DDL rows that come from a CDC source.', default: false },
  check: { type: 'boolean', description: 'Checks table and columns before the job starts.', default: true },
};

/** Options of a table of Flink’s `jdbc` connector that is read. */
export const FLINK_SQL_SCAN_OPTIONS: Options = {
  'scan.fetch-size': { type: 'integer', description: 'Rows that the driver fetches at once.' },
  'scan.auto-commit': { type: 'boolean', description: 'Auto-commit mode of the reading connection.', default: true },
  'scan.partition.lower-bound': { type: 'integer', description: 'Smallest value of `splitBy`, for a parallel read.' },
  'scan.partition.upper-bound': { type: 'integer', description: 'Greatest value of `splitBy`, for a parallel read.' },
  'connection.max-retry-timeout': { type: 'string', description: 'Longest wait for a connection.', default: '60s' },
};

/** Options of a table of Flink’s `jdbc` connector that is written. */
export const FLINK_SQL_SINK_OPTIONS: Options = {
  'sink.buffer-flush.max-rows': {
    type: 'integer',
    description: 'Rows kept before they are sent; 0 sends each at once.',
    default: 100,
    minimum: 0,
  },
  'sink.buffer-flush.interval': {
    type: 'string',
    description: 'Time after which kept rows are sent though there are few.',
    default: '1s',
  },
  'sink.max-retries': { type: 'integer', description: 'Tries to write a batch again.', default: 3, minimum: 0 },
  'sink.parallelism': { type: 'integer', description: 'Parallelism of the sink alone.', minimum: 1 },
  'connection.max-retry-timeout': { type: 'string', description: 'Longest wait for a connection.', default: '60s' },
};
