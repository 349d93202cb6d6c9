import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';

/**
 * FlinkX 1.11, `PulsarWriter` and `PulsarOutputFormat`. The writer reads `tableFields` and never passes
 * them on, so a row of several columns is one text under `message`. Without settings the client's builder
 * fails, so that the emitter always prints some.
 */
export const WRITER: PluginSpec = {
  name: 'pulsarwriter',
  parameters: {
    pulsarServiceUrl: {
      type: 'string',
      description: 'Address of the brokers.',
      carries: 'datasource.url',
      required: true,
    },
    topic: { type: 'string', description: 'Topic.', carries: 'table', required: true },
    token: { type: 'string', description: 'Token of the client.', carries: 'datasource.token', secret: true },
    producerSettings: {
      type: 'text-map',
      description: 'Properties of the producer, such as sendTimeoutMs.',
      carries: 'datasource.properties',
      members: {},
    },
  },
};

export const spec = pluginConnectorSpec({
  name: 'pulsar',
  title: 'Apache Pulsar',
  description:
    'Topics of Apache Pulsar, named by `table`, to write to. A message is the row as text; one column that holds JSON is written as it is. FlinkX 1.11 alone has it.',
  datasourceTypes: ['pulsar'],
  reader: {},
  writer: { flinkx: WRITER },
});
