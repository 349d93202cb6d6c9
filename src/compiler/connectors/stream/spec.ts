import { pluginSide, type ConnectorSpec, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import { TYPED_COLUMNS, type Parameters } from '../store-parameters.ts';

const READER: Parameters = {
  column: TYPED_COLUMNS,
  sliceRecordCount: {
    type: 'list',
    description: 'Rows to make, a list with one number for each channel; left out = without end.',
  },
};

const PRINT: ParameterSpec = { type: 'boolean', description: 'Writes each row to the log of its task.' };

/** FlinkX 1.11, `StreamReader` and `StreamWriter`. */
const READER_1_11: PluginSpec = {
  name: 'streamreader',
  parameters: READER,
  typeWords: 'stream-1.11',
  endsBy: ['sliceRecordCount'],
};
const WRITER_1_11: PluginSpec = {
  name: 'streamwriter',
  parameters: {
    print: { ...PRINT, default: false },
    writeDelimiter: { type: 'string', description: 'Text between two fields of a printed row.', default: '|' },
    batchInterval: { type: 'integer', effect: 'resource', description: 'Rows taken at once.', default: 1, minimum: 1 },
  },
};

/** ChunJun 1.16, `StreamConfig`. */
const READER_1_16: PluginSpec = {
  name: 'streamreader',
  aliases: ['streamsource'],
  endsBy: ['sliceRecordCount'],
  parameters: {
    ...READER,
    permitsPerSecond: {
      type: 'integer',
      description: 'Rows a second in each channel; 0 = as fast as it goes.',
      default: 0,
      minimum: 0,
    },
  },
};
const WRITER_1_16: PluginSpec = {
  name: 'streamwriter',
  aliases: ['streamsink'],
  parameters: {
    column: { type: 'list', description: 'Columns, for the heads of what is printed.', carries: 'columns' },
    print: { ...PRINT, default: true },
  },
};

/** The writer of 1.11 takes rows as they come: columns of the sink still order those of the source. */
const sinkOf1_11 = pluginSide(WRITER_1_11);

export const spec: ConnectorSpec = {
  name: 'stream',
  title: 'Generated rows, printed rows',
  description:
    'A source that makes rows up and a sink that prints or drops them: for trying out the other side and for measuring. On Flink SQL these are `datagen`, `print` and `blackhole`.',
  datasourceTypes: [],
  datasourceRequired: false,
  datasourceFields: {},
  source: {
    flinkx: pluginSide(READER_1_11),
    chunjun: pluginSide(READER_1_16),
    'flink-sql': {
      keeps: 'position',
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
    flinkx: { ...sinkOf1_11, fields: ['columns', ...sinkOf1_11.fields] },
    chunjun: pluginSide(WRITER_1_16),
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
