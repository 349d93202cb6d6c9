import type { ParameterSpec, PluginSpec } from '../../connector/index.ts';
import { PAVING_DATA, SPLIT_UPDATE } from '../cdc-parameters.ts';
import type { Parameters } from '../store-parameters.ts';

/** Properties of the client: the brokers, then those of the datasource, then the author's. */
function clientSettings(description: string): ParameterSpec {
  return {
    type: 'text-map',
    description,
    carries: 'datasource.properties',
    required: true,
    members: {
      'bootstrap.servers': {
        type: 'string',
        description: 'Brokers.',
        carries: 'datasource.brokers',
        separator: ',',
        required: true,
      },
    },
  };
}

const GROUP: ParameterSpec = {
  type: 'string',
  description: 'Consumer group. Sluice says the pipeline’s name unless told otherwise.',
};

/** What every reader has (`KafkaBaseReader` on 1.11, `KafkaConfig` on 1.16). */
const READER: Parameters = {
  groupId: GROUP,
  codec: {
    type: 'string',
    description: 'How a message is read: as one text, or as a JSON object whose members are columns.',
    default: 'text',
    values: ['text', 'json'],
  },
  column: { type: 'list', description: 'Members of a message that become columns.', carries: 'columns' },
};

const BLANK_IGNORE: ParameterSpec = { type: 'boolean', description: 'Leaves out empty messages.', default: false };

/** Where the first start begins; both generations have the same five words. */
const MODE: ParameterSpec = {
  type: 'string',
  description: 'What decides where the first start begins.',
  carries: 'start.kind',
  words: {
    earliest: 'earliest-offset',
    latest: 'latest-offset',
    now: 'latest-offset',
    committed: 'group-offsets',
    time: 'timestamp',
    offsets: 'specific-offsets',
  },
  default: 'group-offsets',
};
const START: Parameters = {
  mode: MODE,
  timestamp: {
    type: 'integer',
    description: 'Milliseconds since 1970, where the mode is timestamp.',
    carries: 'start.time',
  },
  offset: {
    type: 'string',
    description: 'First offset of each partition, as in `partition:0,offset:42;partition:1,offset:300`.',
    carries: 'start.offsets',
  },
};

/**
 * FlinkX 1.11 falls from the case `earliest-offset` into the one of `latest-offset` (`KafkaUtil`), so that a
 * new group would begin at the end. It begins at the beginning as a group whose client says so, which the
 * emitter sees to.
 */
const START_WORDS_1_11 = {
  committed: 'group-offsets',
  earliest: 'group-offsets',
  latest: 'latest-offset',
  now: 'latest-offset',
};
const START_1_11: Parameters = {
  ...START,
  mode: { ...MODE, words: { ...START_WORDS_1_11, time: 'timestamp', offsets: 'specific-offsets' } },
};

const CONSUMER = clientSettings('Properties of the consumer besides the brokers.');
const PRODUCER = clientSettings('Properties of the producer besides the brokers.');

const TOPIC: ParameterSpec = { type: 'string', description: 'Topic.', carries: 'table', required: true };
const TABLE_FIELDS: ParameterSpec = {
  type: 'string-list',
  description: 'Names of a message’s members; of no account where there are fewer than columns.',
  carries: 'columns',
};
const TIME_ZONE: ParameterSpec = { type: 'string', description: 'Time zone in which times are written.' };
const ORDER: Parameters = {
  partitionAssignColumns: {
    type: 'string-list',
    description: 'Columns whose values choose the partition.',
    namesColumns: true,
  },
  dataCompelOrder: { type: 'boolean', description: 'Keeps the order of rows; wants one writer.', default: false },
};

/** FlinkX 1.11: several topics stand in one text. `encoding` is in its pages and read by nothing. */
const READER_1_11: Parameters = { topic: { ...TOPIC, separator: ',' }, ...READER, blankIgnore: BLANK_IGNORE };

/** The readers of Kafka 0.10 and 0.11 parse a time and offsets to begin at, and never look at them. */
export const OLD_READER: Parameters = {
  ...READER_1_11,
  mode: { ...MODE, words: START_WORDS_1_11 },
  consumerSettings: CONSUMER,
};

/** The writers of Kafka 0.10 and 0.11 on FlinkX 1.11. */
export const OLD_WRITER: Parameters = {
  topic: TOPIC,
  tableFields: TABLE_FIELDS,
  timezone: TIME_ZONE,
  producerSettings: PRODUCER,
};

/** FlinkX 1.11, `KafkaReader` and `KafkaWriter`: Kafka 1.0 and newer. */
export const KAFKA_READER_1_11: PluginSpec = {
  name: 'kafkareader',
  rowsAreMaps: true,
  endless: true,
  startsAt: ['committed'],
  parameters: { ...READER_1_11, ...START_1_11, consumerSettings: CONSUMER },
};
export const KAFKA_WRITER_1_11: PluginSpec = {
  name: 'kafkawriter',
  parameters: { topic: TOPIC, tableFields: TABLE_FIELDS, ...ORDER, timezone: TIME_ZONE, producerSettings: PRODUCER },
};

/**
 * ChunJun 1.16, `KafkaConfig` as `KafkaSourceFactory` reads it: `topics` wins over `topic`, and given offsets
 * are those of `topics` alone.
 */
export const KAFKA_READER_1_16: PluginSpec = {
  name: 'kafkareader',
  aliases: ['kafkasource'],
  endless: true,
  startsAt: ['committed'],
  parameters: {
    topic: TOPIC,
    topics: { type: 'string-list', description: 'Topics, in place of the one.', carries: 'table' },
    ...READER,
    ...START,
    addMessage: { type: 'boolean', description: 'Adds the whole message as a column.', default: true },
    pavingData: { ...PAVING_DATA, default: false },
    split: SPLIT_UPDATE,
    deserialization: { type: 'string', description: 'Name of the deserializer.', default: 'default' },
    deserializationProperties: { type: 'object', description: 'Properties of the deserializer.' },
    tableSchema: { type: 'object', description: 'Columns by table, for messages of many tables.' },
    filter: { type: 'string-list', description: 'Tables whose messages are kept.' },
    nullReplaceNotExistsField: {
      type: 'boolean',
      description: 'A member that is missing is NULL; otherwise the row is refused.',
      default: true,
    },
    consumerSettings: CONSUMER,
  },
};
export const KAFKA_WRITER_1_16: PluginSpec = {
  name: 'kafkawriter',
  aliases: ['kafkasink'],
  parameters: {
    topic: { ...TOPIC, required: false },
    topics: { type: 'string-list', description: 'Topics, of which the first is taken where there is no topic.' },
    tableIdToTopicMapping: {
      type: 'string',
      description: 'Topic of each table of a source of many tables, as JSON text; in place of `table`.',
    },
    column: { type: 'list', description: 'Columns with the types in which they are written.' },
    tableFields: TABLE_FIELDS,
    ...ORDER,
    partitionStrategy: {
      type: 'string',
      description: 'Where messages without a key go.',
      default: 'all-to-zero',
      values: ['all-to-zero', 'hash-by-key'],
    },
    producerSettings: PRODUCER,
  },
};
