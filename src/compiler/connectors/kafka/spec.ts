import type { ConnectorSpec, OptionSpec } from '../../connector/index.ts';

type Options = Readonly<Record<string, OptionSpec>>;

/** Options of a kafkareader of both generations (KafkaBaseReader on 1.11, KafkaConfig on 1.16). */
const SYNC_READER: Options = {
  groupId: { type: 'string', description: 'Consumer group. Sluice says the pipeline’s name unless told otherwise.' },
  codec: {
    type: 'string',
    description: 'How a message is read: as one text, or as a JSON object whose members are columns.',
    values: ['text', 'json'],
  },
  mode: {
    type: 'string',
    description: 'Where reading begins.',
    default: 'group-offsets',
    values: ['group-offsets', 'earliest-offset', 'latest-offset', 'timestamp', 'specific-offsets'],
  },
  timestamp: { type: 'integer', description: 'Mode timestamp: epoch milliseconds to begin at.', minimum: 0 },
  offset: { type: 'string', description: 'Mode specific-offsets: `partition:0,offset:42;partition:1,offset:300`.' },
  consumerSettings: { type: 'text-map', description: 'Properties of the consumer besides the brokers.' },
};

const SYNC_WRITER: Options = {
  producerSettings: { type: 'text-map', description: 'Properties of the producer besides the brokers.' },
  partitionAssignColumns: { type: 'string-list', description: 'Columns whose values choose the partition.' },
  dataCompelOrder: { type: 'boolean', description: 'Keeps the order of rows; wants one writer.', default: false },
};

/** Options of both sides of Flink’s `kafka` connector. */
const FLINK_TABLE: Options = {
  format: { type: 'string', description: 'Format of a message’s value.', default: 'json' },
  'key.format': { type: 'string', description: 'Format of a message’s key.' },
  'key.fields': { type: 'string', description: 'Columns of the key, separated by semicolons.' },
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

/** User name and password are refused by the emitters, which say why. */
const CLIENT_FIELDS = ['brokers', 'properties', 'username', 'password'] as const;

export const spec: ConnectorSpec = {
  name: 'kafka',
  title: 'Kafka',
  description:
    'Topics of Kafka 1.0 and newer, named by `table`. FlinkX and ChunJun write every value as text, ChunJun 1.16 fails on a NULL.',
  datasourceTypes: ['kafka'],
  datasourceRequired: true,
  datasourceFields: { flinkx: CLIENT_FIELDS, chunjun: CLIENT_FIELDS, 'flink-sql': CLIENT_FIELDS },
  source: {
    flinkx: {
      fields: ['table', 'columns'],
      options: {
        ...SYNC_READER,
        blankIgnore: { type: 'boolean', description: 'Leaves out empty messages.', default: false },
      },
    },
    chunjun: {
      fields: ['table', 'columns'],
      options: {
        ...SYNC_READER,
        addMessage: { type: 'boolean', description: 'Adds the whole message as a column.', default: true },
        pavingData: { type: 'boolean', description: 'Flattens the rows of a CDC message.', default: false },
        split: { type: 'boolean', description: 'Splits an update into the rows before and after.', default: false },
        deserialization: { type: 'string', description: 'Name of the deserializer.', default: 'default' },
        deserializationProperties: { type: 'object', description: 'Properties of the deserializer.' },
        tableSchema: { type: 'object', description: 'Columns by table, for messages of many tables.' },
        filter: { type: 'string-list', description: 'Tables whose messages are kept.' },
        nullReplaceNotExistsField: {
          type: 'boolean',
          description: 'A member that is missing is NULL; otherwise the row is refused.',
          default: true,
        },
      },
    },
    'flink-sql': {
      fields: ['table', 'columns', 'where'],
      options: {
        ...FLINK_TABLE,
        'scan.startup.mode': {
          type: 'string',
          description: 'Where reading begins.',
          default: 'group-offsets',
          values: ['group-offsets', 'earliest-offset', 'latest-offset', 'timestamp', 'specific-offsets'],
        },
        'scan.startup.timestamp-millis': { type: 'integer', description: 'Epoch milliseconds to begin at.' },
        'scan.startup.specific-offsets': { type: 'string', description: 'Offsets to begin at, by partition.' },
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
    flinkx: {
      fields: ['table', 'columns', 'mode'],
      modes: ['append'],
      options: { ...SYNC_WRITER, timezone: { type: 'string', description: 'Time zone in which times are written.' } },
    },
    chunjun: {
      fields: ['table', 'columns', 'mode'],
      modes: ['append'],
      options: {
        ...SYNC_WRITER,
        partitionStrategy: {
          type: 'string',
          description: 'Where messages without a key go.',
          default: 'all-to-zero',
          values: ['all-to-zero', 'hash-by-key'],
        },
      },
    },
    'flink-sql': {
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
