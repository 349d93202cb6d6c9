import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { PASSWORD, USERNAME, type Parameters } from '../store-parameters.ts';

const BOTH: Parameters = {
  broker: {
    type: 'string',
    description: 'Address, as in `tcp://host:1883`.',
    carries: 'datasource.url',
    required: true,
  },
  topic: { type: 'string', description: 'Topic; `+` and `#` stand for any.', carries: 'table', required: true },
  username: USERNAME,
  password: PASSWORD,
  isCleanSession: { type: 'boolean', description: 'The broker forgets the client when it goes.', default: true },
  qos: {
    type: 'integer',
    description: 'How a message is delivered: 0 at most once, 1 at least once, 2 exactly once.',
    default: 2,
    minimum: 0,
    maximum: 2,
  },
};

const READER: Parameters = {
  ...BOTH,
  codec: {
    type: 'string',
    description: 'How a message is read: as one text, or as a JSON object.',
    default: 'plain',
    values: ['plain', 'json'],
  },
};

const RETRIES: Parameters = {
  connectRetryTimes: {
    type: 'integer',
    effect: 'resource',
    description: 'How often a connection is tried.',
    default: 10,
    minimum: 0,
  },
};

/** FlinkX 1.11, `EmqxReader` and `EmqxWriter`. */
const READER_1_11: PluginSpec = { name: 'emqxreader', rowsAreMaps: true, endless: true, parameters: READER };
const WRITER_1_11: PluginSpec = { name: 'emqxwriter', parameters: BOTH };

/** ChunJun 1.16, `EmqxConfig`: both factories run on one channel whatever the job says. */
const READER_1_16: PluginSpec = {
  name: 'emqxreader',
  aliases: ['emqxsource'],
  endless: true,
  maximumParallelism: 1,
  parameters: {
    ...READER,
    ...RETRIES,
  },
};
const WRITER_1_16: PluginSpec = {
  name: 'emqxwriter',
  aliases: ['emqxsink'],
  maximumParallelism: 1,
  parameters: {
    ...BOTH,
    ...RETRIES,
    tableFields: { type: 'string-list', description: 'Members of a message.', carries: 'columns' },
  },
};

export const spec = pluginConnectorSpec({
  name: 'emqx',
  title: 'EMQX (MQTT)',
  description: 'Topics of EMQX and other MQTT brokers, named by `table`; the datasource has the broker’s `url`.',
  datasourceTypes: ['emqx'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: { flinkx: WRITER_1_11, chunjun: WRITER_1_16 },
});
