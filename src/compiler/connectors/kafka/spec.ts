import { pluginSide, type ConnectorSpec, type OptionSpec } from '../../connector/index.ts';
import { CLIENT_FIELDS } from './client-fields.ts';
import { KAFKA_READER_1_11, KAFKA_READER_1_16, KAFKA_WRITER_1_11, KAFKA_WRITER_1_16 } from './plugins.ts';

type Options = Readonly<Record<string, OptionSpec>>;

/** Options of both sides of Flink’s `kafka` connector. */
const FLINK_TABLE: Options = {
  format: { type: 'string', description: 'Format of a message’s value.', default: 'json' },
  'key.format': { type: 'string', description: 'Format of a message’s key.' },
  'key.fields': { type: 'string', description: 'Columns of the key, separated by semicolons.', namesColumns: true },
  'value.fields-include': {
    type: 'string',
    description: 'Whether the key’s columns are in the value too.',
    default: 'ALL',
    values: ['ALL', 'EXCEPT_KEY'],
  },
  'json.timestamp-format.standard': {
    type: 'string',
    description: 'How times are written: `2026-01-02 03:04:05` or with a T between.',
    default: 'SQL',
    values: ['SQL', 'ISO-8601'],
  },
  properties: { type: 'text-map', description: 'Properties of the Kafka client besides the brokers.' },
};

export const spec: ConnectorSpec = {
  name: 'kafka',
  title: 'Kafka',
  description:
    'Topics of Kafka 1.0 and newer, named by `table`. FlinkX and ChunJun write every value as text, ChunJun 1.16 fails on a NULL.',
  datasourceTypes: ['kafka'],
  datasourceRequired: true,
  datasourceFields: { flinkx: CLIENT_FIELDS, chunjun: CLIENT_FIELDS, 'flink-sql': CLIENT_FIELDS },
  source: {
    flinkx: pluginSide(KAFKA_READER_1_11),
    chunjun: pluginSide(KAFKA_READER_1_16),
    'flink-sql': {
      keeps: 'positions',
      fields: ['table', 'columns', 'where', 'start'],
      saidBy: {
        'scan.startup.mode': 'start',
        'scan.startup.timestamp-millis': 'start',
        'scan.startup.specific-offsets': 'start',
      },
      options: {
        ...FLINK_TABLE,
        'scan.bounded.mode': {
          type: 'string',
          description: 'Where a batch read ends.',
          values: ['latest-offset', 'group-offsets', 'timestamp', 'specific-offsets'],
        },
        'scan.bounded.timestamp-millis': { type: 'integer', description: 'Epoch milliseconds to end at.' },
        'scan.topic-partition-discovery.interval': {
          type: 'string',
          description: 'How often new partitions are looked for.',
        },
        'json.ignore-parse-errors': {
          type: 'boolean',
          description: 'Fields that cannot be read are NULL; otherwise the job fails.',
          default: false,
        },
        'json.fail-on-missing-field': {
          type: 'boolean',
          description: 'A member that is missing fails the job; otherwise it is NULL.',
          default: false,
        },
      },
    },
  },
  sink: {
    flinkx: pluginSide(KAFKA_WRITER_1_11),
    chunjun: pluginSide(KAFKA_WRITER_1_16),
    'flink-sql': {
      keeps: 'writes',
      fields: ['table', 'columns', 'mode', 'key'],
      modes: ['append', 'upsert'],
      options: {
        ...FLINK_TABLE,
        'sink.partitioner': { type: 'string', description: 'How rows are spread over partitions.', default: 'default' },
        'sink.delivery-guarantee': {
          type: 'string',
          description: 'What a failure may do to messages.',
          default: 'at-least-once',
          values: ['none', 'at-least-once', 'exactly-once'],
        },
        'sink.transactional-id-prefix': { type: 'string', description: 'Needed by exactly-once.' },
        'sink.parallelism': { type: 'integer', description: 'Parallelism of the sink alone.', minimum: 1 },
        'json.encode.decimal-as-plain-number': {
          type: 'boolean',
          description: 'Writes decimals without an exponent.',
          default: false,
        },
      },
    },
  },
};
