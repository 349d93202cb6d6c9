import type { OptionSpec } from '../../connector/index.ts';

type Options = Readonly<Record<string, OptionSpec>>;

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
