import { pluginSide, type ConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { CLIENT_FIELDS } from '../kafka/client-fields.ts';
import { OLD_READER, OLD_WRITER } from '../kafka/plugins.ts';

/** FlinkX 1.11, `Kafka10Reader` and `Kafka10Writer`, with the client of Kafka 0.10. */
const READER: PluginSpec = {
  name: 'kafka10reader',
  rowsAreMaps: true,
  endless: true,
  startsAt: ['committed'],
  parameters: OLD_READER,
};
const WRITER: PluginSpec = { name: 'kafka10writer', parameters: OLD_WRITER };

export const spec: ConnectorSpec = {
  name: 'kafka10',
  title: 'Kafka 0.10',
  description:
    'Topics of Kafka 0.10, named by `table`. FlinkX 1.11 alone has it; a reader goes on where its group stands.',
  datasourceTypes: ['kafka'],
  datasourceRequired: true,
  datasourceFields: { flinkx: CLIENT_FIELDS },
  source: { flinkx: pluginSide(READER) },
  sink: { flinkx: pluginSide(WRITER) },
};
