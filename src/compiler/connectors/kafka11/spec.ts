import { pluginSide, type ConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { CLIENT_FIELDS } from '../kafka/client-fields.ts';
import { OLD_READER, OLD_WRITER } from '../kafka/plugins.ts';

/** FlinkX 1.11, `Kafka11Reader` and `Kafka11Writer`, with the client of Kafka 0.11. */
const READER: PluginSpec = {
  name: 'kafka11reader',
  rowsAreMaps: true,
  endless: true,
  startsAt: ['committed'],
  parameters: OLD_READER,
};
const WRITER: PluginSpec = { name: 'kafka11writer', parameters: OLD_WRITER };

export const spec: ConnectorSpec = {
  name: 'kafka11',
  title: 'Kafka 0.11',
  description:
    'Topics of Kafka 0.11, named by `table`. FlinkX 1.11 alone has it; a reader goes on where its group stands.',
  datasourceTypes: ['kafka'],
  datasourceRequired: true,
  datasourceFields: { flinkx: CLIENT_FIELDS },
  source: { flinkx: pluginSide(READER) },
  sink: { flinkx: pluginSide(WRITER) },
};
