import type { ConnectorSpec, OptionSpec } from '../../connector/index.ts';

const SLICE_RECORD_COUNT: OptionSpec = {
  type: 'any',
  description: 'Rows to make, a list with one number for each channel; left out = without end.',
};

export const spec: ConnectorSpec = {
  name: 'stream',
  title: 'Generated rows, printed rows',
  description:
    'A source that makes rows up and a sink that prints or drops them: for trying out the other side and for measuring. On Flink SQL these are `datagen`, `print` and `blackhole`.',
  datasourceTypes: [],
  datasourceRequired: false,
  datasourceFields: {},
  source: {
    flinkx: { fields: ['columns'], options: { sliceRecordCount: SLICE_RECORD_COUNT } },
    chunjun: {
      fields: ['columns'],
      options: {
        sliceRecordCount: SLICE_RECORD_COUNT,
        permitsPerSecond: {
          type: 'integer',
          description: 'Rows a second in each channel; 0 = as fast as it goes.',
          default: 0,
          minimum: 0,
        },
      },
    },
    'flink-sql': {
      fields: ['columns', 'where'],
      options: {
        'number-of-rows': { type: 'integer', description: 'Rows to make; left out = without end.', minimum: 1 },
        'rows-per-second': { type: 'integer', description: 'Rows a second.', default: 10_000, minimum: 1 },
        fields: {
          type: 'object',
          description: 'For each column: kind (random, sequence), start, end, min, max, length, null-rate, max-past.',
        },
      },
    },
  },
  sink: {
    flinkx: {
      fields: ['columns', 'mode'],
      modes: ['append'],
      options: {
        print: { type: 'boolean', description: 'Writes each row to the log of its task.', default: false },
        writeDelimiter: { type: 'string', description: 'Text between two fields of a printed row.', default: '|' },
        batchInterval: { type: 'integer', description: 'Rows taken at once.', default: 1, minimum: 1 },
      },
    },
    chunjun: {
      fields: ['columns', 'mode'],
      modes: ['append'],
      options: { print: { type: 'boolean', description: 'Writes each row to the log of its task.', default: true } },
    },
    'flink-sql': {
      fields: ['columns', 'mode'],
      modes: ['append'],
      options: {
        connector: {
          type: 'string',
          description: 'Whether rows are printed or dropped.',
          default: 'print',
          values: ['print', 'blackhole'],
        },
        'print-identifier': { type: 'string', description: 'Text in front of each printed row.' },
        'standard-error': { type: 'boolean', description: 'Prints to standard error.', default: false },
        'sink.parallelism': { type: 'integer', description: 'Parallelism of the sink alone.', minimum: 1 },
      },
    },
  },
};
