import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';

/** ChunJun 1.16, `SocketConfig` and `SocketInputFormatBuilder`. */
const READER: PluginSpec = {
  name: 'socketreader',
  aliases: ['socketsource'],
  endless: true,
  maximumParallelism: 1,
  parameters: {
    address: { type: 'string', description: 'Server.', carries: 'datasource.hostPort', required: true },
    parse: {
      type: 'string',
      description: 'How a line is read: as one text, or as a JSON object.',
      values: ['text', 'json'],
      printed: 'text',
    },
    encoding: { type: 'string', description: 'Character set of what comes.', printed: 'UTF-8' },
    column: { type: 'list', description: 'Columns of the rows.', carries: 'columns' },
  },
};

export const spec = pluginConnectorSpec({
  name: 'socket',
  title: 'TCP socket',
  description: 'Lines that a TCP server sends. ChunJun 1.16 alone has it; what is sent while no job runs is lost.',
  datasourceTypes: ['socket'],
  reader: { chunjun: READER },
  writer: {},
});
