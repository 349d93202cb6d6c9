import { pluginConnectorSpec, type OptionPair, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import { PASSWORD, type Parameters } from '../store-parameters.ts';

const OTHERWISE = 'the other way of writing is ignored, and for a list nothing is written';

const PAIRS: readonly OptionPair[] = [
  { option: 'type', is: 'string', other: 'mode', values: ['set'], otherwise: OTHERWISE },
  { option: 'type', is: 'list', other: 'mode', values: ['lpush', 'rpush'], otherwise: OTHERWISE },
  { option: 'type', is: 'set', other: 'mode', values: ['sadd'], otherwise: OTHERWISE },
  { option: 'type', is: 'zset', other: 'mode', values: ['zadd'], otherwise: OTHERWISE },
  { option: 'type', is: 'hash', other: 'mode', values: ['hset'], otherwise: OTHERWISE },
];

const COMMON: Parameters = {
  password: PASSWORD,
  database: {
    type: 'integer',
    description: 'Number of the database.',
    default: 0,
    carries: 'datasource.database',
    minimum: 0,
  },
  timeout: {
    type: 'integer',
    effect: 'resource',
    description: 'Milliseconds to wait for the server.',
    default: 3000,
    minimum: 0,
  },
};

const SERVER: ParameterSpec = {
  type: 'string',
  description: 'Server.',
  carries: 'datasource.hosts',
  defaultPort: '6379',
  required: true,
};

const DELIMITER = '\\u0001'; // these six characters, not the one that they name

const WRITE: Parameters = {
  keyIndexes: {
    type: 'integer-list',
    description: 'Columns whose values make the key.',
    carries: 'key.index',
    required: true,
  },
  mode: {
    type: 'string',
    description: 'How a value is written; it has to fit the type.',
    required: true,
    values: ['set', 'lpush', 'rpush', 'sadd', 'zadd', 'hset'],
  },
  keyFieldDelimiter: { type: 'string', description: 'Text between the values of a key.', default: DELIMITER },
  valueFieldDelimiter: { type: 'string', description: 'Text between the values of a string.', default: DELIMITER },
  dateFormat: { type: 'string', description: 'Format of dates and times; left out = milliseconds since 1970.' },
  expireTime: {
    type: 'integer',
    description:
      'Seconds for which a key lives, or above 2592000 the second since 1970 at which it ends; 0 = for ever.',
    default: 0,
    minimum: 0,
  },
};

/** FlinkX 1.11, `RedisWriter`: more than one row at a time is refused. */
export const WRITER_1_11: PluginSpec = {
  name: 'rediswriter',
  restores: false,
  modes: ['append', 'upsert'],
  pairs: PAIRS,
  parameters: {
    hostPort: SERVER,
    ...COMMON,
    type: {
      type: 'string',
      description: 'What a key holds.',
      required: true,
      values: ['string', 'list', 'set', 'zset', 'hash'],
    },
    ...WRITE,
    batchSize: {
      type: 'integer',
      effect: 'resource',
      description: 'Rows written at once; only 1 works.',
      default: 1,
      minimum: 1,
      maximum: 1,
    },
  },
};

/** How ChunJun 1.16 connects, `RedisConfig`. */
const CONNECT_1_16: Parameters = {
  hostPort: { ...SERVER, separator: ',', description: 'Servers; one unless a cluster or sentinels are asked.' },
  ...COMMON,
  redisConnectType: {
    type: 'string',
    description: 'Whether one server, sentinels or a cluster is asked.',
    default: 'STANDALONE',
    values: ['STANDALONE', 'SENTINEL', 'CLUSTER'],
  },
  masterName: { type: 'string', description: 'Name of the master that sentinels are asked for.' },
  maxTotal: { type: 'integer', description: 'Connections at most.', default: 8, minimum: 1 },
  maxIdle: { type: 'integer', description: 'Idle connections at most.', default: 8, minimum: 0 },
  minIdle: { type: 'integer', description: 'Idle connections at least.', default: 0, minimum: 0 },
};

/** Only hashes are read, each as one row; a value is always text. */
const READER_1_16: PluginSpec = {
  name: 'redisreader',
  aliases: ['redissource'],
  typeWords: 'string',
  parameters: {
    ...CONNECT_1_16,
    type: { type: 'string', description: 'What the keys hold.', printed: 'hash', values: ['hash'] },
    mode: { type: 'string', description: 'How a key is read.', printed: 'hget', values: ['hget'] },
    keyPrefix: { type: 'string', description: 'Pattern of the keys to read, as in `run_*`.', required: true },
    column: { type: 'list', description: 'Fields of the hashes.', carries: 'columns', required: true },
  },
};

/** A sorted set fails at its first row in 1.16, which takes the score for another class. */
const WRITER_1_16: PluginSpec = {
  name: 'rediswriter',
  aliases: ['redissink'],
  modes: ['append', 'upsert'],
  pairs: PAIRS.filter(({ is }) => is !== 'zset'),
  parameters: {
    ...CONNECT_1_16,
    type: {
      type: 'string',
      description: 'What a key holds; a string holds the row as JSON.',
      required: true,
      values: ['string', 'list', 'set', 'hash'],
    },
    ...WRITE,
    keyPrefix: { type: 'string', description: 'Put before the key of a hash.' },
    indexFillHash: {
      type: 'boolean',
      description: 'Whether the key’s columns are fields of a hash too.',
      default: true,
    },
    column: {
      type: 'list',
      description: 'Columns; without them a string holds an empty JSON object.',
      carries: 'columns',
    },
  },
};

export const spec = pluginConnectorSpec({
  name: 'redis',
  title: 'Redis',
  description:
    'Keys of Redis: `key` names the columns that make the key, the others make the value. `database` of the datasource is a number.',
  datasourceTypes: ['redis'],
  reader: { chunjun: READER_1_16 },
  writer: { flinkx: WRITER_1_11, chunjun: WRITER_1_16 },
});
